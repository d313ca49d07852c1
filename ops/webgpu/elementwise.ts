/** Elementwise programs: one kernel for a chain of steps, on views of any strides and dtypes. */
import type { ElementwiseCall } from "../backend.ts";
import { sizeOf } from "../shape.ts";
import { bindViews } from "./access.ts";
import type { GpuBuffer } from "./buffers.ts";
import { programFunctions } from "./chain.ts";
import { gatherInputs } from "./gather.ts";
import type { Recorder } from "./kernel.ts";
import { joinAxes } from "./layout.ts";
import { flopsOf } from "./program.ts";
import { outputBinding, Parameters } from "./source.ts";
import { outputWriter } from "./writer.ts";

export function recordElementwise(call: ElementwiseCall, recorder: Recorder): void {
  const { program, output } = call;
  const size = sizeOf(output.shape);
  if (size === 0) return;
  const views = gatherInputs(call.inputs, recorder);
  const parameters = new Parameters();
  const sizes = parameters.functions({ size });
  const { shape, strides } = joinAxes(output.shape, [output, ...views].map((view) => view.strides));
  const bound = bindViews("input", 0, views, output.shape, { shape, strides: strides.slice(1) });
  const writer = outputWriter(output, { shape, strides }, strides[0]!, parameters);
  const functions = programFunctions({ name: "value", program, bound, to: output.dtype, parameters, form: "four" });
  const [lanes, quads] = formFor(size, flopsOf(program));
  const workgroups = Math.ceil(size / (4 * lanes * quads));
  recorder.record({
    shader: "elementwise",
    entryPoint: "main",
    text: [
      parameters.declaration(),
      `const LANES = ${lanes}u; const QUADS = ${quads}u;`,
      sizes,
      ...bound.bindings,
      outputBinding(bound.buffers.length, "result", writer.type),
      writer.declarations,
      functions,
      makeFunction(lanes, quads, workgroups * lanes * quads * 4 === size && workgroups < 65536),
    ].join("\n"),
    inputs: bound.buffers,
    output: output.buffer as GpuBuffer,
    words: parameters.words,
    workgroups,
  });
}

/** Invocations of a workgroup, and quads that each makes: many where there is much to do, because each invocation and each workgroup has its cost. */
function formFor(size: number, flops: number): [lanes: number, quads: number] {
  if (size < 2 ** 15) return [32, 1];
  return [256, flops < 10 ? 4 : 1];
}

/** Where no workgroup reaches beyond the end, nothing is checked: that takes a fifth of the time of a kernel that does little else. */
function makeFunction(lanes: number, quads: number, isWhole: boolean): string {
  const make = (quad: string): string => (isWhole ? `store(${quad}, value_four(${quad}));` : `make_quad(${quad});`);
  return `fn make_quads(first: u32) { ${Array.from({ length: quads }, (_, i) => make(`first + ${i * lanes}u`)).join(" ")} }`;
}
