/** What a command needs before it can start on a fresh clone: packages, WASM kernels, a browser. Plain JavaScript, because nothing is installed yet. */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs a command in the project's root with its output shown; throws when it fails. */
export function execute(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: exit code ${status}`);
}

/** Installs the packages when there are none or the lock file is newer than they are. */
export function ensurePackages() {
  const installed = new URL("../node_modules/.package-lock.json", import.meta.url);
  const lock = new URL("../package-lock.json", import.meta.url);
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log("installing packages");
  execute("npm", ["ci", "--no-audit", "--no-fund"]);
}

/** Compiles the AssemblyScript kernels, and the library's declarations that the editor shows; quick when they are up to date. */
export async function ensureBuilt() {
  await import("../ops/assembly/build.mjs");
  execute("npx", ["tsc", "-b", "ops"]);
}

/** Finds a Chromium, or installs one: from the system's packages when we may, otherwise Playwright's own. */
export async function ensureChromium() {
  const { findChromium } = await loadTypeScript("./chromium.ts");
  if (findChromium()) return;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.log("installing chromium from the system's packages");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    execute("apt-get", ["update", "-qq"], { env });
    execute("apt-get", ["install", "-y", "-qq", "chromium"], { env });
  } else {
    console.log("installing playwright's chromium");
    execute("npx", ["playwright", "install", "chromium"]);
  }
}

/** Imports a TypeScript module of this folder; Node 20 cannot do that by itself. */
async function loadTypeScript(path) {
  const { runnerImport } = await import("vite");
  const { module } = await runnerImport(fileURLToPath(new URL(path, import.meta.url)), { configFile: false, logLevel: "error" });
  return module;
}
