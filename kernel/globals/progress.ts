/** `progress`: a bar under the cell, moved by hand or by walking through items. */
import { MIME } from "../../cells/mime.ts";
import type { ProgressView } from "../../cells/mime.ts";
import { SHOW } from "../display/shown.ts";
import type { CreateProgress, Display, Progress } from "./given.ts";

/** Milliseconds between two updates of a bar. */
const INTERVAL = 100;

export function createProgress(display: Display): CreateProgress {
  function bar(total: number | null, label: string): Progress {
    const start = performance.now();
    let view: ProgressView = { value: 0, total, label, elapsed: 0, done: false };
    let shownAt = start;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const handle = display(picture(view));
    const show = () => {
      clearTimeout(timer);
      timer = undefined;
      shownAt = performance.now();
      handle.update(picture(view));
    };
    const change = (next: Partial<ProgressView>) => {
      const now = performance.now();
      view = { ...view, ...next, elapsed: now - start };
      if (view.done || now - shownAt >= INTERVAL) show();
      else timer ??= setTimeout(show, INTERVAL);
    };
    return {
      get value() {
        return view.value;
      },
      set value(value) {
        change({ value, done: view.done || (total !== null && value >= total) });
      },
      get label() {
        return view.label;
      },
      set label(label) {
        change({ label });
      },
      advance(steps = 1) {
        this.value = view.value + steps;
      },
      done: () => change({ done: true, value: total ?? view.value }),
    };
  }

  function* walk<Item>(items: Iterable<Item>, label: string) {
    const own = bar(lengthOf(items), label);
    for (const item of items) {
      yield item;
      own.advance();
    }
    own.done();
  }

  async function* walkAsync<Item>(items: AsyncIterable<Item>, label: string) {
    const own = bar(null, label);
    for await (const item of items) {
      yield item;
      own.advance();
    }
    own.done();
  }

  return ((first?: unknown, label = "") => {
    if (first === undefined || typeof first === "number") return bar(first ?? null, label);
    if (typeof first === "object" && first !== null && Symbol.asyncIterator in first) return walkAsync(first as AsyncIterable<unknown>, label);
    if (first !== null && typeof (first as Iterable<unknown>)[Symbol.iterator] === "function") return walk(first as Iterable<unknown>, label);
    throw new TypeError(`progress: neither a number of steps nor items to walk through: ${typeof first}`);
  }) as CreateProgress;
}

function picture(view: ProgressView) {
  const share = view.total === null ? "" : ` of ${view.total}`;
  return { [SHOW]: { data: { [MIME.progress]: { ...view }, [MIME.text]: `${view.label ? `${view.label}: ` : ""}${view.value}${share}` } } };
}

function lengthOf(items: Iterable<unknown>): number | null {
  if (Array.isArray(items) || ArrayBuffer.isView(items)) return (items as unknown as ArrayLike<unknown>).length;
  return items instanceof Set || items instanceof Map ? items.size : null;
}
