/** Our own side, through the public functions only. */
import { add, configure, conv2d, erf, gelu, jit, layerNorm, matmul, mul, relu, scaledDotProductAttention, scope, setDevice, softmax, sum, tensor, type Tensor } from "../../index.ts";
import { eager, type Start } from "./library.ts";
import { chain, epsilon } from "./rows.ts";

export const start: Start = async ({ device, threads }) => {
  configure({ threads });
  await setDevice(device);
  return eager<Tensor>({
    operations: {
      matmul: (a, b) => matmul(a, b),
      attention: (q, k, v) => scaledDotProductAttention(q, k, v),
      softmax: (x) => softmax(x),
      layerNorm: (x, weight, bias) => layerNorm(x, undefined, { weight, bias, eps: epsilon }),
      gelu: (x) => gelu(x),
      erf: (x) => erf(x),
      fused: (a, b, c) => scope(() => relu(add(mul(a, b), c))),
      conv2d: (x, weight) => conv2d(x, weight, undefined, { padding: 1 }),
      sum: (x) => sum(x),
      // A transpose is a view; laying it out anew makes the copy that the others make.
      transpose: (x) => scope(() => x.transpose().reshape([-1])),
      adds: (a, b) => scope(() => addAll(a, b)),
      compiledAdds: jit(addAll),
    },
    upload: ({ data, shape }) => tensor(data, { shape }),
    dispose: (x) => x.dispose(),
    read: async (x) => (await x.data()) as Float32Array,
    // On wasm it has computed when it returns.
    start: (x) => void x.ready(),
    wait: async (values) => {
      await Promise.all(values.map((value) => value.ready()));
      if (device === "webgpu") await readElement(values.at(-1)!);
    },
    ...(device === "webgpu" && { held: 8 }),
  });
};

function addAll(a: Tensor, b: Tensor): Tensor {
  let total = a;
  for (let i = 0; i < chain; i++) total = add(total, b);
  return total;
}

/** Ends when all that was sent to the GPU before has ended. */
async function readElement(value: Tensor): Promise<void> {
  const element = scope(() => value.reshape([-1]).slice([0, 1]));
  await element.data();
  element.dispose();
}
