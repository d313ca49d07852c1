/** Tells TensorFlow.js where the bundler put its binaries. */
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";

const names = {
  "tfjs-backend-wasm.wasm": new URL("../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm", import.meta.url),
  "tfjs-backend-wasm-simd.wasm": new URL("../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm", import.meta.url),
  "tfjs-backend-wasm-threaded-simd.wasm": new URL("../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm", import.meta.url),
};

setWasmPaths(Object.fromEntries(Object.entries(names).map(([name, url]) => [name, url.href])));
