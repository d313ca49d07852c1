import { createRoot } from "solid-js";
import { afterEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { toCell } from "../../cells/notebook.ts";
import { documentOf, openDocument } from "../document/open.ts";
import { readNotebook } from "../document/schema.ts";
import { databaseShelf, NewerSchemaError } from "./database.ts";
import { openJournal, readJournals } from "./journal.ts";
import { keepDocument } from "./keeper.ts";
import { memoryShelf } from "./memory.ts";
import type { Shelf } from "./shelf.ts";

const names: string[] = [];
const freshName = () => {
  names.push(`test-${crypto.randomUUID()}`);
  return names.at(-1)!;
};
const summary = { title: "T", cells: 1, preview: "" };
const content = (source: string) => Y.encodeStateAsUpdateV2(documentOf({ cells: [toCell({ id: "c", source })], metadata: {} }));
const documentFrom = (updates: readonly Uint8Array[]) => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdateV2(doc, update);
  return doc;
};

afterEach(() => {
  for (const name of names.splice(0)) indexedDB.deleteDatabase(name);
});

/** What every shelf does; `open` gives a fresh one. */
function shelfCases(open: () => Promise<Shelf>): void {
  it("gives back what was added and appended, and counts revisions", async () => {
    const shelf = await open();
    await shelf.add("n", content("a"), summary);
    const document = openDocument(documentFrom((await shelf.load("n"))!));
    const updates: Uint8Array[] = [];
    document.doc.on("updateV2", (update) => updates.push(update));
    document.actions.setSource("c", "ab");
    await shelf.append("n", Y.mergeUpdatesV2(updates), { ...summary, title: "New" });
    expect(readNotebook(documentFrom((await shelf.load("n"))!)).cells[0]?.source).toBe("ab");
    expect((await shelf.list())[0]).toMatchObject({ id: "n", title: "New", revision: 2, deleted: null });
  });

  it("knows no notebook that was never added, and takes no update for it", async () => {
    const shelf = await open();
    expect(await shelf.load("none")).toBeNull();
    await expect(shelf.append("none", content("a"), summary)).rejects.toThrow("no such notebook: none");
    expect(await shelf.list()).toEqual([]);
  });

  it("refuses a second notebook with the same id and keeps the first", async () => {
    const shelf = await open();
    await shelf.add("n", content("first"), summary);
    await expect(shelf.add("n", content("second"), summary)).rejects.toThrow();
    expect(readNotebook(documentFrom((await shelf.load("n"))!)).cells.map(({ source }) => source)).toEqual(["first"]);
  });

  it("takes a deleted notebook back whole, until it is purged", async () => {
    const shelf = await open();
    await shelf.add("n", content("kept"), summary);
    await shelf.setDeleted("n", 5);
    expect((await shelf.list())[0]?.deleted).toBe(5);
    await shelf.setDeleted("n", null);
    expect(await shelf.load("n")).toHaveLength(1);
    await shelf.purge("n");
    expect(await shelf.load("n")).toBeNull();
  });

  it("keeps the last twenty versions, the newest first", async () => {
    const shelf = await open();
    await shelf.add("n", content("a"), summary);
    for (let at = 0; at < 23; at++) await shelf.addVersion("n", content(String(at)));
    const versions = await shelf.versions("n");
    expect(versions).toHaveLength(20);
    expect(readNotebook(documentFrom([versions[0]!.content])).cells[0]?.source).toBe("22");
  });

  it("tells when the list changed", async () => {
    const shelf = await open();
    let told = 0;
    const stop = shelf.onChange(() => told++);
    await shelf.add("n", content("a"), summary);
    await expect.poll(() => told).toBeGreaterThan(0);
    stop();
  });
}

describe("the shelf in memory", () => shelfCases(async () => memoryShelf("test")));
describe("the shelf in the database", () => {
  shelfCases(() => databaseShelf(() => {}, freshName()));

  it("refuses a newer schema and leaves it as it is", async () => {
    const name = freshName();
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(name, 9_999);
      request.addEventListener("upgradeneeded", () => request.result.createObjectStore("future").add("treasure", "key"));
      request.addEventListener("success", () => {
        request.result.close();
        resolve();
      });
    });
    await expect(databaseShelf(() => {}, name)).rejects.toThrow(NewerSchemaError);
    const stores = await new Promise<string[]>((resolve) => {
      const request = indexedDB.open(name);
      request.addEventListener("success", () => {
        resolve([...request.result.objectStoreNames]);
        request.result.close();
      });
    });
    expect(stores).toContain("future");
  });
});

async function openKept(shelf: Shelf) {
  await shelf.add("n", content("a"), summary);
  const document = openDocument(documentFrom((await shelf.load("n"))!));
  const keeper = createRoot(() => keepDocument({ id: "n", doc: document.doc, shelf, journal: openJournal("n") }));
  return { document, keeper };
}

const stored = async (shelf: Shelf) => readNotebook(documentFrom((await shelf.load("n"))!)).cells[0]?.source;

describe("the keeper", () => {
  it("saves by itself what was typed", async () => {
    const shelf = await databaseShelf(() => {}, freshName());
    const { document, keeper } = await openKept(shelf);
    document.actions.setSource("c", "typed");
    expect(keeper.state().kind).toBe("saving");
    await expect.poll(() => keeper.state().kind).toBe("saved");
    expect(await stored(shelf)).toBe("typed");
    await keeper.close();
  });

  it("has it in the journal before it is saved, and no more after", async () => {
    const shelf = await databaseShelf(() => {}, freshName());
    const { document, keeper } = await openKept(shelf);
    document.actions.setSource("c", "typed");
    const updates = readJournals("n").updates;
    expect(readNotebook(documentFrom([...(await shelf.load("n"))!, ...updates])).cells[0]?.source).toBe("typed");
    await keeper.flush();
    expect(readJournals("n").updates).toEqual([]);
    await keeper.close();
  });

  it("says when it could not save, keeps the work, and saves it when there is room again", async () => {
    const inner = memoryShelf("");
    let full = false;
    const shelf: Shelf = {
      ...inner,
      kind: "database",
      append: async (...given) => {
        if (full) throw new DOMException("no room", "QuotaExceededError");
        await inner.append(...given);
      },
    };
    const { document, keeper } = await openKept(shelf);
    full = true;
    document.actions.setSource("c", "too much");
    await keeper.flush();
    expect(keeper.state()).toMatchObject({ kind: "unsaved", failed: true });
    expect(keeper.state().reason).toMatch(/storage for Tessera is full/);
    expect(readJournals("n").updates).toHaveLength(1);
    full = false;
    document.actions.setSource("c", "too much, and more");
    await keeper.flush();
    expect(keeper.state().kind).toBe("saved");
    expect(await stored(shelf)).toBe("too much, and more");
    await keeper.close();
  });

  it("never calls work saved that is only in memory", async () => {
    const { document, keeper } = await openKept(memoryShelf("Nothing is stored here."));
    document.actions.setSource("c", "typed");
    await keeper.flush();
    expect(keeper.state()).toMatchObject({ kind: "unsaved", reason: "Nothing is stored here." });
    await keeper.close();
  });
});
