/** Builds the command line into `dist/cli` with Vite, when it is missing or older than its sources. */
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const target = join(root, "dist/cli");
/** Milliseconds after which a lock is one that a killed build left behind. */
const LOCK_LIFE = 120_000;
const rooms = ["cells", "kernel", "ops", "shaders", "gallery/data.ts"];

/** Does nothing where the sources are not there, as in the published package. */
export async function ensureBuilt() {
  const sources = rooms.map((room) => join(root, room));
  if (!existsSync(join(root, "kernel/node/cli.ts"))) return;
  const built = join(target, "cli.js");
  const isFresh = () => existsSync(built) && newest(sources) <= statSync(built).mtimeMs;
  if (isFresh()) return;
  await alone(async () => {
    if (!isFresh()) await buildCommandLine();
  });
}

/** One build at a time, also among processes: the lock is a folder, which only one of them can make. */
async function alone(work) {
  const lock = join(root, ".cache/cli.lock");
  mkdirSync(dirname(lock), { recursive: true });
  while (!tryMake(lock)) {
    if (Date.now() - statSync(lock, { throwIfNoEntry: false })?.mtimeMs > LOCK_LIFE) rmSync(lock, { recursive: true, force: true });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  try {
    await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function tryMake(folder) {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    return false;
  }
}

/** Builds beside the old one and then takes its place, so that a run that has begun keeps its files. */
async function buildCommandLine() {
  const { build, runnerImport } = await import("vite");
  const outDir = join(root, `.cache/cli-${process.pid}`);
  await build({
    configFile: false,
    root,
    logLevel: "warn",
    publicDir: false,
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: "es2023",
      minify: false,
      rollupOptions: {
        input: { cli: join(root, "kernel/node/cli.ts"), thread: join(root, "kernel/node/thread.ts") },
        output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
      },
    },
  });
  const simd = join(root, "ops/simd");
  for (const file of readdirSync(simd)) if (file.endsWith(".wasm")) cpSync(join(simd, file), join(outDir, file));
  const load = async (file) => (await runnerImport(join(root, file), { configFile: false })).module;
  const [{ datasets }, { readDataset }] = [await load("gallery/data.ts"), await load("kernel/site/datasets.ts")];
  mkdirSync(join(outDir, "data"), { recursive: true });
  for (const [name, source] of Object.entries(datasets)) writeFileSync(join(outDir, "data", name), await readDataset(source));
  mkdirSync(dirname(target), { recursive: true });
  const old = `${outDir}-old`;
  if (existsSync(target)) renameSync(target, old);
  renameSync(outDir, target);
  rmSync(old, { recursive: true, force: true });
}

function newest(paths) {
  let time = 0;
  for (const path of paths) {
    const status = statSync(path);
    if (!status.isDirectory()) time = Math.max(time, status.mtimeMs);
    else time = Math.max(time, newest(readdirSync(path).filter((name) => name !== "node_modules").map((name) => join(path, name))));
  }
  return time;
}
