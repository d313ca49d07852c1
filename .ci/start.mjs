/** `npm start`: what is missing is installed and built, then the site is served. Arguments go to Vite. */
import { ensureBuilt, ensurePackages, execute } from "./prepare.mjs";

ensurePackages();
await ensureBuilt();
execute("npx", ["vite", ...process.argv.slice(2)]);
