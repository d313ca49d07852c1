import { describe, expect, it } from "vitest";
import { compile } from "./compile.ts";
import { TestKernel, runCells } from "./testing.ts";

describe("the result of a cell", () => {
  const cases: [name: string, source: string, result: unknown][] = [
    ["is the value of the last expression", "1 + 1", 2],
    ["is nothing when a semicolon ends the expression", "1 + 1;", undefined],
    ["is nothing when a comment follows the semicolon", "1 + 1; // two", undefined],
    ["is there when a comment follows the expression", "1 + 1 // two", 2],
    ["is nothing when a declaration comes last", "1 + 1\nconst x = 2", undefined],
    ["is an object literal in parentheses", "({ a: 1 })", { a: 1 }],
    ["is awaited", "Promise.resolve(3)", 3],
    ["may come from an awaited expression", "await Promise.resolve(4)", 4],
    ["is an assignment's value", "let x\nx = 5", 5],
    ["is a comma expression's last value", "1, 2", 2],
    ["is a default export's value", "export default 6", 6],
    ["is a default export's object", "export default { a: 1 }", { a: 1 }],
    ["is nothing in an empty cell", "", undefined],
    ["is nothing in a cell of types", "type A = string;\ninterface B { a: A }", undefined],
  ];
  it.each(cases)("%s", async (_, source, result) => {
    expect(await runCells(source)).toEqual(result);
  });
});

describe("variables that cells share", () => {
  const cases: [name: string, cells: string[], result: unknown][] = [
    ["are read by a later cell", ["const x = 1", "x + 1"], 2],
    ["may be declared again", ["const x = 1", "const x = 2", "x"], 2],
    ["may be assigned by a later cell, a constant too", ["const x = 1", "x = 2", "x"], 2],
    ["show a later assignment to earlier functions", ["let x = 1; const f = () => x", "x = 5", "f()"], 5],
    ["show a later declaration to earlier functions", ["let x = 1; const f = () => x", "const x = 7", "f()"], 7],
    ["may be used by a function before any cell defines them", ["function f() { return later }", "const later = 3", "f()"], 3],
    ["are changed by functions of earlier cells", ["let n = 0; function up() { n++ }", "up(); up(); n"], 2],
    ["are changed by a function while another cell loops over them", ["let n = 0; const up = () => { n += 1 }", "for (let i = 0; i < 5; i++) { up(); n += 10 }\nn"], 55],
    ["take compound assignments", ["let a = 1, b = null, c = 0", "a += 2; b ??= 4; c ||= 5; a **= 2; [a, b, c]"], [9, 4, 5]],
    ["take updates", ["let a = 1", "[a++, ++a, a--, --a]"], [1, 3, 3, 1]],
    ["take destructuring with defaults, rest and nesting", ["const { a, b: { c = 2, ...d }, ...e } = { a: 1, b: { x: 1, y: 2 }, z: 3 }; let [f, , ...g] = [1, 2, 3, 4]", "[a, c, d, e, f, g]"], [1, 2, { x: 1, y: 2 }, { z: 3 }, 1, [3, 4]]],
    ["take destructuring assignments", ["let a, b", "({ a, b = 5 } = { a: 1 }); [a, b] = [b, a]; ({ a, b })"], { a: 5, b: 1 }],
    ["take destructuring when functions use them", ["let a = 0, b = 0; const get = () => [a, b]", "({ a, b = 5 } = { a: 1 }); get()"], [1, 5]],
    ["are written out in shorthand properties", ["let a = 1; const f = () => ({ a })", "a = 2", "f()"], { a: 2 }],
    ["may be the target of a loop", ["let i; const get = () => i", "for (i of [1, 2, 3]) {}\nget()"], 3],
    ["are declared by var from within a block", ["if (true) { var x = 1 }\nfor (var i = 0; i < 3; i++) {}", "[x, i]"], [1, 3]],
    ["keep their value when var is repeated", ["var x = 1", "var x; x"], 1],
    ["are undefined after let without a value", ["let x = 1", "let x", "x"], undefined],
    ["are not confused with a block's own names", ["let x = 1", "{ let x = 2; x++ }\nx"], 1],
    ["may be written with escapes and any letters", ["let \\u0061bc: number = 1, größe = 2, $ = 3; const f = () => [abc, größe, $]", "ab\\u{63}++; f()"], [2, 2, 3]],
    ["are not confused with parameters", ["let x = 1", "((x) => x)(3) + x"], 4],
    ["shadow the worker's globals", ["const name = 1, location = 2, close = 3, status = 4", "const f = () => name;\n[f(), location, close, status]"], [1, 2, 3, 4]],
    ["shadow the language's globals", ["const Map = 1", "Map"], 1],
    ["have a typeof when nothing defines them", ["typeof nowhere"], "undefined"],
    ["have a typeof when a function asks", ["const f = () => typeof nowhere", "f()"], "undefined"],
    ["keep the names of functions and classes", ["const f = () => {}, g = function () {}, C = class {}; const all = () => [f, g, C]", "all().map((one) => one.name)"], ["f", "g", "C"]],
    ["keep what was assigned before an error", ["let x = 1", "x = 2"], 2],
    ["do not become the this of a call", ["function f() { return this }; const g = () => f()", "g()"], undefined],
  ];
  it.each(cases)("%s", async (_, cells, result) => {
    expect(await runCells(...cells)).toEqual(result);
  });

  it("are seen by timers of earlier cells while a cell waits", async () => {
    const kernel = new TestKernel();
    await kernel.run("let n = 0; let ticks = new Promise((done) => setTimeout(() => { n++; done() }))");
    expect(await kernel.run("const before = n; await ticks; n += 10; [before, n]")).toEqual([0, 11]);
  });

  it("may come from the kernel, and cells may take their names", async () => {
    const kernel = new TestKernel();
    kernel.scope.set("sum", (values: number[]) => values.reduce((a, b) => a + b));
    expect(await kernel.run("sum([1, 2])")).toBe(3);
    expect(await kernel.run("let sum = 0; for (const x of [4, 5]) sum += x\nsum")).toBe(9);
  });

  it("fall back to what is on the global object", async () => {
    expect(await runCells("globalThis.fromOutside = 1", "const f = () => fromOutside + 1; f() + fromOutside")).toBe(3);
    expect(await runCells("typeof performance.now()")).toBe("number");
  });

  it("keep what a cell gave them before it failed", async () => {
    const kernel = new TestKernel();
    await expect(kernel.run("let x = 1\nx = 2\nthrow new Error('stop')\nlet y = 3")).rejects.toThrow("stop");
    expect(await kernel.run("x")).toBe(2);
    await expect(kernel.run("y")).rejects.toThrow("y is not defined");
  });
});

describe("functions and classes", () => {
  const cases: [name: string, cells: string[], result: unknown][] = [
    ["functions may be called before their declaration", ["const x = f()\nfunction f() { return 1 }\nx"], 1],
    ["functions may call each other", ["even(10)\nfunction even(n) { return n === 0 || odd(n - 1) }\nfunction odd(n) { return n !== 0 && even(n - 1) }\neven(10)"], true],
    ["a later cell replaces a function for those that call it", ["function a() { return b() }\nfunction b() { return 1 }", "function b() { return 2 }", "a()"], 2],
    ["a cell may assign to its function", ["function f() { return 1 }\nf = () => 2\nf()"], 2],
    ["classes are shared", ["class A { x = 1; static make() { return new A() } }", "A.make().x"], 1],
    ["classes extend those of other cells", ["class A { x = 1 }", "class B extends A { y = 2 }\nconst make = () => new B()", "Object.values(make())"], [1, 2]],
    ["generators run", ["function* count() { for (let i = 0; i < 3; i++) yield i }", "[...count()]"], [0, 1, 2]],
    ["async generators run", ["async function* count() { yield 1; yield 2 }", "let sum = 0\nfor await (const n of count()) sum += n\nsum"], 3],
    ["functions keep their own arguments", ["function f() { return arguments.length }", "f(1, 2)"], 2],
    ["labels leave loops and blocks", ["let n = 0\nouter: for (;;) { for (;;) { if (++n > 3) break outer; continue outer } }\nblock: { break block }\nn"], 4],
    ["this is undefined at the top level", ["this"], undefined],
  ];
  it.each(cases)("%s", async (_, cells, result) => {
    expect(await runCells(...cells)).toEqual(result);
  });
});

describe("mistakes at run time", () => {
  const cases: [name: string, cells: string[], error: string][] = [
    ["a name that no cell defines", ["nowhere"], "nowhere is not defined"],
    ["a name that no cell defines, in a function", ["(() => nowhere)()"], "nowhere is not defined"],
    ["arguments outside functions", ["arguments"], "arguments is not defined"],
    ["an assignment to the cell's own constant", ["const x = 1\nx = 2"], "Assignment to constant variable"],
    ["an update of the cell's own constant in a function", ["const x = 1; (() => { x++ })()"], "Assignment to constant variable"],
    ["a read before the declaration, though another run gave a value", ["let x = 1", "x\nlet x = 2"], "Cannot access 'x' before initialization"],
  ];
  it.each(cases)("%s", async (_, cells, error) => {
    await expect(runCells(...cells)).rejects.toThrow(error);
  });
});

/** Runs a cell whose kernel asks for a pause whenever a loop lets it. */
async function pausesIn(source: string, raised: boolean, guards: "flag" | "count" = "flag"): Promise<number> {
  const kernel = new TestKernel();
  let count = 0;
  kernel.hooks.guard = () => true;
  kernel.hooks.pause = async () => void count++;
  kernel.hooks.flag[0] = Number(raised);
  await kernel.run("function work() {}");
  await kernel.execute(compile(source, { known: kernel.scope.known, captured: kernel.scope.captured, guards }));
  return count;
}

describe("loops", () => {
  const stop = new Error("stop");

  it.each([
    ["for (;;) {}"],
    ["while (true);"],
    ["do {} while (true)"],
    ["for (const x of (function* () { for (;;) yield 1 })());"],
    ["function spin() { for (;;) {} }\nspin()"],
    ["const spin = () => { while (1) if (0) break }; spin()"],
    ["class A { static { for (;;); } }"],
    ["outer: for (;;) { for (;;) { continue outer } }"],
    ["for (;;) await null"],
  ])("can be stopped: %s", async (source) => {
    for (const guards of ["flag", "count"] as const) {
      const kernel = new TestKernel();
      kernel.hooks.flag[0] = 1;
      kernel.hooks.guard = () => {
        throw stop;
      };
      await expect(kernel.execute(compile(source, { guards }))).rejects.toBe(stop);
    }
  });

  it("keep their variables when they are stopped", async () => {
    const kernel = new TestKernel();
    let asked = 0;
    kernel.hooks.flag[0] = 1;
    kernel.hooks.guard = () => {
      if (++asked > 100) throw stop;
      return false;
    };
    await expect(kernel.run("let turns = 0\nfor (;;) turns++")).rejects.toBe(stop);
    expect(await kernel.run("turns")).toBe(100);
  });

  it("wait at once when the flag is raised and they call functions", async () => {
    expect(await pausesIn("for (let i = 0; i < 10; i++) work()", true)).toBe(10);
    expect(await pausesIn("for (const i of [1, 2]) { work() }", true)).toBe(2);
    expect(await pausesIn("for (let i = 0; i < 8192; i++) work()", false)).toBe(0);
    expect(await pausesIn("for (let i = 0; i < 8192; i++) work()", false, "count")).toBe(2);
  });

  it("do not wait when they only count", async () => {
    expect(await pausesIn("let s = 0; for (let i = 0; i < 9000; i++) s += Math.sqrt(i)", true)).toBe(0);
    expect(await pausesIn("const f = (x) => x + 1; let s = 0; for (let i = 0; i < 9000; i++) s += f(i)", true)).toBe(0);
  });

  it("wait everywhere outside functions when the kernel asks for it", async () => {
    expect(await pausesIn("let s = 0; for (let i = 0; i < 9000; i++) s += i", false, "count")).toBe(2);
  });
});
