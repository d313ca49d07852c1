import { matMul, setBackend, tensor } from "@tensorflow/tfjs-core";
import { reportFirst } from "./first.ts";

reportFirst(async (device, ones, side) => {
  await (device === "wasm" ? import("../tfjs-binaries.ts") : import("@tensorflow/tfjs-backend-webgpu"));
  await setBackend(device);
  const x = tensor(ones, [side, side]);
  return matMul(x, x).data();
});
