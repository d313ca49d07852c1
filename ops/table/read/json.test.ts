import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTable, readTable, type ReadProgress } from "../index.ts";
import { bytesOf, countedStream, streamOf } from "../fixtures/streams.ts";

const text = fc.oneof(fc.constantFrom('"', "\\", '\\"', "}", "]", ",", "},{", "[{", "é🙂", "\n", "a long text in which a \\ and a \" come late, after the short start"), fc.string());
const row = fc.record({ i: fc.option(fc.integer()), s: text, o: fc.option(fc.dictionary(text, fc.oneof(text, fc.array(fc.integer())), { maxKeys: 3 })) });
const rowsOfJson = (all: readonly { i: number | null; s: string; o: unknown }[]): unknown[] => all.map(({ i, s, o }) => ({ i, s, o: o === null ? null : JSON.stringify(o) }));

describe("JSON that is an array of rows", () => {
  it("is one table, however it is cut and indented", async () => {
    // Without a text in ISO's form in each row, which would make the column dates, `s` stays as it is.
    const rows = fc.array(row, { minLength: 1, maxLength: 8 }).map((all) => [{ i: 1, s: "x", o: { a: "," } }, ...all]);
    await fc.assert(fc.asyncProperty(rows, fc.constantFrom(undefined, 1, "\t"), fc.array(fc.nat(), { maxLength: 12 }), async (all, space, cuts) => {
      const written = ` ${JSON.stringify(all, null, space)}\n`;
      expect((await readTable(streamOf(bytesOf(written), cuts), { format: "json" })).rows()).toEqual(rowsOfJson(all));
      expect(parseTable(written).rows()).toEqual(rowsOfJson(all));
    }), { numRuns: 300 });
  });

  it("is refused exactly where JSON.parse refuses it, whatever was changed in it", async () => {
    const broken = fc.tuple(fc.array(row, { maxLength: 4 }), fc.nat(), fc.constantFrom("", ",", "]", "}", "{", "[", '"', "\\", "x", " "), fc.array(fc.nat(), { maxLength: 4 }));
    await fc.assert(fc.asyncProperty(broken, async ([all, place, put, cuts]) => {
      const whole = JSON.stringify(all);
      const at = 1 + (place % whole.length);
      const changed = whole.slice(0, at) + put + whole.slice(at + 1);
      const isRows = (value: unknown): boolean => Array.isArray(value) && value.every((each) => typeof each === "object" && each !== null && !Array.isArray(each) && !("" in each)); // a table has no column without a name
      const wanted = attempt(() => isRows(JSON.parse(changed)));
      const found = await readTable(streamOf(bytesOf(changed), cuts), { format: "json" }).then(() => true, () => false);
      expect(found).toBe(wanted);
    }), { numRuns: 1000 });
  });

  it("tells where it is broken", async () => {
    const good = '{"a":1}';
    const many = `${good},`.repeat(20_000);
    const refused: [string, string][] = [
      [`[${many}{"a":tru}]`, "row 20000 is not JSON: Unexpected token"],
      [`[${many}{"a":1}{"a":2}]`, "row 20000 is not JSON: Unexpected non-whitespace character"],
      [`[${many}]`, "row 20000 is not JSON: Unexpected end"],
      [`[${many},${good}]`, "row 20000 is not JSON: Unexpected end"],
      [`[,${good}]`, "row 0 is not JSON: Unexpected end"],
      [`[${many}{"a":"x`, "the text is not JSON: it ends before the array does, in row 20000"],
      [`[${many}${good}`, "the text is not JSON: it ends before the array does, in row 20000"],
      [`[${good}}`, 'the text is not JSON: "}" after row 0, where the array ends with "]"'],
      [`[${good}] [${good}]`, 'the text is not JSON: there is more after the array of 1 rows: "[{\\"a\\":1}]"'],
      [`[${many}7]`, "row 20000 is not an object: 7"],
      ["", "the text is not JSON: Unexpected end"],
    ];
    for (const [written, message] of refused) {
      await expect(readTable(streamOf(bytesOf(written), [9, 70_000]), { format: "json" })).rejects.toThrow(`readTable: ${message}`);
      expect(() => parseTable(written, { format: "json" })).toThrow(`parseTable: ${message}`);
    }
  });

  it("of keys that come and go has them all", () => {
    const all = Array.from({ length: 9000 }, (_, i) => ({ ...(i % 2 === 0 && { even: i }), ...(i === 8999 && { last: "x" }), i }));
    const found = parseTable(JSON.stringify(all));
    expect(found.columnNames()).toEqual(["even", "i", "last"]);
    expect(found.array("even")).toEqual(all.map(({ i }) => (i % 2 === 0 ? i : null)));
    expect(found.array("last")).toEqual(all.map(({ i }) => (i === 8999 ? "x" : null)));
  });

  it("has one type in a column, whatever its first thousands of rows are", () => {
    const types = (values: readonly unknown[]): unknown => {
      const column = parseTable(JSON.stringify(values.map((v) => ({ v })))).column("v");
      return [column.type, column.get(0), column.get(values.length - 1)];
    };
    const many = (value: unknown): unknown[] => Array.from({ length: 9000 }, () => value);
    expect(types([...many(1), 0.5])).toEqual(["number", 1, 0.5]);
    expect(types([...many(null), 2])).toEqual(["integer", null, 2]);
    expect(types([...many(1), "007"])).toEqual(["string", "1", "007"]);
    expect(types([...many("2024-01-01"), null])).toEqual(["date", new Date("2024-01-01"), null]);
    expect(types([...many("2024-01-01"), "later"])).toEqual(["string", "2024-01-01", "later"]);
    expect(types([...many(true), null])).toEqual(["boolean", true, null]);
  });

  it("tells of its rows while it arrives, and reads no further than its limit", async () => {
    const whole = bytesOf(JSON.stringify(Array.from({ length: 20_000 }, (_, i) => ({ i, s: `row ${i}` }))));
    const seen: ReadProgress[] = [];
    await readTable(countedStream(whole, 4096).stream, { format: "json", onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({ bytes: whole.length, total: undefined, rows: 20_000 });
    expect(new Set(seen.map(({ rows }) => rows)).size).toBeGreaterThan(5);
    expect(seen.every(({ rows, bytes }, i) => i === 0 || (rows >= seen[i - 1]!.rows && bytes >= seen[i - 1]!.bytes))).toBe(true);

    const { stream, asked, cancelled } = countedStream(whole, 4096);
    expect((await readTable(stream, { format: "json", limit: 10 })).array("i")).toEqual(Array.from({ length: 10 }, (_, i) => i));
    expect(asked()).toBe(4096);
    expect(cancelled()).toBeDefined();
  });

  it("is left in the middle when the signal says so", async () => {
    const whole = bytesOf(JSON.stringify(Array.from({ length: 20_000 }, (_, i) => ({ i }))));
    const stopping = new AbortController();
    const { stream, asked, cancelled } = countedStream(whole, 4096);
    const reading = readTable(stream, { signal: stopping.signal, onProgress: ({ rows }) => rows > 1000 && stopping.abort("enough") });
    await expect(reading).rejects.toBe("enough");
    expect(asked()).toBeLessThan(whole.length / 4);
    expect(cancelled()).toBe("enough");
  });

  it("that is there at once lets timers and Stop through", async () => {
    const whole = bytesOf(JSON.stringify(Array.from({ length: 400_000 }, (_, i) => ({ i, s: `row ${i}` }))));
    await expect(readTable(whole, { format: "json", signal: AbortSignal.timeout(1) })).rejects.toThrow(/timeout/);
  });
});

function attempt(question: () => boolean): boolean {
  try {
    return question();
  } catch {
    return false;
  }
}
