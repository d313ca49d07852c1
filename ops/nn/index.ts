/** Functions of neural networks. */
export * from "./activation.ts";
export * from "./attention.ts";
export { scaledDotProductAttention as attention } from "./attention.ts";
export * from "./batch-norm.ts";
export * from "./convolution.ts";
export * from "./dropout.ts";
export * from "./embedding.ts";
export * from "./linear.ts";
export * from "./loss.ts";
export * from "./norm.ts";
export * from "./pooling.ts";
export * from "./positions.ts";
export * from "./softmax.ts";
