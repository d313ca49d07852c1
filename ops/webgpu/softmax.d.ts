import type { SoftmaxCall } from "../backend.ts";
import { type Recorder } from "./kernel.ts";
export declare function recordSoftmax({ axis, input, output }: SoftmaxCall, recorder: Recorder): void;
