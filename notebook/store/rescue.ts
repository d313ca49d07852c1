/**
 * The last resort: what lies in the browser's database, row by row, as JSON. It knows nothing of tables and notebooks, so that it works
 * where the rest of the store does not. Reading is all it does.
 */
import { DATABASE } from "./database.ts";
import { readJournals } from "./journal.ts";

/** Whether a database of ours exists here, readable or not. */
export async function isStored(): Promise<boolean> {
  const databases = await globalThis.indexedDB?.databases().catch(() => []);
  return databases?.some(({ name }) => name === DATABASE) ?? false;
}

/**
 * Every row of every table as JSON; bytes (the Yjs updates, format 2, in `$content_updates`) as `{ "base64": "..." }`. With a notebook's
 * id, only the rows that name it, and what journals hold of it. A row that cannot be read is replaced by its error.
 */
export async function rescueText(notebook?: string): Promise<string> {
  const db = await answer(indexedDB.open(DATABASE));
  const tables: Record<string, unknown[]> = {};
  for (const table of db.objectStoreNames) {
    const rows = await readRows(db, table);
    tables[table] = notebook === undefined ? rows : rows.filter((row) => names(row, notebook));
  }
  db.close();
  const journals = notebook === undefined ? [] : readJournals(notebook).updates;
  return JSON.stringify({ database: DATABASE, version: db.version, tables, journals }, bytesAsText, 1);
}

async function readRows(db: IDBDatabase, table: string): Promise<unknown[]> {
  const store = () => db.transaction(table).objectStore(table);
  const keys = await answer(store().getAllKeys());
  return Promise.all(keys.map((key) => answer(store().get(key)).catch((error: unknown) => ({ key, error: String(error) }))));
}

const names = (row: unknown, notebook: string) => Object.values(row as object).includes(notebook);

function bytesAsText(_key: string, value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value;
  return { base64: btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join("")) };
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("the database gave no answer")));
  });
}
