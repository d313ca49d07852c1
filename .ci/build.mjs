/** `npm run build`: the static site in `dist/`, the npm package in `dist/lib/`, the command line in `dist/cli/`. */
import { cpSync } from "node:fs";
import { ensureBuilt, ensurePackages, execute } from "./prepare.mjs";

ensurePackages();
await ensureBuilt();
execute("npx", ["vite", "build"]);
execute("npx", ["vite", "build", "--mode", "lib"]);
for (const room of ["ops", "shaders"]) {
  cpSync(`.cache/types/${room}`, `dist/lib/types/${room}`, { recursive: true, filter: (path) => !/\.tsbuildinfo$|\.test\.d\.ts$|\.bench\.d\.ts$/.test(path) });
}
