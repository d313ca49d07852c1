/**
 * Keeps one open document on the shelf: saves within 300 ms of a change, journals what is not saved yet, tries again after a
 * failure, and always knows which of "saved", "saving", "unsaved" is true.
 */
import { createSignal, type Accessor } from "solid-js";
import * as Y from "yjs";
import { Origin, readNotebook } from "../document/schema.ts";
import { explainFailure } from "./explain.ts";
import { OTHER_TAB } from "./exchange.ts";
import type { Journal } from "./journal.ts";
import type { Shelf } from "./shelf.ts";
import { summarise } from "./summary.ts";

const SAVE_AFTER = 250;
const RETRY_FIRST = 2_000;
const RETRY_LONGEST = 60_000;
const VERSION_EVERY = 10 * 60_000;

export interface SaveState {
  kind: "saved" | "saving" | "unsaved";
  /** Why not, as a sentence; only with `unsaved`. */
  reason?: string;
  /** Storing was tried or is impossible; without it nothing was asked for yet. */
  failed?: boolean;
}

export interface Keeper {
  readonly state: Accessor<SaveState>;
  /** Saves what is pending now; resolves when it is saved or has failed. */
  flush(): Promise<void>;
  /** Saves, then stops following the document. */
  close(): Promise<void>;
}

export interface KeeperOptions {
  id: string;
  doc: Y.Doc;
  shelf: Shelf;
  journal: Journal;
  /** A change that the shelf does not hold yet. */
  unsaved?: Uint8Array;
  /** Called once, after the first save that succeeded. */
  onFirstSave?(): void;
}

export function keepDocument({ id, doc, shelf, journal, unsaved, onFirstSave }: KeeperOptions): Keeper {
  const inMemory: SaveState = { kind: "unsaved", reason: shelf.reason ?? "Kept in memory only.", failed: true };
  const settled = (): SaveState => (shelf.kind === "memory" ? inMemory : { kind: "saved" });
  const [state, setState] = createSignal<SaveState>(settled());
  let pending: Uint8Array[] = [];
  /** What a running save holds; back in `pending` when it fails. */
  let saving: Uint8Array[] = [];
  let journalled = false;
  let running: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryAfter = RETRY_FIRST;
  let lastVersion = 0;
  let first = true;

  function onUpdate(update: Uint8Array, origin: unknown): void {
    pending.push(update);
    if (state().kind === "saved") setState({ kind: "saving" });
    // What the kernel wrote is saved at once, and typing that follows takes it along.
    if (origin !== OTHER_TAB && origin !== Origin.kernel) writeJournal();
    schedule(origin === Origin.kernel ? 0 : SAVE_AFTER);
  }

  function writeJournal(): void {
    journalled = true;
    journal.write(Y.mergeUpdatesV2([...saving, ...pending]));
  }

  function schedule(after: number): void {
    if (timer !== undefined && after > 0) return;
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), after);
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (running) await running;
    if (pending.length === 0) return;
    running = save();
    await running;
    running = undefined;
  }

  async function save(): Promise<void> {
    saving = pending;
    pending = [];
    try {
      await shelf.append(id, Y.mergeUpdatesV2(saving), summarise(readNotebook(doc)));
      saving = [];
      await succeed();
    } catch (error) {
      pending = [...saving, ...pending];
      saving = [];
      setState({ kind: "unsaved", reason: explainFailure(error), failed: true });
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), retryAfter);
      retryAfter = Math.min(retryAfter * 2, RETRY_LONGEST);
    }
  }

  async function succeed(): Promise<void> {
    retryAfter = RETRY_FIRST;
    if (pending.length === 0) {
      if (journalled) journal.clear();
      journalled = false;
      setState(settled());
    } else if (journalled) writeJournal();
    if (first) onFirstSave?.();
    first = false;
    if (Date.now() - lastVersion < VERSION_EVERY) return;
    lastVersion = Date.now();
    await shelf.addVersion(id, Y.encodeStateAsUpdateV2(doc));
  }

  const onHide = () => void flush();
  doc.on("updateV2", onUpdate);
  document.addEventListener("visibilitychange", onHide);
  addEventListener("pagehide", onHide);
  if (unsaved) onUpdate(unsaved, Origin.reader);
  return {
    state,
    flush,
    async close() {
      doc.off("updateV2", onUpdate);
      document.removeEventListener("visibilitychange", onHide);
      removeEventListener("pagehide", onHide);
      await flush();
      clearTimeout(timer);
    },
  };
}
