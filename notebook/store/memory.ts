/** A shelf in memory: for browsers that keep nothing, and honest about it. */
import { VERSIONS_KEPT, type NotebookSummary, type Shelf, type StoredVersion } from "./shelf.ts";

/** `reason` is the sentence that the reader sees, e.g. "This browser does not allow Tessera to store anything." */
export function memoryShelf(reason: string): Shelf {
  const summaries = new Map<string, NotebookSummary>();
  const contents = new Map<string, Uint8Array[]>();
  const listeners = new Set<() => void>();
  let kept: StoredVersion[] = [];
  let lastKey = 0;

  const summary = (id: string): NotebookSummary => {
    const found = summaries.get(id);
    if (!found) throw new Error(`no such notebook: ${id}`);
    return found;
  };
  const change = (id: string, next: NotebookSummary) => {
    summaries.set(id, next);
    for (const listener of listeners) listener();
  };

  return {
    kind: "memory",
    reason,
    list: async () => [...summaries.values()].toSorted((a, b) => b.modified - a.modified),
    onChange(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    load: async (id) => contents.get(id) ?? null,
    async add(id, content, first) {
      if (summaries.has(id)) throw new Error(`notebook exists already: ${id}`);
      contents.set(id, [content]);
      const now = Date.now();
      change(id, { id, ...first, created: now, modified: now, revision: 1, deleted: null });
    },
    async append(id, update, next) {
      const old = summary(id);
      contents.get(id)?.push(update);
      change(id, { ...old, ...next, modified: Date.now(), revision: old.revision + 1 });
    },
    async setDeleted(id, deleted) {
      change(id, { ...summary(id), deleted });
    },
    async purge(id) {
      summaries.delete(id);
      contents.delete(id);
      for (const listener of listeners) listener();
    },
    async addVersion(id, content) {
      const own = [...kept.filter((version) => version.notebook === id), versionOf(id, content)];
      kept = [...kept.filter((version) => version.notebook !== id), ...own.slice(-VERSIONS_KEPT)];
    },
    versions: async (id) => kept.filter((version) => version.notebook === id).toReversed(),
  };

  function versionOf(id: string, content: Uint8Array): StoredVersion {
    return { key: ++lastKey, notebook: id, revision: summary(id).revision, saved: Date.now(), content };
  }
}
