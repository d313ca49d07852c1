import { matmul, setDevice, tensor } from "../../../index.ts";
import { reportFirst } from "./first.ts";

reportFirst(async (device, ones, side) => {
  await setDevice(device);
  const x = tensor(ones, { shape: [side, side] });
  return matmul(x, x).data();
});
