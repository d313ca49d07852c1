/**
 * Where one run's output goes: in order, also when a display takes time to be described; streams merged and throttled;
 * capped with a notice. It knows nothing of what is shown.
 */
import type { Event, RunId } from "../wire/messages.ts";
import { createCaps } from "./caps.ts";

/** Text is sent at once this often per window, so that a line shows before a long computation; then it is gathered. */
const BURST = 20;
const WINDOW = 50;
/** After the run has ended, what timers print too much is told once in so many milliseconds. */
const NOTICE_INTERVAL = 1_000;

type StreamName = "stdout" | "stderr";

export interface Sink {
  /** A promise holds its place in the order. */
  write(name: StreamName, text: string | Promise<string>): void;
  /** A display, result or error; a promise holds its place in the order. */
  show(event: Event | Promise<Event>): void;
  /** Another look of what was shown. */
  update(event: Event | Promise<Event>): void;
  clear(wait: boolean): void;
  /** When all that was shown so far has been sent, with the notice of what was held back. */
  settled(): Promise<void>;
  /** Gives up what is still being described; the run was stopped. */
  abandon(): void;
}

export function createSink(run: RunId, emit: (event: Event) => void): Sink {
  const caps = createCaps();
  /** A display that is still being described, and the events behind it. */
  const waiting: (Event | Promise<Event>)[] = [];
  let drained = Promise.resolve();
  let text = "";
  let stream: StreamName = "stdout";
  let timer: ReturnType<typeof setTimeout> | undefined;
  let windowStart = 0;
  let sentInWindow = 0;
  let hasEnded = false;
  let noticeTimer: ReturnType<typeof setTimeout> | undefined;

  function enqueue(event: Event | Promise<Event>) {
    if (waiting.length === 0 && !(event instanceof Promise)) return emit(event);
    waiting.push(event);
    if (waiting.length === 1) drained = drain();
  }

  async function drain() {
    while (waiting.length > 0) {
      const first = waiting[0]!;
      const event = await first;
      // Otherwise it was given up meanwhile.
      if (waiting[0] !== first) return;
      emit(event);
      waiting.shift();
    }
  }

  function flush() {
    clearTimeout(timer);
    timer = undefined;
    if (text === "") return;
    const event: Event = { type: "stream", run, name: stream, text };
    text = "";
    enqueue(event);
  }

  function write(name: StreamName, addition: string | Promise<string>) {
    if (typeof addition !== "string") return update(addition.then((late): Event => ({ type: "stream", run, name, text: admit(late) })));
    const fitting = admit(addition);
    if (fitting === "") return;
    if (name !== stream) flush();
    stream = name;
    text += fitting;
    const now = performance.now();
    if (now - windowStart >= WINDOW) {
      windowStart = now;
      sentInWindow = 0;
    }
    if (sentInWindow++ < BURST) flush();
    else timer ??= setTimeout(flush, WINDOW);
  }

  function admit(addition: string): string {
    const fitting = caps.admit(addition);
    if (fitting !== addition) heldBack();
    return fitting;
  }

  /** While the run goes on the notice waits for its end. */
  function heldBack() {
    if (hasEnded) noticeTimer ??= setTimeout(tellHeldBack, NOTICE_INTERVAL);
  }

  function tellHeldBack() {
    clearTimeout(noticeTimer);
    noticeTimer = undefined;
    const notice = caps.heldBack();
    flush();
    if (notice) enqueue({ type: "stream", run, name: "stderr", text: notice });
  }

  function update(event: Event | Promise<Event>) {
    flush();
    enqueue(event);
  }

  return {
    write,
    show(event) {
      if (caps.admitDisplay()) update(event);
      else heldBack();
    },
    update,
    clear(wait) {
      text = "";
      caps.reset();
      enqueue({ type: "clear_output", run, wait });
    },
    async settled() {
      hasEnded = true;
      tellHeldBack();
      while (waiting.length > 0) await drained;
    },
    abandon: () => void waiting.splice(0),
  };
}
