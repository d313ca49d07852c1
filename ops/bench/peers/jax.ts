/** jax-js. What is more than one function is compiled with its `jit`, as its users would; functions consume what they are given, hence `.ref`. */
import { blockUntilReady, defaultDevice, init, jit, lax, nn, numpy as np, scipySpecial, type Array as Value } from "@jax-js/jax";
import { eager, type Start } from "./library.ts";
import { chain, epsilon } from "./rows.ts";

const features = 64;

const attention = jit((q: Value, k: Value, v: Value) => {
  const scores = np.matmul(q, np.swapaxes(k, -1, -2)).mul(1 / Math.sqrt(features));
  return np.matmul(nn.softmax(scores, -1), v);
});
const softmax = jit((x: Value) => nn.softmax(x, -1));
const layerNorm = jit((x: Value, weight: Value, bias: Value) => nn.standardize(x, -1, { epsilon }).mul(weight).add(bias));
const gelu = jit((x: Value) => nn.gelu(x, { approximate: false }));
const erf = jit((x: Value) => scipySpecial.erf(x));
const fused = jit((a: Value, b: Value, c: Value) => nn.relu(a.mul(b).add(c)));
const conv2d = jit((x: Value, weight: Value) => lax.conv(x, weight, [1, 1], "SAME"));
const matmul = jit((a: Value, b: Value) => np.matmul(a, b));
const sum = jit((x: Value) => np.sum(x));
// A transpose is a view; multiplying by one makes the copy that the others make.
const transpose = jit((x: Value) => np.transpose(x).mul(1));

const addAll = (a: Value, b: Value): Value => {
  let total = a;
  for (let i = 0; i < chain; i++) total = total.add(b.ref);
  b.dispose();
  return total;
};
const compiledAdds = jit(addAll);

export const start: Start = async ({ device, threads }) => {
  const available = await init(device);
  if (!available.includes(device)) throw new Error(`jax-js has no ${device} here`);
  defaultDevice(device);
  return eager<Value>({
    operations: {
      matmul: (a, b) => matmul(a.ref, b.ref),
      attention: (q, k, v) => attention(q.ref, k.ref, v.ref),
      softmax: (x) => softmax(x.ref),
      layerNorm: (x, weight, bias) => layerNorm(x.ref, weight.ref, bias.ref),
      gelu: (x) => gelu(x.ref),
      erf: (x) => erf(x.ref),
      fused: (a, b, c) => fused(a.ref, b.ref, c.ref),
      conv2d: (x, weight) => conv2d(x.ref, weight.ref),
      sum: (x) => sum(x.ref),
      transpose: (x) => transpose(x.ref),
      adds: (a, b) => addAll(a.ref, b.ref),
      compiledAdds: (a, b) => compiledAdds(a.ref, b.ref),
    },
    upload: ({ data, shape }) => np.array(data, { shape: [...shape] }),
    dispose: (x) => x.dispose(),
    read: (x) => x.ref.data(),
    wait: async (values) => void (await blockUntilReady([...values])),
    // Waiting costs it a message to a thread or a read from the GPU; several results share that.
    held: device === "webgpu" || threads > 1 ? 8 : 1,
  });
};
