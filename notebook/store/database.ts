/**
 * The browser's database, by Dexie; y-dexie keeps the Yjs updates of each notebook in a table of their own and compacts them.
 * Saves are written here explicitly, not by y-dexie's provider: a save and its revision are one transaction, and its end is known.
 */
import { Dexie, liveQuery, type EntityTable, type Table } from "dexie";
import yDexie from "y-dexie";
import type * as Y from "yjs";
import { VERSIONS_KEPT, type NotebookSummary, type Shelf, type StoredVersion } from "./shelf.ts";

export const DATABASE = "tessera";
const SCHEMA = 1;
/** Dexie multiplies its versions by this in IndexedDB. */
const NATIVE_FACTOR = 10;

/** A newer Tessera has stored notebooks in a way this one cannot read. Nothing was touched. */
export class NewerSchemaError extends Error {
  override name = "NewerSchemaError";
}

interface UpdateRow {
  i?: number;
  /** The notebook's id. */
  k: string;
  /** A Yjs update, format 2. */
  u: Uint8Array;
  /** y-dexie's mark of a local update. */
  f: 1;
}

type Row = NotebookSummary & { content?: Y.Doc };
type Tables = { notebooks: EntityTable<Row, "id">; versions: EntityTable<StoredVersion, "key"> };

/**
 * Opens the database.
 *
 * @param onOutdated called when a newer tab waits to upgrade: save, then call `close`, then ask for a reload
 * @param name for tests
 * @throws NewerSchemaError, or what the browser throws when storage is refused
 */
export async function databaseShelf(onOutdated: (close: () => void) => void, name = DATABASE): Promise<Shelf> {
  const db = new Dexie(name, { addons: [yDexie] }) as Dexie & Tables;
  db.version(SCHEMA).stores({ notebooks: "id, modified, content: Y.Doc", versions: "++key, notebook" });
  await db.open();
  if (db.backendDB().version > SCHEMA * NATIVE_FACTOR) {
    db.close();
    throw new NewerSchemaError(`notebooks were stored by a newer version: schema ${db.verno}, this page knows ${SCHEMA}`);
  }
  // Returning false would keep Dexie from closing at once: the save comes first.
  db.on("versionchange", () => {
    onOutdated(() => db.close());
    return false;
  });
  return shelfOf(db);
}

function shelfOf(db: Dexie & Tables): Shelf {
  const updates = updatesTable(db);

  return {
    kind: "database",
    list: async () => (await db.notebooks.orderBy("modified").toArray()).map(summaryOf).toReversed(),
    onChange(changed) {
      const subscription = liveQuery(() => db.notebooks.toArray()).subscribe({ next: changed });
      return () => subscription.unsubscribe();
    },
    async load(id) {
      if (!(await db.notebooks.get(id))) return null;
      return (await updates.where({ k: id }).toArray()).map((row) => row.u);
    },
    add: (id, content, change) =>
      db.transaction("rw", db.notebooks, updates, async () => {
        const now = Date.now();
        await db.notebooks.add({ id, ...change, created: now, modified: now, revision: 1, deleted: null });
        await updates.add({ k: id, u: content, f: 1 });
      }),
    append: (id, update, change) =>
      db.transaction("rw", db.notebooks, updates, async () => {
        const row = await db.notebooks.get(id);
        if (!row) throw new Error(`no such notebook: ${id}`);
        await updates.add({ k: id, u: update, f: 1 });
        await db.notebooks.update(id, { ...change, modified: Date.now(), revision: row.revision + 1 });
      }),
    async setDeleted(id, deleted) {
      await db.notebooks.update(id, { deleted });
    },
    purge: (id) =>
      db.transaction("rw", db.notebooks, updates, db.versions, async () => {
        await db.versions.where({ notebook: id }).delete();
        await updates.where({ k: id }).delete();
        await db.notebooks.delete(id);
      }),
    addVersion: (id, content) =>
      db.transaction("rw", db.notebooks, db.versions, async () => {
        const row = await db.notebooks.get(id);
        if (!row) return;
        await db.versions.add({ notebook: id, revision: row.revision, saved: Date.now(), content });
        const keys = await db.versions.where({ notebook: id }).primaryKeys();
        await db.versions.bulkDelete(keys.slice(0, -VERSIONS_KEPT));
      }),
    versions: async (id) => (await db.versions.where({ notebook: id }).toArray()).toReversed(),
  };
}

/** The table that y-dexie made for the property `content`. */
function updatesTable(db: Dexie & Tables): Table<UpdateRow, number> {
  const property = (db.notebooks.schema as { yProps?: { updatesTable: string }[] }).yProps?.[0];
  if (!property) throw new Error("y-dexie declared no table for the notebooks' content");
  return db.table(property.updatesTable);
}

function summaryOf({ id, title, created, modified, revision, cells, preview, deleted }: Row): NotebookSummary {
  return { id, title, created, modified, revision, cells, preview, deleted };
}
