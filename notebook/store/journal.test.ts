import { expect, it } from "vitest";
import { openJournal, readJournals } from "./journal.ts";

/** A localStorage that may refuse. */
function storage(room = Infinity): Storage {
  const entries: Record<string, string> = {};
  const methods = {
    getItem: (key: string) => entries[key] ?? null,
    setItem(key: string, value: string) {
      if (value.length > room) throw new DOMException("full", "QuotaExceededError");
      entries[key] = value;
    },
    removeItem: (key: string) => void delete entries[key],
  };
  return new Proxy(entries, { get: (target, key) => Reflect.get(methods, key) ?? Reflect.get(target, key) }) as unknown as Storage;
}
const bytes = (...values: number[]) => Uint8Array.from(values);

it("gives back what a tab left behind, byte for byte", () => {
  const kept = storage();
  openJournal("n", kept, "tab").write(bytes(0, 127, 128, 255));
  expect(readJournals("n", kept).updates).toEqual([bytes(0, 127, 128, 255)]);
});

it("keeps tabs and notebooks apart", () => {
  const kept = storage();
  openJournal("n", kept, "one").write(bytes(1));
  openJournal("n", kept, "two").write(bytes(2));
  openJournal("other", kept, "three").write(bytes(3));
  expect(readJournals("n", kept).updates).toEqual([bytes(1), bytes(2)]);
});

it("does not forget what a living tab wrote meanwhile", () => {
  const kept = storage();
  const journal = openJournal("n", kept, "tab");
  journal.write(bytes(1));
  const leftover = readJournals("n", kept);
  journal.write(bytes(2));
  leftover.forget();
  expect(readJournals("n", kept).updates).toEqual([bytes(2)]);
});

it("drops an entry that no longer tells the truth when a new one does not fit", () => {
  const kept = storage(8);
  const journal = openJournal("n", kept, "tab");
  journal.write(bytes(1));
  journal.write(new Uint8Array(100));
  expect(readJournals("n", kept).updates).toEqual([]);
});

it("skips an entry that is damaged", () => {
  const kept = storage();
  kept.setItem("tessera.journal.n.tab", "not base64!");
  expect(readJournals("n", kept).updates).toEqual([]);
});
