/** Functions of neural networks. */
export * from "./activation.ts";
