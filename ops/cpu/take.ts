import type { TakeCall, GatherCall, ScatterCall } from "../backend.ts";

export function runTake(_call: TakeCall): void {
  throw new Error("not written yet");
}

export function runGather(_call: GatherCall): void {
  throw new Error("not written yet");
}

export function runScatter(_call: ScatterCall): void {
  throw new Error("not written yet");
}
