/** Each row as a graph of ONNX. */
import type { Constant, Graph, Node } from "./onnx-model.ts";
import { chain, epsilon, type Input, type Operation, type Row } from "./rows.ts";

const names = ["a", "b", "c"];

/** A node whose inputs are the row's. */
const single = (op: string, details: Partial<Node> = {}) => (count: number): Node[] => [{ op, inputs: names.slice(0, count), output: "y", ...details }];

const nodes: Record<Operation, (inputs: number) => Node[]> = {
  matmul: single("MatMul"),
  attention: (): Node[] => [
    { op: "Transpose", inputs: ["b"], output: "transposed", attributes: { perm: [0, 2, 1] } },
    { op: "MatMul", inputs: ["a", "transposed"], output: "scores" },
    { op: "Mul", inputs: ["scores", "scale"], output: "scaled" },
    { op: "Softmax", inputs: ["scaled"], output: "weights", attributes: { axis: -1 } },
    { op: "MatMul", inputs: ["weights", "c"], output: "y" },
  ],
  softmax: single("Softmax", { attributes: { axis: -1 } }),
  layerNorm: single("LayerNormalization", { attributes: { axis: -1 }, floats: { epsilon } }),
  gelu: single("Gelu"),
  erf: single("Erf"),
  fused: () => [
    { op: "Mul", inputs: ["a", "b"], output: "product" },
    { op: "Add", inputs: ["product", "c"], output: "total" },
    { op: "Relu", inputs: ["total"], output: "y" },
  ],
  conv2d: single("Conv", { attributes: { pads: [1, 1, 1, 1], kernel_shape: [3, 3] } }),
  sum: single("ReduceSum", { attributes: { keepdims: 0 } }),
  transpose: single("Transpose", { attributes: { perm: [1, 0] } }),
  adds: single("Add"),
  compiledAdds: () =>
    Array.from({ length: chain }, (_, i): Node => ({ op: "Add", inputs: [i === 0 ? "a" : `y${i - 1}`, "b"], output: i === chain - 1 ? "y" : `y${i}` })),
};

/** The graph of a row. Its weights are constants, which onnxruntime lays out once for its kernels and need not copy. */
export function graphOf(row: Row, inputs: readonly Input[]): Omit<Graph, "inputs"> & { readonly inputs: readonly Constant[] } {
  const values = inputs.map(({ shape, data }, i) => ({ name: names[i]!, shape, data }));
  const fed = row.activations ? values.length : 1;
  const scale = { name: "scale", shape: [], data: Float32Array.of(1 / Math.sqrt(row.inputs[0]!.at(-1)!)) };
  return {
    nodes: nodes[row.operation](inputs.length),
    inputs: values.slice(0, fed),
    constants: [...values.slice(fed), ...(row.operation === "attention" ? [scale] : [])],
    output: { name: "y", shape: row.output },
  };
}
