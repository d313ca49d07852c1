import type { AttentionCall } from "../backend.ts";

export function runAttention(_call: AttentionCall): void {
  throw new Error("not written yet");
}
