/** An elementwise program as a WGSL function of the inputs' elements at one place. */
import type { ElementwiseCall, Instruction } from "../backend.ts";
import { type Dtype } from "../dtype.ts";
import { type Parameters } from "./source.ts";
/** `fn evaluate(x0, x1, ...)`, whose result has the compute dtype of `output`. Constants are parameters, so that a changed one needs no new pipeline. */
export declare function evaluateFunction(program: readonly Instruction[], inputs: readonly Dtype[], output: Dtype, parameters: Parameters): string;
/** The program of a copy: one cast. */
export declare const castProgram: (to: Dtype) => ElementwiseCall["program"];
