/** Where the built files of the command line lie: beside this one once it is built, otherwise in `dist/cli`, built when needed. */
import { fileURLToPath } from "node:url";

const isBuilt = import.meta.url.endsWith(".js");
const built = new URL(isBuilt ? "./" : "../../dist/cli/", import.meta.url);

/** The script of the kernel's thread. Run from the sources it is built first, when they are newer. */
export async function threadFile(): Promise<URL> {
  // A plain file that also runs before anything is built.
  if (!isBuilt) await ((await import(/* @vite-ignore */ new URL("./build.mjs", import.meta.url).href)) as { ensureBuilt(): Promise<void> }).ensureBuilt();
  return new URL("thread.js", built);
}

/** The folder whose `data/` holds the files that are shipped with the package. */
export function shippedData(): string {
  return fileURLToPath(built);
}
