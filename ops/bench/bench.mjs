/**
 * `npm run bench [SUITE] [options]`: prepares what a fresh clone lacks and runs `<suite>/suite.ts`; the suite is `peers` when none is
 * named. Plain JavaScript, because nothing is installed yet; the suites are TypeScript, which Vite loads.
 */
import { existsSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ensureChromium, ensurePackages, execute } from "../../.ci/prepare.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

const words = process.argv.slice(2);
const suite = words[0] === undefined || words[0].startsWith("-") ? "peers" : words.shift();
if (!existsSync(`${here}${suite}/suite.ts`)) {
  const suites = readdirSync(here).filter((name) => existsSync(`${here}${name}/suite.ts`));
  console.error(`unknown suite: ${suite} (one of ${suites.join(", ")})`);
  process.exit(2);
}

ensurePackages();
if (suite === "peers" || suite === "data") ensurePeers();
await import("../assembly/build.mjs");
await ensureChromium();

const { createServer } = await import("vite");
const server = await createServer({ configFile: false, root: here, logLevel: "error", server: { middlewareMode: true, ws: false, watch: null }, appType: "custom", optimizeDeps: { noDiscovery: true } });
const { run } = await server.ssrLoadModule(`${here}${suite}/suite.ts`);
await run(words);
await server.close();

/** The libraries to compare with have a lock file of their own: nobody who only wants the project needs them. */
function ensurePeers() {
  const installed = `${here}node_modules/.package-lock.json`;
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(`${here}package-lock.json`).mtimeMs) return;
  console.log("installing the libraries to compare with");
  execute("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: here });
}
