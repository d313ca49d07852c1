/** `npm start`: what is missing is installed and built, then the site is served. Arguments go to Vite. */
import { ensureKernels, ensurePackages, execute } from "./prepare.mjs";

ensurePackages();
await ensureKernels();
execute("npx", ["vite", ...process.argv.slice(2)]);
