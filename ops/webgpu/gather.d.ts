/** A kernel can bind only so many buffers: those beyond the limit are brought together in one. */
import type { View } from "../backend.ts";
import type { Recorder } from "./kernel.ts";
/** The same views over at most `maxInputs` buffers. */
export declare function gatherInputs(inputs: readonly View[], recorder: Recorder): readonly View[];
