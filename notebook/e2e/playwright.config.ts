/** Browser journeys on the production build, served with the production headers. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import { chromiumArgs, findChromium } from "../../.ci/chromium.ts";

const port = Number(process.env["JOURNEY_PORT"] ?? 4173);
const folder = process.env["JOURNEY_DIST"] ?? "dist";

export default defineConfig({
  testDir: ".",
  projects: [
    { name: "journeys", testMatch: "*.journey.ts" },
    { name: "pictures", testMatch: "pictures.ts" },
    { name: "measure", testMatch: "measure.ts", timeout: 600_000 },
  ],
  outputDir: "results",
  workers: 1,
  // A flake must not pass for a fault of the build; the report names it all the same.
  retries: process.env["CI"] ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // The summary of `npm test` reads the counts from a file; by hand the list is enough.
  reporter: process.env["PLAYWRIGHT_JSON_OUTPUT_FILE"] ? [["list"], ["json"]] : [["list"]],
  use: {
    baseURL: `http://localhost:${port}`,
    launchOptions: { executablePath: findChromium(), args: chromiumArgs },
    viewport: { width: 1280, height: 900 },
    trace: "off",
    screenshot: "only-on-failure",
  },
  webServer: {
    command: `npm run preview -- --port ${port} --outDir ${folder}`,
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    url: `http://localhost:${port}`,
    reuseExistingServer: false,
  },
});
