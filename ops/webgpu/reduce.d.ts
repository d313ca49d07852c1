import type { ReduceCall, View } from "../backend.ts";
import { type Recorder } from "./kernel.ts";
export declare function recordReduce({ op, axes, input, output }: ReduceCall, recorder: Recorder): void;
/** The output itself when its elements are words, otherwise a place of words to convert from. */
export declare function wordOutput(output: View, recorder: Recorder): View;
