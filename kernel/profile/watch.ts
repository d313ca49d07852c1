/**
 * Keeps the page informed while a panel is open: what the devices do, what memory holds. Nothing is recorded otherwise. A cell that computes
 * for seconds lets no timer fire, so the recorder itself gives the beat; in between a timer does.
 */
import type { Scope } from "../../cells/runtime/scope.ts";
import { loadBackend } from "../../ops/device.ts";
import { ceilings, chromeTrace } from "../../ops/profile/index.ts";
import { stepsOfCall } from "../../ops/profile/plan.ts";
import { Recorder } from "../../ops/profile/recorder.ts";
import { record } from "../../ops/profile/watch.ts";
import type { Owner } from "../owner.ts";
import type { Run } from "../run.ts";
import type { Variables } from "../variables.ts";
import type { Device, Event, Request } from "../wire/messages.ts";
import type { CellRunTime, KernelSource } from "../wire/profile.ts";
import { findHeld } from "./held.ts";
import { memoryData } from "./memory.ts";
import type { Places } from "./places.ts";
import { createSummary } from "./summary.ts";

const EVERY = 100;
/** Looking through the variables takes longer than reading counters. */
const HELD_EVERY = 1_000;
/** Runs that are remembered for a page that asks anew. */
const MAX_RUNS = 500;

export interface WatchOptions {
  scope: Scope;
  variables: Variables;
  owner: Owner;
  places: Places;
  emit(event: Event): void;
}

export interface Watch {
  set(wanted: Pick<Extract<Request, { type: "watch_request" }>, "profile" | "memory">): void;
  clear(): void;
  began(run: Run): void;
  ended(run: Run): void;
  source(group: number): Promise<KernelSource>;
  trace(): string;
}

export function createWatch({ scope, variables, owner, places, emit }: WatchOptions): Watch {
  const newRecorder = () => new Recorder({ owner: () => owner.current?.cell, pulse: tell, samples: true });
  let recorder = newRecorder();
  let summary = createSummary(recorder);
  let wanted = { profile: false, memory: false };
  let stop = () => {};
  let timer: ReturnType<typeof setInterval> | undefined;
  let lastHeld = -Infinity;
  /** Runs under way, and the last ones while somebody watched. */
  const runs = new Map<string, CellRunTime>();
  /** Runs that the page does not know as they are now. */
  const news = new Set<CellRunTime>();

  function tell() {
    if (wanted.profile) {
      const profile = summary.next(Array.from(news, (time) => ({ ...time })));
      if (profile) emit({ type: "profile_data", profile });
    }
    news.clear();
    if (wanted.memory) tellMemory();
  }

  function tellMemory() {
    const now = performance.now();
    const looksAgain = now - lastHeld >= HELD_EVERY;
    if (looksAgain) lastHeld = now;
    const held = looksAgain ? { held: findHeld(scope, variables) } : {};
    emit({ type: "memory_data", memory: { now, ...memoryData(places), ...held } });
  }

  return {
    set(next) {
      wanted = { profile: next.profile, memory: next.memory };
      places.withLines = next.memory;
      stop();
      clearInterval(timer);
      summary = createSummary(recorder);
      lastHeld = -Infinity;
      for (const time of runs.values()) news.add(time);
      if (!next.profile && !next.memory) return;
      stop = record(recorder);
      timer = setInterval(tell, EVERY);
      tell();
    },
    clear() {
      recorder = newRecorder();
      for (const [id, { ms }] of runs) if (ms !== null) runs.delete(id);
      this.set(wanted);
    },
    began({ id, cell }) {
      const time: CellRunTime = { run: id, cell, start: performance.now(), ms: null };
      runs.set(id, time);
      news.add(time);
    },
    ended({ id }) {
      const time = runs.get(id);
      if (!time) return;
      time.ms = performance.now() - time.start;
      news.add(time);
      // The page hears of it before it hears that the cell is done.
      tell();
      const [oldest] = runs.keys();
      if (!wanted.profile || runs.size > MAX_RUNS) runs.delete(wanted.profile ? oldest! : id);
    },
    async source(group) {
      const call = recorder.groups[group]?.call;
      if (call === undefined) return { plan: [], source: null };
      const backend = await loadBackend("profile", recorder.groups[group]!.device);
      return { plan: stepsOfCall(call).map(({ text }) => text), source: backend.describe?.(call) ?? null };
    },
    trace: () => chromeTrace(recorder.spans()),
  };
}

/** What a device reaches at most, or why that is not known. */
export async function answerCeilings(id: number, device: Device): Promise<Event> {
  try {
    return { type: "ceilings_reply", id, ceilings: { ...(await ceilings(device)) } };
  } catch (error) {
    return { type: "ceilings_reply", id, ceilings: null, error: error instanceof Error ? error.message : String(error) };
  }
}
