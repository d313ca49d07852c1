/** What the command and the page tell each other. */
import type { Ceilings } from "../ceilings.ts";
import type { Timing } from "../timing.ts";
import type { RowName } from "./rows.ts";

type ConfigurationName = "wasm1" | "wasm2" | "webgpu";

export interface Configuration {
  readonly name: ConfigurationName;
  readonly title: string;
  readonly device: "wasm" | "webgpu";
  readonly threads: number;
}

/** A page without isolation has no shared memory, and every library runs on one thread there: nothing else holds jax-js to one. */
export const configurations: readonly Configuration[] = [
  { name: "wasm1", title: "WebAssembly, one thread", device: "wasm", threads: 1 },
  { name: "wasm2", title: "WebAssembly, two threads", device: "wasm", threads: 2 },
  { name: "webgpu", title: "WebGPU on the software adapter", device: "webgpu", threads: 1 },
];

export const isIsolated = ({ threads, device }: Configuration): boolean => threads > 1 || device === "webgpu";

export const libraryNames = ["tessera", "tfjs", "onnxruntime", "jax-js"] as const;
export type LibraryName = (typeof libraryNames)[number];

export interface Job {
  readonly configuration: Configuration;
  readonly rows: readonly RowName[];
  readonly libraries: readonly LibraryName[];
  /** Measurements of each library and row, of which the median counts. */
  readonly rounds: number;
}

/**
 * What a library did in a row. `ok`: the result was right. `wrong`: it was not. `cpu`: WebGPU was asked for and no shader was
 * dispatched. `missing`: it has no such operation. `failed`: it threw. `error` is the largest difference from float64.
 */
export type Measurement =
  | { readonly state: "missing" }
  | { readonly state: "failed"; readonly message: string }
  | ({ readonly state: "ok" | "wrong" | "cpu"; readonly error: number } & Timing);

export interface RowResult {
  readonly row: RowName;
  readonly libraries: Partial<Record<LibraryName, Measurement>>;
}

export interface Report {
  readonly rows: readonly RowResult[];
  readonly ceilings: Ceilings;
}
