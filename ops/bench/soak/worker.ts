/** The worker that plays a notebook's kernel: runs cells without end, and tells what the library holds when asked. */
import { agree } from "../../conformance/programs.ts";
import { memory, setDevice, type DeviceName } from "../../index.ts";
import { notebook, type Notebook } from "./cells.ts";

export type Question =
  | { readonly kind: "start"; readonly device: DeviceName }
  | { readonly kind: "sample" }
  | { readonly kind: "programs"; readonly device: DeviceName; readonly from: number; readonly count: number };

/** What the library holds, and how many cells ran so far. */
export interface Answer {
  readonly cells: number;
  readonly bytes: number;
  readonly tensors: number;
  /** In use and idle, as the pools see it. */
  readonly pooledBytes: number;
}

let playing: Notebook | undefined;

addEventListener("message", ({ data, ports }: MessageEvent<Question>) => {
  answer(data).then(
    (value) => ports[0]!.postMessage(value),
    (error: unknown) => ports[0]!.postMessage(error),
  );
});

async function answer(question: Question): Promise<Answer> {
  if (question.kind === "programs") await agree(question.device, question.from, question.count);
  if (question.kind === "start") {
    await setDevice(question.device);
    playing = notebook();
  }
  playing?.throwIfFailed();
  const { bytes, tensors, pools } = memory();
  return { cells: playing?.cells ?? 0, bytes, tensors, pooledBytes: pools.reduce((sum, { liveBytes, idleBytes }) => sum + liveBytes + idleBytes, 0) };
}
