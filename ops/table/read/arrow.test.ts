import { columnFromArray, float64, tableFromColumns, tableToIPC } from "@uwdata/flechette";
import { describe, expect, it } from "vitest";
import fixture from "../fixtures/streams.json" with { type: "json" };
import { readTable, type ReadProgress } from "../index.ts";
import { countedStream, streamOf, unpacked } from "../fixtures/streams.ts";

const large = { i: Array.from({ length: 400_000 }, (_, i) => i % 7), x: Array.from({ length: 400_000 }, (_, i) => (i % 5 === 3 ? null : 0.5)) };

describe("Arrow", () => {
  it.each(Object.entries(fixture.dictionaries))("with dictionaries that are %s is read as pyarrow wrote it, however it is cut", async (how, base64) => {
    const bytes = await unpacked(base64);
    const names = how === "replaced" ? fixture.names.replaced : fixture.names.grown;
    for (const cuts of [[], [1, 5, 11], Array.from({ length: bytes.length }, (_, i) => i)]) expect((await readTable(streamOf(bytes, cuts), { format: "arrow" })).array("name")).toEqual(names);
  });

  it.each(["stream", "file"] as const)("of several batches, as a %s, is read while it arrives", async (kind) => {
    const whole = await unpacked(fixture.large[kind]);
    const seen: ReadProgress[] = [];
    const found = await readTable(countedStream(whole, 10_007).stream, { onProgress: (progress) => seen.push(progress) });
    expect(found.array("i")).toEqual(large.i);
    expect(found.array("x")).toEqual(large.x);
    expect(found.column("i").tensor().dtype).toBe("int32");
    expect(seen.at(-1)).toEqual({ bytes: whole.length, total: undefined, rows: 400_000 });
    expect(new Set(seen.map(({ rows }) => rows)).size).toBeGreaterThan(2);
    expect(seen.every(({ rows, bytes }, i) => i === 0 || (rows >= seen[i - 1]!.rows && bytes >= seen[i - 1]!.bytes))).toBe(true);
    expect(seen.find(({ rows }) => rows > 0)!.bytes).toBeLessThan(whole.length / 2);
  });

  it("reads no further than its limit", async () => {
    const { stream, asked, cancelled } = countedStream(await unpacked(fixture.large.stream), 4096);
    const found = await readTable(stream, { limit: 60_000, columns: ["x"] });
    expect(found.columnNames()).toEqual(["x"]);
    expect(found.array("x")).toEqual(large.x.slice(0, 60_000));
    expect(asked()).toBeLessThan(1_300_000); // of 4.8 million: two batches of eight
    expect(cancelled()).toBeDefined();
  });

  it("is left between batches when the signal says so", async () => {
    const whole = await unpacked(fixture.large.file);
    const stopping = new AbortController();
    const { stream, asked, cancelled } = countedStream(whole, 4096);
    const reading = readTable(stream, { signal: stopping.signal, onProgress: ({ rows }) => rows > 0 && stopping.abort("enough") });
    await expect(reading).rejects.toBe("enough");
    expect(asked()).toBeLessThan(whole.length / 2);
    expect(cancelled()).toBe("enough");
    await expect(readTable(whole, { signal: stopping.signal })).rejects.toBe("enough");
  });

  it("without batches has its columns and no rows", async () => {
    const nothing = tableToIPC(tableFromColumns({ a: columnFromArray([], float64()) }), { format: "stream" })!;
    const found = await readTable(nothing);
    expect([found.columnNames(), found.numRows()]).toEqual([["a"], 0]);
  });

  it("that is cut off or broken is refused", async () => {
    const bytes = await unpacked(fixture.dictionaries.grown);
    const file = await unpacked(fixture.dictionaries["grown, in a file"]);
    const refused: [Uint8Array<ArrayBuffer>, string][] = [
      [bytes.slice(0, 700), "it ends within a message"],
      [bytes.slice(0, 12), "it ends within a message"],
      [file.slice(0, file.length - 5), "it is cut off"],
      [file.slice(0, 600), "it ends within a message"],
      [bytes.map((byte, i) => (i === firstBatch(bytes) ? 7 : byte)), "no message begins where the last one ends"],
      [new Uint8Array([255, 255, 255, 255, 0, 0, 0, 0]), "it has no schema"],
      [bytes.map((byte, i) => (i > 8 && i < 200 ? 0xee : byte)), ""],
    ];
    for (const [broken, why] of refused) {
      await expect(readTable(broken, { format: "arrow" })).rejects.toMatchObject({ name: "ComputationError", message: expect.stringContaining(`readTable: broken arrow file: ${why}`) as string });
    }
    await expect(readTable(bytes, { columns: ["x"] })).rejects.toThrow('readTable: no such column: "x"');
    await expect(readTable(bytes, { types: { name: "integer" } })).rejects.toThrow('row 0 of column "name" is not of type integer: "a"');
  });
});

/** Where the message after the schema begins. */
const firstBatch = (bytes: Uint8Array): number => 8 + new DataView(bytes.buffer).getInt32(4, true);
