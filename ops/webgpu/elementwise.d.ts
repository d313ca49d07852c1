import type { CopyCall, ElementwiseCall } from "../backend.ts";
import { type Recorder } from "./kernel.ts";
export declare function recordElementwise(call: ElementwiseCall, recorder: Recorder): void;
/** Moves bits, not values, when the dtype stays, so that NaNs keep theirs. */
export declare function recordCopy({ input, output }: CopyCall, recorder: Recorder): void;
