import type { Faults } from "./faults.ts";
import type { Kernel } from "./kernel.ts";
export interface Pipeline {
    readonly pipeline: GPUComputePipeline;
    readonly layout: GPUBindGroupLayout;
    readonly bindGroups: Map<string, GPUBindGroup>;
}
export declare class Pipelines {
    #private;
    constructor(device: GPUDevice, faults: Faults);
    pipeline(kernel: Kernel): Pipeline;
    bindGroup({ layout, bindGroups }: Pipeline, { inputs, output }: Kernel, parameters: GPUBuffer, parameterBytes: number): GPUBindGroup;
}
