/**
 * Gathers the worker's events into few messages, so that a flood of output never stalls the page: one batch is on its way
 * at a time, its size is bounded, and what a later event makes pointless is dropped. Order is kept.
 */
import type { Batch, Event } from "../wire/messages.ts";

/** So few events an interval go out as soon as the page is ready for them, so that a quick cell ends at once; more are gathered for one. */
const CREDIT = 64;
const INTERVAL = 32;
/** What the page draws of one batch must fit in a frame or two. */
const MAX_EVENTS = 200;
/** Rough size of a batch, in characters and bytes; an event larger than `MAX_EVENT` is not sent at all. */
const MAX_WEIGHT = 4_000_000;
const MAX_EVENT = 64_000_000;
/** Events that may wait; a cell that makes more has lost its reader anyway. */
const MAX_WAITING = 20_000;

export interface Batcher {
  add(events: readonly Event[]): void;
  /** The page has taken the last batch in. */
  acknowledge(): void;
}

export function createBatcher(send: (events: Batch) => void): Batcher {
  let waiting: Event[] = [];
  let onItsWay = false;
  let lastSent = 0;
  /** Events that may go out at once; grows back over an interval. */
  let credit = CREDIT;
  let lastCredit = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dropped = 0;

  function add(events: readonly Event[]) {
    for (const event of events) enqueue(event);
    schedule();
  }

  function enqueue(event: Event) {
    if (event.type === "clear_output" && !event.wait) waiting = waiting.filter((earlier) => !isOutputOf(earlier, event.run));
    if (event.type === "update_display_data" && replaceUpdate(waiting, event)) return;
    if (mergeStream(waiting, event)) return;
    if (waiting.length >= MAX_WAITING && isOutput(event)) return void dropped++;
    waiting.push(event);
  }

  function schedule() {
    if (onItsWay || timer !== undefined || waiting.length === 0) return;
    const now = performance.now();
    credit = Math.min(CREDIT, credit + ((now - lastCredit) * CREDIT) / INTERVAL);
    lastCredit = now;
    if (waiting.length <= credit) return flush();
    timer = setTimeout(flush, lastSent + INTERVAL - now);
  }

  function flush() {
    timer = undefined;
    let weight = 0;
    let count = 0;
    const batch: Batch = [];
    while (count < waiting.length && batch.length < MAX_EVENTS && (weight < MAX_WEIGHT || count === 0)) {
      const event = waiting[count++]!;
      const own = weigh(event);
      if (own > MAX_EVENT) batch.push(tooLarge(event));
      else batch.push(event);
      weight += Math.min(own, MAX_WEIGHT);
    }
    waiting = waiting.slice(count);
    if (dropped > 0 && waiting.length === 0) {
      batch.push({ type: "notice", run: null, level: "warning", message: `${dropped} outputs came too fast and were not shown` });
      dropped = 0;
    }
    onItsWay = true;
    lastSent = performance.now();
    credit = Math.max(0, credit - batch.length);
    send(batch);
  }

  return {
    add,
    acknowledge() {
      onItsWay = false;
      schedule();
    },
  };
}

function isOutput(event: Event): boolean {
  return event.type === "stream" || event.type === "display_data" || event.type === "update_display_data" || event.type === "execute_result";
}

function isOutputOf(event: Event, run: string): boolean {
  return isOutput(event) && "run" in event && event.run === run;
}

function replaceUpdate(waiting: Event[], event: Extract<Event, { type: "update_display_data" }>): boolean {
  const at = waiting.findIndex((earlier) => earlier.type === "update_display_data" && earlier.displayId === event.displayId);
  if (at >= 0) waiting[at] = event;
  return at >= 0;
}

function mergeStream(waiting: Event[], event: Event): boolean {
  const last = waiting.at(-1);
  if (event.type !== "stream" || last?.type !== "stream" || last.run !== event.run || last.name !== event.name) return false;
  if (last.text.length + event.text.length > MAX_WEIGHT) return false;
  waiting[waiting.length - 1] = { ...last, text: last.text + event.text };
  return true;
}

function tooLarge(event: Event): Event {
  const run = "run" in event ? event.run : null;
  return { type: "notice", run, level: "warning", message: "an output was too large to be shown" };
}

/** Rough size of a value that is about to be copied to the page; stops counting beyond the limit. */
function weigh(value: unknown, budget = MAX_EVENT + 1): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 8;
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength;
  let weight = 16;
  for (const item of Object.values(value)) {
    if (weight > budget) break;
    weight += weigh(item, budget - weight);
  }
  return weight;
}
