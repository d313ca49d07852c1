/** Finds, compiles and starts the binary that this engine can run: with shared memory where threads are wanted and to be had. */
import { configuration } from "../configure.ts";
import { DeviceError } from "../errors.ts";
import { Heap, sharedMemory } from "./heap.ts";
import { Team, threadLimit } from "./threads.ts";

/** Kernels by name: those of the binary, and loops that were made at run time. All take 32-bit numbers; pointers and byte counts are unsigned. */
export type Kernels = Record<string, ((...args: number[]) => void) | undefined>;

const urls = {
  "relaxed.wasm": () => new URL("./relaxed.wasm", import.meta.url),
  "simd.wasm": () => new URL("./simd.wasm", import.meta.url),
  "relaxed-threads.wasm": () => new URL("./relaxed-threads.wasm", import.meta.url),
  "simd-threads.wasm": () => new URL("./simd-threads.wasm", import.meta.url),
};

type File = keyof typeof urls;
type Instructions = "relaxed" | "simd";

/** A module of one function of the given code, which yields a vector. */
function probe(...code: readonly number[]): Uint8Array<ArrayBuffer> {
  const header = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const type = [1, 5, 1, 0x60, 0, 1, 0x7b];
  const functions = [3, 2, 1, 0];
  const body = [0, ...code, 0x0b];
  return new Uint8Array([...header, ...type, ...functions, 10, body.length + 2, 1, body.length, ...body]);
}

const zeros = [0x41, 0, 0xfd, 0x11]; // i32.const 0, i32x4.splat
const probes: Record<Instructions, Uint8Array<ArrayBuffer>> = {
  relaxed: probe(...zeros, ...zeros, ...zeros, 0xfd, 0x85, 0x02), // f32x4.relaxed_madd
  simd: probe(...zeros),
};

/** The best instructions that this engine knows. Throws `DeviceError` when it has no WebAssembly or no SIMD. */
export function chooseInstructions(): Instructions {
  if (typeof WebAssembly === "undefined") throw new DeviceError("wasm", "this engine has no WebAssembly");
  const found = (Object.keys(probes) as Instructions[]).find((name) => WebAssembly.validate(probes[name]));
  if (found === undefined) throw new DeviceError("wasm", "this engine has no WebAssembly SIMD");
  return found;
}

interface Device {
  readonly heap: Heap;
  readonly kernels: Kernels;
  /** Absent where there is one thread only. */
  readonly team?: Team;
}

/** The heap, the kernels on it and their threads. Throws `DeviceError` when the engine cannot run them or the binary cannot be had. */
export async function loadDevice(): Promise<Device> {
  const instructions = chooseInstructions(); // first, because a heap needs WebAssembly
  const limit = threadLimit();
  const shared = limit > 1 ? sharedMemory() : undefined;
  const file: File = shared === undefined ? `${instructions}.wasm` : `${instructions}-threads.wasm`;
  const heap = new Heap(shared);
  try {
    const { wasm } = configuration();
    const source = wasm === undefined ? await readFile(urls[file]()) : await wasm(file);
    const module = source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source);
    const { exports } = await WebAssembly.instantiate(module, { env: { memory: heap.memory } });
    return { heap, kernels: { ...(exports as unknown as Kernels) }, ...(shared !== undefined && { team: new Team(limit, module, shared) }) };
  } catch (error) {
    throw new DeviceError("wasm", `${file} cannot be loaded: ${String(error)}`, "give the binary with configure({ wasm })");
  }
}

/** Node and Deno cannot fetch files, but have a way to them that needs no import. */
async function readFile(url: URL): Promise<BufferSource> {
  if (url.protocol === "file:") {
    const { process } = globalThis as { process?: NodeProcess };
    const files = process?.getBuiltinModule?.("node:fs/promises");
    if (files !== undefined) return files.readFile(url);
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: ${response.status}`);
  return response.arrayBuffer();
}

interface NodeProcess {
  getBuiltinModule?(name: "node:fs/promises"): { readFile(url: URL): Promise<Uint8Array<ArrayBuffer>> };
}
