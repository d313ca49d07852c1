import { describe, expect, it } from "vitest";
import type { Data } from "./json.ts";
import { pack } from "./packed.ts";
import { replayPlot } from "./plot-replay.ts";

const library = { plot: (...args: unknown[]) => args, Mark: () => "made", identity: { transform: "constant" } };
const replay = (root: Data, arrays: Data[] = []) => replayPlot({ version: 1, root, arrays }, library);

describe("replaying a recorded plot", () => {
  it("calls what the library exports with the decoded arguments", () => {
    const root = { $call: "plot", args: [{ x: { $date: 0 }, n: { $number: "Infinity" }, u: { $undefined: true }, i: { $constant: "identity" } }] };
    expect(replay(root)).toEqual([{ x: new Date(0), n: Infinity, u: undefined, i: library.identity }]);
  });

  it("gives one array to all who name it", () => {
    const [a, b] = replay({ $call: "plot", args: [{ $ref: 0 }, { $ref: 0 }] }, [pack(new Float32Array([1, 2]))]) as unknown[];
    expect(a).toEqual(new Float32Array([1, 2]));
    expect(a).toBe(b);
  });

  it("builds rows from columns", () => {
    const columns = { t: { $dates: pack(new Float64Array([0, NaN])) }, name: ["a", "b"] };
    const rows = [{ t: new Date(0), name: "a" }, { t: null, name: "b" }];
    expect(replay({ $ref: 0 }, [{ $rows: { length: 2, columns } }])).toEqual(rows);
  });

  it("makes accessors that Plot does not take for comparators", () => {
    const accessor = replay({ $column: ["a", "b"] }) as (datum: unknown, index: number) => unknown;
    expect(accessor.length).toBe(1);
    expect(accessor({}, 1)).toBe("b");
  });

  it("lays own options over a call's result", () => {
    const made = replayPlot({ version: 1, root: { $call: "binX", args: [], with: { fill: "red" } }, arrays: [] }, { binX: () => ({ x: 1, fill: "blue" }) });
    expect(made).toEqual({ x: 1, fill: "red" });
  });

  it("keeps keys that look like its own words", () => {
    expect(replay({ $$call: "plot" })).toEqual({ $call: "plot" });
  });

  it.each(["constructor", "__proto__", "hasOwnProperty", "Mark", "eval", "identity"])("refuses to call %s", (name) => {
    expect(() => replay({ $call: name, args: [] })).toThrow(`unknown Plot function: ${name}`);
  });

  it("refuses what it does not know", () => {
    expect(() => replay({ $eval: "1" })).toThrow("unknown node in a recorded plot: $eval");
    expect(() => replayPlot({ version: 2 as 1, root: null, arrays: [] }, library)).toThrow("cannot replay a plot of version 2");
  });

  it("does not let a key reach the prototype of what it builds", () => {
    const built = replay(JSON.parse('{"__proto__":{"polluted":true}}') as Data) as object;
    expect(Object.getPrototypeOf(built)).toBe(Object.prototype);
    expect("polluted" in {}).toBe(false);
  });
});
