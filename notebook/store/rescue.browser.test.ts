/** What can go wrong with storage as a whole or with one notebook in it, and what is still to be had then. */
import { createRoot } from "solid-js";
import { afterEach, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { toCell } from "../../cells/notebook.ts";
import { readNotebook } from "../document/schema.ts";
import { DATABASE } from "./database.ts";
import { openStore, type Store } from "./store.ts";

const notebook = (source: string) => ({ cells: [toCell({ source })], metadata: { title: source } });
const open = () => createRoot(() => openStore());

/** Lets the page's own database be changed behind the store's back. */
async function inDatabase<T>(act: (db: IDBDatabase) => IDBRequest<T>): Promise<T> {
  const db = await answer(indexedDB.open(DATABASE));
  const result = await answer(act(db));
  db.close();
  return result;
}

const answer = <T,>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });

/** Makes the shelf refuse new notebooks, as a full disk does. */
function fill(store: Store): { empty(): void } {
  const { add } = store.shelf;
  store.shelf.add = () => Promise.reject(new DOMException("no room", "QuotaExceededError"));
  return { empty: () => (store.shelf.add = add) };
}

afterEach(async () => {
  for (const { id } of await (await open()).shelf.list()) await (await open()).shelf.purge(id);
});

it("opens what cannot be stored in memory, says so, and stores it when there is room", async () => {
  const store = await open();
  const disk = fill(store);
  await expect(store.create(notebook("refused"))).rejects.toThrow(/no room/);
  const id = await store.begin(notebook("held"));
  const opened = (await store.open(id))!;
  expect(readNotebook(opened.doc).cells[0]?.source).toBe("held");
  expect(opened.keeper.state()).toMatchObject({ kind: "unsaved", failed: true });
  expect(opened.keeper.state().reason).toMatch(/storage for Tessera is full/);
  disk.empty();
  opened.doc.getMap("metadata").set("title", "room again");
  await opened.keeper.flush();
  expect(opened.keeper.state().kind).toBe("saved");
  await opened.keeper.close();
  expect((await store.read(id)).metadata).toEqual({ title: "room again" });
});

it("gives back after a reload what was never stored, from the journal", async () => {
  const before = await open();
  fill(before);
  const id = await before.begin(notebook("never stored"));
  await before.open(id);
  const after = await open();
  const opened = (await after.open(id))!;
  expect(readNotebook(opened.doc).cells[0]?.source).toBe("never stored");
  expect(opened.keeper.state().kind).toBe("saved");
  await opened.keeper.close();
});

it("opens the others when one notebook is corrupt, and hands out what lies there of it", async () => {
  const store = await open();
  const [good, bad] = [await store.create(notebook("good")), await store.create(notebook("bad"))];
  await inDatabase((db) => {
    const updates = db.transaction("$notebooks.content_updates", "readwrite").objectStore("$notebooks.content_updates");
    return updates.add({ k: bad, u: new Uint8Array([255, 254, 253]), f: 1 });
  });
  await expect(store.open(bad)).rejects.toThrow();
  const opened = (await store.open(good))!;
  expect(readNotebook(opened.doc).cells[0]?.source).toBe("good");
  await opened.keeper.close();
  const rescued = JSON.parse(await store.rescue(bad));
  expect(rescued.tables.notebooks).toMatchObject([{ id: bad, title: "bad" }]);
  const [whole, broken] = rescued.tables["$notebooks.content_updates"];
  expect(broken.u.base64).toBe("//79");
  const doc = new Y.Doc();
  Y.applyUpdateV2(doc, Uint8Array.from(atob(whole.u.base64), (char) => char.charCodeAt(0)));
  expect(readNotebook(doc).cells[0]?.source).toBe("bad");
});

it("says that a store is broken, leaves it alone, and works in memory", async () => {
  const stored = await (await open()).create(notebook("in the broken store"));
  const broken = vi.spyOn(IDBIndex.prototype, "getAll").mockImplementation(() => {
    throw new DOMException("internal error", "UnknownError");
  });
  const store = await open();
  broken.mockRestore();
  expect(store.trouble()).toMatchObject({ kind: "broken" });
  expect(store.shelf.kind).toBe("memory");
  expect(JSON.parse(await store.rescue()).tables.notebooks).toMatchObject([{ id: stored }]);
});
