/** Matrix products: tiles in workgroup memory, or sums shared by many invocations where outputs are few. */
import type { MatmulCall } from "../backend.ts";
import type { Recorder } from "./kernel.ts";
export declare function recordMatmul({ a, b, output }: MatmulCall, recorder: Recorder): void;
