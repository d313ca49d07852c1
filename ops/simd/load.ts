/** Finds, compiles and starts the binary that this engine can run. */
import { configuration } from "../configure.ts";
import { DeviceError } from "../errors.ts";

/** Kernels by name. All take and return 32-bit numbers; pointers and byte counts are unsigned. */
export type Kernels = Readonly<Record<string, ((...args: number[]) => void) | undefined>>;

const urls = {
  "relaxed.wasm": () => new URL("./relaxed.wasm", import.meta.url),
  "simd.wasm": () => new URL("./simd.wasm", import.meta.url),
};

type File = keyof typeof urls;

/** A module of one function of the given code, which yields a vector. */
function probe(...code: readonly number[]): Uint8Array<ArrayBuffer> {
  const header = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const type = [1, 5, 1, 0x60, 0, 1, 0x7b];
  const functions = [3, 2, 1, 0];
  const body = [0, ...code, 0x0b];
  return new Uint8Array([...header, ...type, ...functions, 10, body.length + 2, 1, body.length, ...body]);
}

const zeros = [0x41, 0, 0xfd, 0x11]; // i32.const 0, i32x4.splat
const probes: Record<File, Uint8Array<ArrayBuffer>> = {
  "relaxed.wasm": probe(...zeros, ...zeros, ...zeros, 0xfd, 0x85, 0x02), // f32x4.relaxed_madd
  "simd.wasm": probe(...zeros),
};

/** The best binary for this engine. Throws `DeviceError` when it has no WebAssembly or no SIMD. */
export function chooseBinary(): File {
  if (typeof WebAssembly === "undefined") throw new DeviceError("wasm", "this engine has no WebAssembly");
  const file = (Object.keys(probes) as File[]).find((name) => WebAssembly.validate(probes[name]));
  if (file === undefined) throw new DeviceError("wasm", "this engine has no WebAssembly SIMD");
  return file;
}

/** Starts the kernels of a binary on a memory. Throws `DeviceError` when the binary cannot be had. */
export async function loadKernels(file: File, memory: WebAssembly.Memory): Promise<Kernels> {
  try {
    const { wasm } = configuration();
    const source = wasm === undefined ? await readFile(urls[file]()) : await wasm(file);
    const module = source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source);
    const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
    return exports as unknown as Kernels;
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
