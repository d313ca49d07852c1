/** `node ops/bench/kernels.mjs`: runs the measurements of `kernels.ts` in Node. */
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

const server = await createServer({ configFile: false, server: { middlewareMode: true }, appType: "custom", optimizeDeps: { noDiscovery: true } });
const { run } = await server.ssrLoadModule(fileURLToPath(new URL("kernels.ts", import.meta.url)));
await run();
await server.close();
