// The kernels. Each takes pointers and ranges and keeps no state: no static data, no allocation, so that several instances may
// work on one memory. The module imports its memory.
export * from "./convert";
export * from "./float32";
export * from "./float64";
export * from "./integer";
export * from "./logic";
export * from "./matmul";
export * from "./reduce";
export * from "./softmax";
export * from "./strided";
