/** Work that the caller brings along. */
import type { HostCall } from "../backend.ts";
import { load, store } from "./elements.ts";

export function runHost({ inputs, outputs, compute }: HostCall): void {
  const results = compute(...inputs.map(load));
  outputs.forEach((output, i) => store(output, results[i]!));
}
