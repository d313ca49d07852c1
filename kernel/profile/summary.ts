/** What is new in a recorder since the page was told last. */
import { stepsOfCall } from "../../ops/profile/plan.ts";
import type { Group } from "../../ops/profile/group.ts";
import type { Recorder } from "../../ops/profile/recorder.ts";
import { outputsOf } from "../../ops/calls.ts";
import { formatShape } from "../../ops/shape.ts";
import { SUM_FIELDS, type CellRunTime, type ProfileData, type ProfileGroup } from "../wire/profile.ts";
import { createBlocks } from "./blocks.ts";

export interface Summary {
  /** Null when there is nothing new. */
  next(runs: CellRunTime[]): ProfileData | null;
}

/** The first summary holds everything that the recorder has. */
export function createSummary(recorder: Recorder): Summary {
  const blocks = createBlocks(recorder.ring, recorder.groups);
  /** Calls of each group when it was told last. */
  const told: number[] = [];
  let fresh = true;

  return {
    next(runs) {
      const changed = recorder.groups.filter(({ index, calls }) => calls !== told[index]);
      if (changed.length === 0 && runs.length === 0 && !fresh) return null;
      const groups = recorder.groups.slice(told.length).map(describeGroup);
      for (const { index, calls } of changed) told[index] = calls;
      const data = { fresh, now: performance.now(), groups, sums: sumsOf(changed), blocks: blocks.next(), runs };
      fresh = false;
      return data;
    },
  };
}

function describeGroup({ owner, kind, name, device, shapes, flops, call }: Group): ProfileGroup {
  const results = call ? outputsOf(call).length : 0;
  const list = (from: number, to?: number) => shapes.slice(from, to).map(formatShape).join(" ");
  const steps = call ? stepsOfCall(call).map(({ op }) => op) : [];
  return { cell: owner ?? null, kind, name, device, shapes: results === 0 ? "" : `${list(0, -results)} → ${list(-results)}`.trim(), flops, steps };
}

function sumsOf(groups: readonly Group[]): Float64Array {
  const rows = new Float64Array(groups.length * SUM_FIELDS);
  for (const [row, { index, calls, spans, gpuCalls, selfMs, maxMs, bytes }] of groups.entries()) rows.set([index, calls, spans, gpuCalls, selfMs, maxMs, bytes], row * SUM_FIELDS);
  return rows;
}
