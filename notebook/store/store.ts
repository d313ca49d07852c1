/**
 * The store: opens the shelf once, and gives notebooks out as Yjs documents that are kept while they are open.
 * Made once by the app and handed down; nothing here is global.
 */
import { createSignal, type Accessor } from "solid-js";
import * as Y from "yjs";
import type { Notebook } from "../../cells/notebook.ts";
import { newNotebookId } from "../document/notebook-id.ts";
import { documentOf } from "../document/open.ts";
import { orderedCells, readNotebook, titleOf } from "../document/schema.ts";
import { databaseShelf, NewerSchemaError } from "./database.ts";
import { exchangeWithTabs } from "./exchange.ts";
import { openJournal, readJournals } from "./journal.ts";
import { keepDocument, type Keeper } from "./keeper.ts";
import { memoryShelf } from "./memory.ts";
import { isStored, rescueText } from "./rescue.ts";
import { TRASH_DAYS, type Shelf, type StoredVersion } from "./shelf.ts";
import { summarise } from "./summary.ts";

/** What is wrong with storage on the whole, as the reader must know it. */
export type StoreTrouble = { kind: "memory"; reason: string } | { kind: "broken"; reason: string } | { kind: "newer" } | { kind: "outdated" };

interface KeptDocument {
  readonly doc: Y.Doc;
  readonly keeper: Keeper;
}

export interface Store {
  readonly shelf: Shelf;
  /** Set when notebooks cannot be kept, or this page is too old for them. */
  readonly trouble: Accessor<StoreTrouble | null>;
  /** Opens a notebook, with anything a journal still holds of it; null when there is none with this id. */
  open(id: string): Promise<KeptDocument | null>;
  /** Begins to keep a document that was in memory until now. */
  keep(id: string, doc: Y.Doc): Promise<Keeper>;
  /** Stores a notebook and gives back its id. Throws when it cannot be stored. */
  create(notebook: Notebook): Promise<string>;
  /** As `create`; but what cannot be stored is held in memory under its id, and stored as soon as that is possible while it is open. */
  begin(notebook: Notebook): Promise<string>;
  duplicate(id: string): Promise<string>;
  rename(id: string, title: string): Promise<void>;
  /** Reads a stored version as plain values. */
  readVersion(version: StoredVersion): Notebook;
  read(id: string): Promise<Notebook>;
  /** All that is stored, or all of one notebook, as JSON: for people who must save what this page cannot read. */
  rescue(id?: string): Promise<string>;
}

export async function openStore(): Promise<Store> {
  const [trouble, setTrouble] = createSignal<StoreTrouble | null>(null);
  const kept = new Set<Keeper>();
  /** Notebooks begun without room to store them. */
  const held = new Map<string, Y.Doc>();
  const shelf = await openShelf(setTrouble, async (close) => {
    await Promise.all([...kept].map((keeper) => keeper.flush()));
    close();
    setTrouble({ kind: "outdated" });
  });
  await emptyTrash(shelf);

  function keepOpen(id: string, doc: Y.Doc, unsaved?: Uint8Array, on: Pick<Shelf, "append"> = shelf): Keeper {
    const stopExchange = exchangeWithTabs(id, doc);
    const inner = keepDocument({ id, doc, shelf: { ...shelf, ...on }, journal: openJournal(id), unsaved, onFirstSave: askToPersist });
    const keeper: Keeper = {
      ...inner,
      async close() {
        stopExchange();
        kept.delete(keeper);
        await inner.close();
      },
    };
    kept.add(keeper);
    return keeper;
  }

  /** Keeps a document that the shelf does not know yet: its first save is of all of it. */
  function keepHeld(id: string, doc: Y.Doc): Keeper {
    const append: Shelf["append"] = async (...save) => {
      await (held.has(id) ? shelf.add(...save) : shelf.append(...save));
      held.delete(id);
    };
    held.set(id, doc);
    return keepOpen(id, doc, Y.encodeStateAsUpdateV2(doc), { append });
  }

  async function loadDocument(id: string): Promise<Y.Doc | null> {
    const updates = await shelf.load(id);
    if (!updates) return null;
    const doc = new Y.Doc();
    for (const update of updates) Y.applyUpdateV2(doc, update);
    return doc;
  }

  async function read(id: string): Promise<Notebook> {
    const doc = await loadDocument(id);
    if (!doc) throw new Error(`no such notebook: ${id}`);
    return readNotebook(doc);
  }

  async function create(notebook: Notebook): Promise<string> {
    const id = newNotebookId();
    await shelf.add(id, Y.encodeStateAsUpdateV2(documentOf(notebook)), summarise(notebook));
    return id;
  }

  return {
    shelf,
    trouble,
    read,
    create,
    async begin(notebook) {
      try {
        return await create(notebook);
      } catch {
        const id = newNotebookId();
        held.set(id, documentOf(notebook));
        return id;
      }
    },
    rescue: (id) => rescueText(id),
    async open(id) {
      const stored = held.has(id) ? null : await loadDocument(id);
      const doc = stored ?? held.get(id) ?? fromJournal(id);
      if (!doc) return null;
      const leftover = readJournals(id);
      const keeper = stored ? keepOpen(id, doc) : keepHeld(id, doc);
      for (const update of leftover.updates) Y.applyUpdateV2(doc, update);
      await keeper.flush();
      if (keeper.state().kind !== "unsaved") leftover.forget();
      return { doc, keeper };
    },
    async keep(id, doc) {
      const vector = Y.encodeStateVector(doc);
      await shelf.add(id, Y.encodeStateAsUpdateV2(doc), summarise(readNotebook(doc)));
      // What was typed while the notebook was being stored.
      return keepOpen(id, doc, Y.encodeStateAsUpdateV2(doc, vector));
    },
    async duplicate(id) {
      const notebook = await read(id);
      return create({ ...notebook, metadata: { ...notebook.metadata, title: `${titleOf(notebook.metadata)} (copy)` } });
    },
    async rename(id, title) {
      const doc = await loadDocument(id);
      if (!doc) return;
      const before = Y.encodeStateVector(doc);
      doc.getMap("metadata").set("title", title);
      await shelf.append(id, Y.encodeStateAsUpdateV2(doc, before), summarise(readNotebook(doc)));
    },
    readVersion(version) {
      const doc = new Y.Doc();
      Y.applyUpdateV2(doc, version.content);
      return readNotebook(doc);
    },
  };
}

/** What a journal alone holds: a notebook that was never stored, and whose page is gone. */
function fromJournal(id: string): Y.Doc | null {
  const doc = new Y.Doc();
  for (const update of readJournals(id).updates) Y.applyUpdateV2(doc, update);
  return orderedCells(doc).length > 0 ? doc : null;
}

async function openShelf(setTrouble: (trouble: StoreTrouble) => void, onOutdated: (close: () => void) => void): Promise<Shelf> {
  try {
    const shelf = await databaseShelf(onOutdated);
    await shelf.list();
    return shelf;
  } catch (error) {
    if (error instanceof NewerSchemaError) {
      setTrouble({ kind: "newer" });
      return memoryShelf("Your notebooks were stored by a newer Tessera. Reload to get it; what you do here is not stored.");
    }
    if (await isStored()) {
      const reason = error instanceof Error ? error.message : String(error);
      setTrouble({ kind: "broken", reason });
      return memoryShelf("What is stored in this browser cannot be read, and is left alone; what you do now is not stored.");
    }
    const reason = "This browser does not let Tessera store anything, so your work lasts until you close this page. Export what you want to keep.";
    setTrouble({ kind: "memory", reason });
    return memoryShelf(reason);
  }
}

async function emptyTrash(shelf: Shelf): Promise<void> {
  const oldest = Date.now() - TRASH_DAYS * 86_400_000;
  for (const { id, deleted } of await shelf.list()) if (deleted !== null && deleted < oldest) await shelf.purge(id);
}

/** Asks the browser not to evict us. It may refuse; nothing depends on the answer. */
function askToPersist(): void {
  void navigator.storage?.persist?.();
}
