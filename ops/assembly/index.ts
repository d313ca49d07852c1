// The kernels. Each takes pointers and ranges and keeps no state: no allocation, and no static data but constants, so that several
// instances may work on one memory. The module imports its memory; its first 16 KB are for the constants.
export * from "./attend-few";
export * from "./attention";
export { convolve, pack_weights } from "./conv2d";
export * from "./convert";
export * from "./depthwise";
export * from "./float32";
export * from "./float64";
export * from "./functions";
export * from "./integer";
export * from "./logic";
export * from "./matmul";
export * from "./norm";
export * from "./pool2d";
export * from "./reduce";
export * from "./softmax";
export * from "./strided";
export { pad_planes } from "./window";
export * from "./hyperbolic";
export * from "./power";
export * from "./special";
export * from "./trigonometry";
export * from "./gather";
export * from "./random";
export * from "./scan";
export * from "./sort";
export * from "./distribution";
