import { encodeModel } from "../onnx-model.ts";
import { reportFirst } from "./first.ts";

reportFirst(async (device, ones, side) => {
  const ort = await (device === "wasm" ? import("onnxruntime-web/wasm") : import("onnxruntime-web/webgpu"));
  const shape = [side, side];
  const model = encodeModel({
    nodes: [{ op: "MatMul", inputs: ["a", "b"], output: "y" }],
    inputs: [{ name: "a", shape }, { name: "b", shape }],
    constants: [],
    output: { name: "y", shape },
  });
  const session = await ort.InferenceSession.create(model, { executionProviders: [device] });
  const x = new ort.Tensor("float32", ones, shape);
  const { y } = await session.run({ a: x, b: x });
  return y!.getData();
});
