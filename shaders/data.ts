/** The kernels that parts of the library bring along, as text. A part hands its own over with the call, so that nobody else loads it: see `HostShader` in `ops/backend.ts`. */
export { default as bins } from "./bins.wgsl?raw";
export { default as forest } from "./forest.wgsl?raw";
export { default as products } from "./products.wgsl?raw";
export { default as resample } from "./resample.wgsl?raw";
