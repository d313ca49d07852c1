/** Settings a host gives the library before it uses a device. */

import type { Strategy } from "./pool/space.ts";
import type { Tuning } from "./webgpu/tuning.ts";

/** Gives the WASM binary of that file name: a compiled module, or its bytes. */
type WasmSource = (file: string) => Promise<WebAssembly.Module | BufferSource>;

export interface Configuration {
  /** Where the WASM binaries come from. Default: the files beside the library, by URL. For hosts that cannot fetch or compile at run time. */
  readonly wasm?: WasmSource;
  /** How many threads the wasm device works with, at most 8. Default: as many as there are cores; 1 where memory cannot be shared. 1 switches threads off. */
  readonly threads?: number | undefined;
  /** Whether chains of simple operations on wasm are put together as loops at run time. Default: true; hosts that refuse to compile go through the chain in blocks. */
  readonly compile?: boolean | undefined;
  /** Which kernels are fastest on which GPU: filled in as it is measured; plain data, to be kept and given again. Default: kept as long as the library is loaded. */
  readonly tuning?: Tuning;
  /** How memory is used again. */
  readonly pool?: PoolConfiguration;
}

interface PoolConfiguration {
  /** How the WASM memory is divided. Default: "best-fit". Read when the wasm device is first used. */
  readonly strategy?: Strategy;
  /** Bytes of released memory that each device keeps to use again, at most. Default: 64 MB on cpu, 256 MB on wasm and webgpu. 0 switches the pools off. */
  readonly keptBytes?: number;
}

let settings: Configuration = {};

/** Sets what is given and keeps the rest. Call it before the first `setDevice`. */
export function configure(configuration: Configuration): void {
  settings = { ...settings, ...configuration };
}

export const configuration = (): Configuration => settings;
