/** Data made ready for a model: images, features, pipelines. */
export * from "./color-jitter.ts";
