/**
 * The page's end of the language worker. The page tells it the cells; editors ask about them. The worker starts with the first live
 * editor: until then nothing of TypeScript is fetched.
 */
import { createSignal } from "solid-js";
import type { CellSource } from "./cells.ts";
import type { Answer, LanguageMethod, LanguageResponse, Question, QuestionArgs } from "./protocol.ts";

export interface LanguageClient {
  /** Tells the notebooks of one page apart. */
  readonly name: string;
  /** The code cells in document order, after every change. */
  setCells(cells: CellSource[]): void;
  /** The text of a cell as last told. */
  sourceOf(cellId: string): string | undefined;
  /** Starts the worker, once. */
  start(): void;
  /** Asks about a cell, whose text is now `source`. Rejects when the worker is lost. */
  ask<Q extends Question>(question: Q, cell: CellSource, ...args: QuestionArgs<Q>): Promise<Answer<Q>>;
  /** Calls back when any cell changed, until the returned function is called. */
  onCells(listener: () => void): () => void;
  /** Asks the page to bring a cell into view, with the cursor at an offset. */
  reveal(cellId: string, offset: number): void;
  /** Where the cursor of a cell was asked to go; told once. */
  takeCursor(cellId: string): number | undefined;
  /** Why there are no types, when the worker could not be loaded. A signal. */
  failure(): string | undefined;
  /** Ends the worker. */
  dispose(): void;
}

let clients = 0;

/** A client of its own worker. `onReveal` is called when a definition was found in a cell, which the page should then focus. */
export function createLanguageClient({ onReveal }: { onReveal?(cellId: string): void } = {}): LanguageClient {
  const name = `notebook-${++clients}`;
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Set<() => void>();
  const [failure, setFailure] = createSignal<string>();
  let cells: CellSource[] = [];
  let worker: Worker | undefined;
  let requests = 0;
  let cursor: { cell: string; offset: number } | undefined;

  function call(method: LanguageMethod, ...args: unknown[]): Promise<unknown> {
    if (!worker || failure()) return Promise.reject(new Error(`no language worker: ${failure() ?? "not started"}`));
    const id = ++requests;
    worker.postMessage({ id, method, args });
    return new Promise((resolve, reject) => pending.set(id, { resolve, reject }));
  }

  function receive({ data }: MessageEvent<LanguageResponse>) {
    const request = pending.get(data.id);
    pending.delete(data.id);
    if ("error" in data) request?.reject(new Error(data.error));
    else request?.resolve(data.result);
  }

  function lose(reason: string) {
    setFailure(reason);
    for (const { reject } of pending.values()) reject(new Error(`no language worker: ${reason}`));
    pending.clear();
  }

  const same = (next: CellSource[]) =>
    next.length === cells.length && next.every(({ id, source }, at) => id === cells[at]!.id && source === cells[at]!.source);

  /** Sends what needs no answer. Where even that fails, no question can be answered rightly any more. */
  const tell = (method: LanguageMethod, ...args: unknown[]) =>
    void call(method, ...args).catch((error: Error) => failure() ?? lose(error.message));

  return {
    name,
    failure,
    setCells(next) {
      if (same(next)) return;
      cells = next.map(({ id, source }) => ({ id, source }));
      if (worker) tell("setCells", cells);
      for (const listener of listeners) listener();
    },
    sourceOf: (cellId) => cells.find(({ id }) => id === cellId)?.source,
    start() {
      if (worker) return;
      worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "language" });
      worker.addEventListener("message", receive);
      worker.addEventListener("error", ({ message }) => lose(message || "its script could not be fetched"));
      tell("setCells", cells);
    },
    ask(question, { id, source }, ...args) {
      const known = cells.find((cell) => cell.id === id);
      // An editor is a moment ahead of the document.
      if (known?.source !== source) tell("setSource", id, source);
      return call(question, id, ...args) as Promise<Answer<typeof question>>;
    },
    onCells(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reveal(cell, offset) {
      cursor = { cell, offset };
      onReveal?.(cell);
    },
    takeCursor(cell) {
      if (cursor?.cell !== cell) return undefined;
      const { offset } = cursor;
      cursor = undefined;
      return offset;
    },
    dispose() {
      worker?.terminate();
      lose("closed");
    },
  };
}
