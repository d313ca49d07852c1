import { defaultDevice, init, numpy as np } from "@jax-js/jax";
import { reportFirst } from "./first.ts";

reportFirst(async (device, ones, side) => {
  await init(device);
  defaultDevice(device);
  const x = np.array(ones, { shape: [side, side] });
  return np.matmul(x.ref, x).data();
});
