import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import fixture from "../fixtures/tables.json" with { type: "json" };
import { parseTable, readTable, table, type ReadProgress, type Table } from "../index.ts";
import { bytesOf, streamOf } from "../fixtures/streams.ts";

const contents = (t: Table): unknown[] => t.columns().map((column) => [column.name, column.type, column.toArray()]);

describe("text", () => {
  it.each(Object.entries(fixture.parsed))("with %s is parsed to pandas' values", (_, { text, columns }) => {
    const found = parseTable(text);
    expect(found.columns().map((column) => column.toArray())).toEqual(Object.values(columns));
  });

  it("names columns that have no name, and those that share one as pandas does", () => {
    expect(parseTable(fixture.parsed["no name"].text).columnNames()).toEqual(["column 1", "a"]);
    expect(parseTable(fixture.parsed["names twice"].text).columnNames()).toEqual(["a", "a.1", "b"]);
  });

  it("tells integers, numbers, booleans, dates and strings apart", () => {
    const found = parseTable("i,n,b,d,t,s\n1,1.5,true,2024-02-29,2024-02-29T12:30:00+02:00,x\n,,,,,\n-3,2,false,1969-12-31,2024-02-29 10:30:00.250,y\n");
    expect(found.columns().map(({ type }) => type)).toEqual(["integer", "number", "boolean", "date", "date", "string"]);
    expect(found.array("d")).toEqual([new Date("2024-02-29"), null, new Date("1969-12-31")]);
    expect(found.array("t")).toEqual([new Date("2024-02-29T10:30:00Z"), null, new Date("2024-02-29T10:30:00.250Z")]);
  });

  it.each(["007", "-01", "1,000", "9007199254740993", "1e999", "2023-02-30", "0x10", "1_0", "TRUE!", "--1", "1.2.3", ".", "+"])("keeps %s as it is written", (written) => {
    expect(parseTable(`a;b\n${written};1\n`, { delimiter: ";" }).array("a")).toEqual([written]);
  });

  it("loses nothing of a column that looks like numbers until row 100,000", () => {
    const written = Array.from({ length: 100_000 }, (_, row) => (row % 1000 === 7 ? "" : `${row}.50`));
    const found = parseTable(["a,b", ...written.map((text, row) => `${text},${row}`), "see note,100000"].join("\n"));
    expect(found.column("a").type).toBe("string");
    expect(found.array("a")).toEqual([...written.map((text) => (text === "" ? null : text)), "see note"]);
    expect(found.column("b").type).toBe("integer");
  });

  it("is one table, however it is cut", async () => {
    const cell = fc.oneof(fc.constantFrom("", "1", "-2.5", "007", "NA", "true", "2024-01-01", 'say "hi"', "a,b", "two\nlines", "two\r\nlines", '"', "\r", "é🙂", " 1"), fc.string());
    const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });
    await fc.assert(fc.asyncProperty(rows, fc.constantFrom("\n", "\r\n", "\r"), fc.boolean(), fc.array(fc.nat(), { maxLength: 12 }), async (all, newline, ended, cuts) => {
      const text = [["x", "y", "z"], ...all].map((row) => row.map(quoted).join(",")).join(newline) + (ended ? newline : "");
      const options = { format: "csv", delimiter: "," } as const;
      expect(contents(await readTable(streamOf(bytesOf(text), cuts), options))).toEqual(contents(parseTable(text, options)));
    }), { numRuns: 300 });
  });

  it("comes back from toCsv, nasty strings too", () => {
    const text = fc.oneof(fc.constantFrom("a,b", '"', '""', "x\ny", "x\r\ny", "\r", ";", "\t", " lead", "007", "é🙂"), fc.string({ minLength: 1 })).filter((s) => s !== "\uFEFF");
    const row = fc.record({ s: fc.option(text), n: fc.option(fc.double({ noDefaultInfinity: true, noNaN: true })), b: fc.option(fc.boolean()), d: fc.option(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("9999-12-31") })) });
    const types = { s: "string", n: "number", b: "boolean", d: "date" } as const;
    fc.assert(fc.property(fc.array(row, { minLength: 1 }), fc.constantFrom(",", ";", "\t"), (rows, delimiter) => {
      const t = table(rows, { types, columns: ["s", "n", "b", "d"] });
      const back = parseTable(t.toCsv({ delimiter }), { format: "csv", delimiter, types, nulls: [""] });
      expect(contents(back)).toEqual(contents(t));
    }));
    const single = table({ s: ["a", null, "b"] });
    expect(parseTable(single.toCsv()).rows()).toEqual(single.rows());
  });

  it("reads numbers with a comma before the fraction, and keeps those with a point as they were", () => {
    const text = "a;b;c;d\n1,5;2;-,25;0,1234567890123456\n-0,25;1.234;1e-3;1,5E2\n;7;3;-12,\n";
    expect(parseTable(text, { decimal: "," }).rows()).toEqual([
      { a: 1.5, b: "2", c: -0.25, d: 0.1234567890123456 },
      { a: -0.25, b: "1.234", c: 0.001, d: 150 },
      { a: null, b: "7", c: 3, d: -12 },
    ]);
    expect(parseTable("a;b\n007,50;1\n", { decimal: ",", types: { a: "number", b: "integer" } }).rows()).toEqual([{ a: 7.5, b: 1 }]);
    expect(parseTable("a\n1\n2\n", { decimal: "," }).column("a").type).toBe("integer");
    expect(() => parseTable("a;b\n1,5;1.5\n", { decimal: ",", types: { b: "number" } })).toThrow("row 0 of column \"b\" is not of type number: \"1.5\"");
  });

  it("takes columns, limits, names, types and texts for what is missing", () => {
    const text = "a,b,c\n1,2,-\n3,4,5\n6,7,8\n";
    expect(parseTable(text, { columns: ["c", "a"], nulls: ["-"], limit: 2 }).rows()).toEqual([{ c: null, a: 1 }, { c: 5, a: 3 }]);
    expect(parseTable('a\n1\n007\nx\n"', { limit: 2 }).array("a")).toEqual(["1", "007"]); // what comes later is not looked at
    expect(parseTable(text, { limit: 0 }).columnNames()).toEqual(["a", "b", "c"]);
    expect(parseTable(text, { types: { a: "string" } }).array("a")).toEqual(["1", "3", "6"]);
    expect(parseTable("a,b\n007,1\n12345678901234567890,0\n", { types: { a: "number", b: "boolean" } }).rows()).toEqual([{ a: 7, b: true }, { a: 12345678901234567000, b: false }]);
    expect(parseTable("1,x\n2,y\n", { header: false }).rows()[0]).toEqual({ "column 1": 1, "column 2": "x" });
    expect(parseTable("1,x\n2,y\n", { header: ["n", "s"] }).rows()[1]).toEqual({ n: 2, s: "y" });
    expect(parseTable("a\tb\n1\t2", { format: "tsv" }).rows()).toEqual([{ a: 1, b: 2 }]);
    expect(parseTable("a,b\n1,2\n3\n4,5,6\n", { ragged: "fill" }).rows()).toEqual([{ a: 1, b: 2 }, { a: 3, b: null }, { a: 4, b: 5 }]);
  });

  it.each([",", ";", "\t", "|"])("finds the delimiter %j", (delimiter) => {
    expect(parseTable(`a${delimiter}b\n"x,;|\t"${delimiter}1\n`).rows()).toEqual([{ a: "x,;|\t", b: 1 }]);
  });

  it("that is malformed is refused with its row", () => {
    const refused: [() => unknown, string][] = [
      [() => parseTable('a,b\n1,2\n3,"4\n5,6'), "parseTable: row 1 has a quote that is not closed"],
      [() => parseTable('a,b\n1,2\n"3"x,4\n'), "parseTable: row 1 has text after a closing quote"],
      [() => parseTable('"a\n'), "parseTable: the header has a quote that is not closed"],
      [() => parseTable("a,b\n1,2\n3\n"), "parseTable: row 1 has 1 cells, the first row 2"],
      [() => parseTable("a,b\n1,2\n3,4,5\n"), "parseTable: row 1 has 3 cells, the first row 2"],
      [() => parseTable("a,b\n1,2\nx,4\n", { types: { a: "integer" } }), 'parseTable: row 1 of column "a" is not of type integer: "x"'],
      [() => parseTable("a\n1\n1.5\n", { types: { a: "integer" } }), 'row 1 of column "a" is not of type integer: "1.5"'],
      [() => parseTable("a\n1\n", { columns: ["b"] }), 'parseTable: no such column: "b"'],
      [() => parseTable("a\n1\n", { types: { b: "string" } }), 'parseTable: no such column: "b"'],
      [() => parseTable("a\n1\n", { types: { a: "float" as "number" } }), 'parseTable: unknown type: "float"'],
      [() => parseTable('[{"a":1}]', { types: { b: "string" } }), 'parseTable: no such column: "b"'],
      [() => parseTable("a\n1\n", { limit: -1 }), "parseTable: invalid limit: -1"],
      [() => parseTable("a\n1\n", { ragged: "pad" as "fill" }), "parseTable: unknown way with ragged rows: pad"],
      [() => parseTable("a\n1\n", { decimal: "'" as "," }), "parseTable: unknown decimal mark: '"],
      [() => parseTable(""), "parseTable: no rows: the text is empty"],
      [() => parseTable("a\n1", { delimiter: "ab" }), 'parseTable: invalid delimiter: "ab"'],
      [() => parseTable("a\n1", { format: "parquet" }), "parseTable: not a format of text: parquet"],
      [() => parseTable(5 as unknown as string), "parseTable: not text: 5"],
      [() => parseTable('[{"a":1},'), "parseTable: the text is not JSON"],
      [() => parseTable('[{"a":1},2]'), "parseTable: row 1 is not an object: 2"],
      [() => parseTable('{"a":1}\n{"a":\n'), "parseTable: line 2 is not JSON"],
      [() => parseTable('{"a":1}'), 'parseTable: neither rows nor columns: "a" is 1'],
    ];
    for (const [parse, message] of refused) expect(parse).toThrow(message);
  });
});

describe("JSON", () => {
  const rows = [{ a: 1, s: "x", d: new Date("2024-01-01") }, { a: null, s: "2", d: null }, { a: 2.5, s: null, d: new Date(5) }];

  it("is rows, columns, or a row a line", () => {
    const t = table(rows);
    expect(parseTable(t.toJson()).rows()).toEqual(rows);
    expect(parseTable(JSON.stringify({ a: [1, null], b: ["x", "y"] })).rows()).toEqual([{ a: 1, b: "x" }, { a: null, b: "y" }]);
    expect(parseTable(rows.map((row) => JSON.stringify(row)).join("\n")).rows()).toEqual(rows);
  });

  it("keeps text as text, and tells missing keys from wrong ones", () => {
    const found = parseTable('[{"zip":"007"},{"n":5},{"zip":12,"n":null}]');
    expect(found.rows()).toEqual([{ zip: "007", n: null }, { zip: null, n: 5 }, { zip: "12", n: null }]);
    expect(parseTable('[{"a":1},{"a":2}]', { limit: 1, types: { a: "string" } }).array("a")).toEqual(["1"]);
  });

  it("of lines is one table, however it is cut", async () => {
    const row = fc.record({ a: fc.option(fc.integer()), s: fc.string() });
    await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), fc.array(fc.nat(), { maxLength: 8 }), async (all, cuts) => {
      const text = all.map((each) => JSON.stringify(each)).join("\n");
      expect(contents(await readTable(streamOf(bytesOf(text), cuts), { format: "ndjson" }))).toEqual(contents(parseTable(text, { format: "ndjson" })));
    }));
  });
});

describe("a file", () => {
  const text = "a,b\n1,x\n2,ü\n";
  const wanted = [{ a: 1, b: "x" }, { a: 2, b: "ü" }];

  it.each(Object.entries(fixture.files))("of %s is what pyarrow wrote", async (_, base64) => {
    const found = await readTable(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
    expect(found.columns().map(({ type }) => type)).toEqual(["integer", "integer", "number", "string", "boolean", "date"]);
    const { d, ...others } = fixture.mixed;
    expect(found.drop("d").columns().map((column) => column.toArray())).toEqual(Object.values(others));
    expect(found.array("d")).toEqual(d.map((iso) => (iso === null ? null : new Date(`${iso}Z`))));
  });

  it.each(Object.entries(fixture.packed))("of arrow, packed with %s, is unpacked", async (_, base64) => {
    const found = await readTable(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
    expect(found.array("n")).toEqual(Array.from({ length: 40_000 }, (_, i) => i % 7));
  });

  it.each(["parquet", "arrow file"] as const)("of %s gives the columns and rows asked for", async (format) => {
    const bytes = Uint8Array.from(atob(fixture.files[format]), (char) => char.charCodeAt(0));
    expect((await readTable(bytes, { columns: ["s", "i"], limit: 1 })).rows()).toEqual([{ s: "ü", i: 1 }]);
    await expect(readTable(bytes, { columns: ["x"] })).rejects.toThrow('readTable: no such column: "x"');
    await expect(readTable(bytes.slice(0, bytes.length - 40))).rejects.toThrow(`readTable: broken ${format.split(" ")[0]} file`);
  });

  it.each(["file", "stream"] as const)("of arrow, as a %s, holds what toArrow wrote", async (format) => {
    const t = table({ i: [1, null, 2 ** 40], n: [0.5, null, -1], k: Int32Array.of(1, 2, 3), s: ["x", null, ""], b: [true, null, false], d: [new Date(5), null, new Date(-5)] });
    expect((await readTable(await t.toArrow({ format }))).rows()).toEqual(t.rows());
  });

  it("is an address, a File, a Response, bytes, a stream", async () => {
    const bytes = bytesOf(text);
    for (const source of [new File([text], "x.csv"), new Blob([text]), new Response(text), bytes, bytes.buffer as ArrayBuffer, streamOf(bytes, [3]), `data:text/csv,${encodeURIComponent(text)}`]) {
      expect((await readTable(source)).rows()).toEqual(wanted);
    }
    await expect(readTable(5 as unknown as string)).rejects.toThrow("readTable: nothing to read from: 5");
    await expect(readTable(new Response("no", { status: 404, statusText: "Not Found" }))).rejects.toThrow("was not found: 404 Not Found");
    const page = new Response("<!doctype html><title>Start</title>", { headers: { "content-type": "text/html; charset=utf-8" } });
    await expect(readTable(page)).rejects.toThrow("is a page, not a table: text/html");
  });

  it("tells its format by name, content type or content", async () => {
    expect((await readTable(new File(["a\tb\n1\t2"], "x.tsv"))).columnNames()).toEqual(["a", "b"]);
    expect((await readTable(new Response("a\tb\n1,5\t2", { headers: { "content-type": "text/tab-separated-values; charset=utf-8" } }))).array("a")).toEqual(["1,5"]);
    expect((await readTable(new Blob(['[{"a":1}]']))).rows()).toEqual([{ a: 1 }]);
    expect((await readTable(new File(['{"a":1}\n'], "x.jsonl"))).rows()).toEqual([{ a: 1 }]);
  });

  it("is unpacked when it is gzip, however it is cut", async () => {
    const packed = await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).bytes();
    expect((await readTable(streamOf(packed, [1, 2, 15]))).rows()).toEqual(wanted);
    await expect(readTable(packed.slice(0, 25))).rejects.toThrow("readTable: broken gzip");
  });

  it("tells how far reading has come, and reads no further than is wanted", async () => {
    const seen: ReadProgress[] = [];
    const whole = bytesOf(`a,b\n${"1,2\n".repeat(50_000)}`);
    await readTable(new Blob([whole]), { onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({ bytes: whole.length, total: whole.length, rows: 50_000 });
    seen.length = 0;
    const first = await readTable(streamOf(whole, [70_000, 140_000]), { limit: 3, onProgress: (progress) => seen.push(progress) });
    expect(first.numRows()).toBe(3);
    expect(seen.at(-1)!.bytes).toBeLessThan(whole.length);
  });

  it("is left when the signal says so", async () => {
    const stopping = new AbortController();
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(bytesOf("a,b\n1,2\n".repeat(20_000))),
      cancel: () => void (cancelled = true),
    });
    const reading = readTable(endless, { signal: stopping.signal, onProgress: ({ rows }) => rows > 1000 && stopping.abort() });
    await expect(reading).rejects.toThrow(/aborted/);
    expect(cancelled).toBe(true);
    await expect(readTable(text, { signal: AbortSignal.abort() })).rejects.toThrow(/aborted/);
  });

  it("is in another encoding only when that is said", async () => {
    const latin = Uint8Array.from("a\nü\n", (char) => char.charCodeAt(0));
    await expect(readTable(latin)).rejects.toThrow("readTable: bytes that are not utf-8");
    expect((await readTable(latin, { encoding: "windows-1252" })).array("a")).toEqual(["ü"]);
    expect((await readTable(new Uint8Array(Uint16Array.from("\uFEFFa\nü\n", (char) => char.charCodeAt(0)).buffer))).array("a")).toEqual(["ü"]);
    await expect(readTable(latin, { encoding: "klingon" })).rejects.toThrow('readTable: unknown encoding: "klingon"');
  });
});
