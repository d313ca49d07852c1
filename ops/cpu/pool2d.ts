import type { Pool2dCall } from "../backend.ts";

export function runPool2d(_call: Pool2dCall): void {
  throw new Error("not written yet");
}
