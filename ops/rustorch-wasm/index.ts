/** The names of RusTorch's WASM modules over this library: thin, synchronous, with real results. See `README.md`. */
export { WasmError } from "./error.ts";
export { WasmAdvancedMath } from "./math.ts";
export { MemoryManager } from "./memory.ts";
export { WasmTensor } from "./tensor.ts";
