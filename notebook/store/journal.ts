/**
 * What was typed since the last finished save, in localStorage: the one place a browser writes before it lets a page go.
 * Small by design; an update too large for it is left to the database.
 */
import { randomId } from "../../cells/random-id.ts";

/** Characters a journal entry may take; beyond, writing it would be felt while typing. */
const LONGEST = 1_000_000;
const PREFIX = "tessera.journal.";

export interface Journal {
  /** Replaces this tab's entry. Never throws: a full or refused localStorage only loses the second net. */
  write(update: Uint8Array): void;
  clear(): void;
}

/** This tab's journal of one notebook. */
export function openJournal(notebook: string, storage: Storage | undefined = safeStorage(), tab: string = randomId()): Journal {
  const key = `${PREFIX}${notebook}.${tab}`;
  const clear = () => storage?.removeItem(key);
  return {
    write(update) {
      const text = toBase64(update);
      if (text.length > LONGEST) return clear();
      try {
        storage?.setItem(key, text);
      } catch {
        clear();
      }
    },
    clear,
  };
}

export interface Leftover {
  updates: Uint8Array[];
  /** Removes the entries that were read; call it when their content is saved. */
  forget(): void;
}

/** What journals of this notebook lie about: of tabs that ended before their save, or are just saving. Replaying twice does no harm. */
export function readJournals(notebook: string, storage: Storage | undefined = safeStorage()): Leftover {
  const keys = Object.keys(storage ?? {}).filter((key) => key.startsWith(`${PREFIX}${notebook}.`));
  const entries = keys.map((key) => [key, storage?.getItem(key) ?? ""] as const);
  return {
    updates: entries.flatMap(([, text]) => fromBase64(text) ?? []),
    forget() {
      // An entry that changed meanwhile belongs to a living tab.
      for (const [key, text] of entries) if (storage?.getItem(key) === text) storage.removeItem(key);
    },
  };
}

function safeStorage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}
