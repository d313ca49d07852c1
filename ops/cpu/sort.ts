import type { SortCall } from "../backend.ts";

export function runSort(_call: SortCall): void {
  throw new Error("not written yet");
}
