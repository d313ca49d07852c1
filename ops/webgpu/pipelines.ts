/** Pipelines and bind groups, made once and kept by key. */
import { libraryFor, shaders } from "../../shaders/index.ts";
import { tracer } from "../trace.ts";
import type { GpuBuffer } from "./buffers.ts";
import type { Faults } from "./faults.ts";
import type { PlannedKernel } from "./kernel.ts";
import { unroll } from "./unroll.ts";

const compute = 0x4; // GPUShaderStage.COMPUTE
const keptBindGroups = 1024;

/** A GPU's process holds each for as long as the page does (0.15 MB and more of it on a software adapter), and a long session meets new shapes and chains without end. */
const keptPipelines = 512;

interface Pipeline {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
  readonly bindGroups: Map<string, GPUBindGroup>;
}

export class Pipelines {
  readonly #device: GPUDevice;
  readonly #faults: Faults;
  readonly #pipelines = new Map<string, Pipeline>();
  readonly #layouts = new Map<number, GPUBindGroupLayout>();
  readonly #ids = new WeakMap<GPUBuffer, number>();
  #nextId = 0;

  constructor(device: GPUDevice, faults: Faults) {
    this.#device = device;
    this.#faults = faults;
  }

  pipeline(kernel: PlannedKernel, inputs: number): Pipeline {
    const { key } = kernel;
    const known = this.#pipelines.get(key);
    if (known !== undefined) {
      this.#pipelines.delete(key); // it becomes the last to go
      this.#pipelines.set(key, known);
      return known;
    }
    if (this.#pipelines.size >= keptPipelines) this.#pipelines.delete(this.#pipelines.keys().next().value!);
    const watching = tracer();
    const span = watching?.begin("compile", kernel.shader, "webgpu");
    const made = this.#faults.watch("validation", () => this.#create(kernel, inputs));
    // The GPU's process compiles; it tells the outcome of the error scope when it is done.
    if (span !== undefined) void this.#faults.settle().then(() => watching!.end(span));
    this.#pipelines.set(key, made);
    return made;
  }

  #create(kernel: PlannedKernel, inputs: number): Pipeline {
    const module = this.#device.createShaderModule({ label: kernel.shader, code: moduleText(kernel) });
    const layout = this.#layout(inputs);
    const pipeline = this.#device.createComputePipeline({
      label: kernel.shader,
      layout: this.#device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute: { module, entryPoint: kernel.entryPoint },
    });
    return { pipeline, layout, bindGroups: new Map() };
  }

  /** Parameters at a changing offset, then inputs, then the output. */
  #layout(inputs: number): GPUBindGroupLayout {
    const known = this.#layouts.get(inputs);
    if (known !== undefined) return known;
    const storage = (binding: number, type: GPUBufferBindingType): GPUBindGroupLayoutEntry => ({ binding, visibility: compute, buffer: { type } });
    const made = this.#device.createBindGroupLayout({
      entries: [
        { binding: 0, visibility: compute, buffer: { type: "uniform", hasDynamicOffset: true } },
        ...Array.from({ length: inputs }, (_, i) => storage(i + 1, "read-only-storage")),
        storage(inputs + 1, "storage"),
      ],
    });
    this.#layouts.set(inputs, made);
    return made;
  }

  bindGroup({ layout, bindGroups }: Pipeline, buffers: readonly GpuBuffer[], parameters: GPUBufferBinding): GPUBindGroup {
    let key = "";
    for (const { gpu } of buffers) key += `${this.#id(gpu)},`;
    const known = bindGroups.get(key);
    if (known !== undefined) return known;
    const made = this.#device.createBindGroup({
      layout,
      entries: [
        { binding: 0, resource: parameters },
        ...buffers.map(({ gpu }, i) => ({ binding: i + 1, resource: { buffer: gpu } })),
      ],
    });
    if (bindGroups.size >= keptBindGroups) bindGroups.clear();
    bindGroups.set(key, made);
    return made;
  }

  /** A bind group keeps a destroyed buffer's object alive, not its memory, so old groups cost little until they are dropped. */
  #id(buffer: GPUBuffer): number {
    const known = this.#ids.get(buffer);
    if (known !== undefined) return known;
    this.#ids.set(buffer, ++this.#nextId);
    return this.#nextId;
  }
}

/** The whole text of a kernel's shader. */
export function moduleText({ shader, text }: Pick<PlannedKernel, "shader" | "text">): string {
  const own = unroll(`${text}\n${shaders[shader].code}`);
  return `${own}\n${libraryFor(own)}`;
}
