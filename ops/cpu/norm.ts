import type { NormCall } from "../backend.ts";

export function runNorm(_call: NormCall): void {
  throw new Error("not written yet");
}
