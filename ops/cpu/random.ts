import type { RandomCall } from "../backend.ts";

export function runRandom(_call: RandomCall): void {
  throw new Error("not written yet");
}
