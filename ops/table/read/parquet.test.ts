import { afterEach, describe, expect, it } from "vitest";
import { setFetch } from "../../fetch.ts";
import fixture from "../fixtures/streams.json" with { type: "json" };
import { readTable, type ReadOptions, type ReadProgress } from "../index.ts";
import { countedStream, unpacked } from "../fixtures/streams.ts";

const rows = Array.from({ length: 10_000 }, (_, i) => ({ i: Math.floor(i / 3), x: i % 1000 === 7 ? null : (i % 8) / 4, s: `row number ${String(i % 50).padStart(5)}` }));
const whole = await unpacked(fixture.parquet.groups);
const paged = await unpacked(fixture.parquet["groups and pages"]);
const address = "https://data.example/rows.parquet";

/** A host of one file, which keeps which ranges it was asked for; `ranges` is how it answers such a question. */
function host(file: Uint8Array<ArrayBuffer>, ranges: "given" | "not given" | "refused"): (readonly [number, number] | undefined)[] {
  const asked: (readonly [number, number] | undefined)[] = [];
  setFetch(async (_, init) => {
    const range = /^bytes=(\d+)-(\d+)$/.exec(new Headers(init?.headers).get("range") ?? "");
    asked.push(range === null ? undefined : [Number(range[1]), Number(range[2]) + 1]);
    if (range !== null && ranges === "refused") throw new TypeError("Failed to fetch"); // as browsers say where another site does not give leave
    if (range !== null && ranges === "given") return new Response(file.slice(...asked.at(-1)!), { status: 206 }); // without Content-Range, which other sites cannot see
    return new Response(countedStream(file, 16_384).stream, { headers: { "content-length": String(file.length) } });
  });
  return asked;
}

afterEach(() => setFetch((input, init) => fetch(input, init)));

const lengthOf = (ranges: readonly (readonly [number, number] | undefined)[]): number => ranges.reduce((sum, range) => sum + (range === undefined ? 0 : range[1] - range[0]), 0);

/** A file that keeps which ranges of it were asked for. */
function countedFile(bytes: Uint8Array<ArrayBuffer>): { readonly file: File; readonly asked: [number, number][] } {
  const asked: [number, number][] = [];
  const file = new File([bytes], "rows.parquet");
  file.slice = (start = 0, end = bytes.length) => {
    asked.push([start, end]);
    return new Blob([bytes.subarray(start, end)]);
  };
  return { file, asked };
}

describe("Parquet", () => {
  it("of a File is read by groups of rows, and each byte once", async () => {
    const { file, asked } = countedFile(whole);
    const seen: ReadProgress[] = [];
    const found = await readTable(file, { onProgress: (progress) => seen.push(progress) });
    expect(found.rows()).toEqual(rows);
    expect(asked.length).toBeGreaterThan(4);
    expect(lengthOf(asked)).toBeLessThanOrEqual(whole.length);
    expect(new Set(seen.map((each) => each.rows))).toEqual(new Set([0, 2000, 4000, 6000, 8000, 10_000]));
    expect(seen.every((each, i) => i === 0 || (each.rows >= seen[i - 1]!.rows && each.bytes >= seen[i - 1]!.bytes))).toBe(true);
    expect(seen.at(-1)).toEqual({ bytes: lengthOf(asked), total: whole.length, rows: 10_000 });
  });

  it("is bytes, a stream, and what is packed again, too", async () => {
    const packed = await new Response(new Blob([whole]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
    for (const source of [whole, countedStream(whole, 10_000).stream, new Response(whole), packed, new Blob([packed])]) {
      const seen = new Set<number>();
      expect((await readTable(source, { onProgress: (progress) => seen.add(progress.rows) })).rows()).toEqual(rows);
      expect(seen.size).toBe(6);
    }
  });

  it.each<[string, ReadOptions, number]>([
    ["a column", { columns: ["i"] }, 0.4],
    ["some rows", { limit: 2100 }, 0.65],
    ["some rows of a column", { columns: ["i"], limit: 2100 }, 0.3],
  ])("gives %s without reading the rest", async (_, options, share) => {
    const { file, asked } = countedFile(whole);
    const found = await readTable(file, options);
    const wanted = rows.slice(0, options.limit);
    expect(found.rows()).toEqual(options.columns === undefined ? wanted : wanted.map(({ i }) => ({ i })));
    expect(lengthOf(asked)).toBeLessThan(share * whole.length);
  });

  it("with an index of its pages gives few rows of a large group for few bytes", async () => {
    const bytesFor = async (limit: number): Promise<number> => {
      const { file, asked } = countedFile(paged);
      expect((await readTable(file, { limit })).rows()).toEqual(rows.slice(0, limit));
      return lengthOf(asked);
    };
    expect((await bytesFor(2000)) - (await bytesFor(100))).toBeGreaterThan(40_000); // a group is 64,000 bytes long
  });

  it("at an address is asked for by ranges, and no more of it than is wanted", async () => {
    const asked = host(whole, "given");
    expect((await readTable(address)).rows()).toEqual(rows);
    expect(asked.length).toBeGreaterThan(4);
    expect(asked[1]).toEqual([whole.length - 65_536, whole.length]);
    const few = host(whole, "given");
    expect((await readTable(address, { columns: ["i"], limit: 10 })).array("i")).toEqual(rows.slice(0, 10).map(({ i }) => i));
    expect(lengthOf(few)).toBeLessThan(0.3 * whole.length);
  });

  it.each(["not given", "refused"] as const)("at an address where ranges are %s is read whole", async (ranges) => {
    const asked = host(whole, ranges);
    const seen: ReadProgress[] = [];
    expect((await readTable(address, { onProgress: (progress) => seen.push(progress) })).rows()).toEqual(rows);
    expect(asked.map((range) => range === undefined)).toEqual([true, false]);
    expect(seen.at(-1)).toEqual({ bytes: whole.length, total: whole.length, rows: 10_000 });
  });

  it("is left between groups when the signal says so", async () => {
    for (const source of [countedFile(whole), { file: address, asked: host(whole, "given") }]) {
      const stopping = new AbortController();
      const reading = readTable(source.file, { signal: stopping.signal, onProgress: (progress) => progress.rows >= 4000 && stopping.abort("enough") });
      await expect(reading).rejects.toBe("enough");
      expect(lengthOf(source.asked)).toBeLessThan(0.75 * whole.length);
    }
  });

  it("that is cut off or broken is refused, and so is a host that breaks off", async () => {
    const broken = (bytes: Uint8Array<ArrayBuffer>): Promise<unknown> => readTable(new File([bytes], "x.parquet"));
    const refused = { name: "ComputationError", message: expect.stringContaining("readTable: broken parquet file") as string };
    await expect(broken(whole.slice(0, whole.length - 1))).rejects.toMatchObject(refused);
    await expect(broken(whole.slice(0, 100_000))).rejects.toMatchObject(refused);
    await expect(broken(whole.slice(0, 3))).rejects.toMatchObject(refused);
    await expect(broken(whole.map((byte, at) => (at > 1000 && at < 60_000 ? 0xee : byte)))).rejects.toMatchObject(refused);
    let answers = 0;
    host(whole, "given");
    setFetch(async (_, init) => {
      const [, start, end] = /(\d+)-(\d+)/.exec(new Headers(init?.headers).get("range") ?? "") ?? [];
      if (start === undefined) return new Response(whole, { headers: { "content-length": String(whole.length) } });
      return ++answers > 2 ? new Response("", { status: 503, statusText: "Busy" }) : new Response(whole.slice(Number(start), Number(end) + 1), { status: 206 });
    });
    await expect(readTable(address)).rejects.toThrow(`${address} gave no range of its bytes: 503 Busy`);
  });
});
