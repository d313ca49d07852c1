import type { ScanCall } from "../backend.ts";

export function runScan(_call: ScanCall): void {
  throw new Error("not written yet");
}
