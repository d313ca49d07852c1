/**
 * Property tests try the same cases in every run, so that a run that fails can be had again. `PROPERTY_SEED=random` tries others: a failure
 * prints its seed, and `PROPERTY_SEED=<seed>` repeats it.
 */
import { configureGlobal } from "fast-check";

const wanted = process.env["PROPERTY_SEED"] ?? "7";
if (wanted !== "random") configureGlobal({ seed: Number(wanted) });
