/** Our own work on data that lies on a GPU already, and on what stays there. */
import { loadBackend } from "../../device.ts";
import type { Tensor } from "../../index.ts";
import type { Entry } from "./row.ts";

/** The entry of a tensor that was moved there: none where the processor plays the GPU, for that tells nothing of a GPU's speed. */
export async function onGpu(x: Tensor, make: (x: Tensor) => Entry): Promise<Entry[]> {
  const backend = await loadBackend("bench", "webgpu").catch(() => undefined); // a host without WebGPU has no entry either
  if (backend === undefined || backend.isSoftware) return [];
  return [{ ...make(await x.to("webgpu")), name: "webgpu" }];
}
