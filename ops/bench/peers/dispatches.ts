/** Counts what reaches the GPU: a library that was asked for WebGPU and dispatches nothing has computed on the processor. */

let count = 0;

export const dispatches = (): number => count;

/** Call it before a library loads. */
export function countDispatches(): void {
  const { prototype } = GPUComputePassEncoder;
  for (const name of ["dispatchWorkgroups", "dispatchWorkgroupsIndirect"] as const) {
    const original = prototype[name] as (...args: unknown[]) => undefined;
    Object.defineProperty(prototype, name, {
      value(this: GPUComputePassEncoder, ...args: unknown[]) {
        count++;
        return original.apply(this, args);
      },
    });
  }
}
