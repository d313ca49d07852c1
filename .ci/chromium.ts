/** Which Chromium the browser tests drive, and with which flags. The system's one first, then Playwright's own. */
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const SYSTEM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

/** The path of a Chromium, or undefined when there is none. `CHROMIUM` in the environment wins. */
export function findChromium(): string | undefined {
  const named = process.env["CHROMIUM"];
  return [named, ...SYSTEM, chromium.executablePath()].find((path) => path && existsSync(path));
}

/** WebGPU on the software adapter, a camera that shows a test picture, no background traffic; no sandbox only where root leaves no other way. */
export const chromiumArgs = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
