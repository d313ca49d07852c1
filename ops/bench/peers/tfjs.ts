/** TensorFlow.js, on its WASM or its WebGPU backend. Convolutions are in its own order, channels last. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { eager, type Start } from "./library.ts";
import { permuted } from "./permuted.ts";
import { chain, epsilon } from "./rows.ts";

const features = 64;

export const start: Start = async ({ device, threads }) => {
  if (device === "webgpu") {
    await import("@tensorflow/tfjs-backend-webgpu");
  } else {
    const [{ setThreadsCount }] = await Promise.all([import("@tensorflow/tfjs-backend-wasm"), import("./tfjs-binaries.ts")]);
    // Otherwise it takes half of the processor's cores.
    setThreadsCount(threads);
  }
  await tf.setBackend(device);
  return eager<Tensor>({
    operations: {
      matmul: (a, b) => tf.matMul(a, b),
      attention: (q, k, v) => tf.tidy(() => tf.matMul(tf.softmax(tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(features))), v)),
      softmax: (x) => tf.softmax(x),
      layerNorm: (x, weight, bias) =>
        tf.tidy(() => {
          const { mean, variance } = tf.moments(x, -1, true);
          return tf.add(tf.mul(tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon))), weight), bias);
        }),
      gelu: (x) => tf.tidy(() => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1))),
      erf: (x) => tf.erf(x),
      fused: (a, b, c) => tf.tidy(() => tf.relu(tf.add(tf.mul(a, b), c))),
      conv2d: (x, weight) => tf.conv2d(x, weight, 1, "same"),
      sum: (x) => tf.sum(x),
      transpose: (x) => tf.transpose(x),
      adds: (a, b) =>
        tf.tidy(() => {
          let total = a;
          for (let i = 0; i < chain; i++) total = tf.add(total, b);
          return total;
        }),
    },
    upload({ data, shape }, { operation, inputs }) {
      if (operation !== "conv2d") return tf.tensor(data, [...shape]);
      const order = shape === inputs[0] ? [0, 2, 3, 1] : [2, 3, 1, 0];
      return tf.tensor(permuted(data, shape, order), order.map((axis) => shape[axis]!));
    },
    arrange: (result, { operation, output: [n, c, h, w] }) => (operation === "conv2d" ? permuted(result, [n!, h!, w!, c!], [0, 3, 1, 2]) : result),
    dispose: (x) => x.dispose(),
    read: (x) => x.data(),
    // WASM has computed when it returns. On WebGPU a result of one element is read after everything that was sent before.
    wait: async (values) => {
      if (device === "wasm") return;
      for (const value of values) {
        const element = tf.tidy(() => tf.slice(tf.reshape(value, [-1]), 0, 1));
        await element.data();
        element.dispose();
      }
    },
  });
};
