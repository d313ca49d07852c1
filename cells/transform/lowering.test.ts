import { describe, expect, it } from "vitest";
import { runCells } from "./testing.ts";

type Case = [name: string, cells: string[], result: unknown];

describe("types", () => {
  const cases: Case[] = [
    ["annotations go", ["let x: number = 1, y!: string, { a, b: [c] }: { a: number; b: number[] } = { a: 2, b: [3] }\n;[x, a, c]"], [1, 2, 3]],
    ["optional, rest and this parameters go", ["function f(this: void, a?: number, ...r: number[]): number { return r.length }\nfunction g(this: any,): 1 { return 1 }\nf(1, 2, 3) + g()"], 3],
    ["as, satisfies, ! and <T> go", ["const o = { a: 1 } as const; const b = (o satisfies object)!.a as any as number; <number>b + (o as any).a"], 2],
    ["as goes before a line that begins with a parenthesis", ["const f = 1 as any\n(2)\nf"], 1],
    ["generics go", ["const id = <T,>(x: T): T => x; function two<A, B = A>(a: A, b: B) { return [id<A>(a), b] as [A, B] }\nnew Map<string, number>([['a', 1]]).get('a')! + two<number, number>(1, 2)[1]"], 3],
    ["return types with line breaks go", ["const f = (a: number): {\n  x: number\n} => ({ x: a });\nf(1).x"], 1],
    ["a type assertion after return may end its line", ["function f() { return <\nnumber\n>1 }\nf()"], 1],
    ["overloads go", ["function f(a: string): string\nfunction f(a: number): number\nfunction f(a: any) { return a }\nf(1)"], 1],
    ["declarations without values go", ["declare const Math2: number\ndeclare function g(): void\ndeclare class D {}\ndeclare enum E { A }\ndeclare module 'm' {}\ndeclare global { interface X {} }\n1"], 1],
    ["interfaces and aliases go", ["interface A<T> extends Array<T> { a: T; f(): void }\ntype B = { [K in keyof A<string>]?: A<string>[K] } & (new () => B)\n2"], 2],
    ["modifiers of classes go", ["class Z { toString() { return 'z' } }\nabstract class A<T> extends Z implements Iterable<T> { private readonly x: number = 1; protected static y?: number; declare z: string; w!: string; [k: string]: unknown; abstract f(): void; public get v(): number { return this.x } override toString(): string { return 'a' } *[Symbol.iterator](): Iterator<T> {} }\nclass B extends A<string> { f() {} }\nconst b = new B(); [b.v, `${b}`, 'z' in b, 'w' in b]"], [1, "a", false, true]],
    ["fields without semicolons stay apart", ["class A {\n  a = 1 as any\n  declare b: number\n  ['c'] = 2\n  static d\n  *e() {}\n}\nObject.keys(new A())"], ["a", "c"]],
    ["an assignment through as and ! works", ["let x: number | undefined; (x as any) = 1; x! += 1; [(x as number)] = [x + 1]; x"], 3],
    ["a call through ! keeps this out", ["function f(): unknown { return this }; const g = () => f!()\ng()"], undefined],
    ["exports count as plain declarations", ["export const a = 1; export function f() { return 2 }\nexport default class C {}\nexport { a, f as g }\nexport type { X } from 'x'", "[a, f(), typeof C]"], [1, 2, "function"]],
  ];
  it.each(cases)("%s", async (_, cells, result) => {
    expect(await runCells(...cells)).toEqual(result);
  });
});

describe("enums", () => {
  const cases: Case[] = [
    ["count from zero and know their names", ["enum E { A, B, C = 5, D }", "[E.A, E.B, E.C, E.D, E[6]]"], [0, 1, 5, 6, "D"]],
    ["hold strings without names for them", ["enum E { A = 'a', 'b c' = `b` }\nObject.entries(E)"], [["A", "a"], ["b c", "b"]]],
    ["compute members from members", ["const one = 1\nenum E { A = one << 1, B = A | 1, C = E.B * 2, D = 'x'.length }\n[E.A, E.B, E.C, E.D]"], [2, 3, 6, 1]],
    ["may be constant", ["const enum E { A = 1 }\nE.A"], 1],
    ["may be used by functions and run again", ["enum E { A = 1 }\nconst f = () => E.A", "enum E { A = 2 }", "f()"], 2],
    ["go on where an enum of the name left off", ["enum E { A }\nenum E { B = 1 }\n[E.A, E.B]"], [0, 1]],
    ["may stand in functions", ["function f() { enum E { A = 3 } return E.A }\nf()"], 3],
    ["may spread over lines with comments", ["enum E {\n  A, // first\n  /* second */ B = 4,\n}\nE.B"], 4],
  ];
  it.each(cases)("%s", async (_, cells, result) => {
    expect(await runCells(...cells)).toEqual(result);
  });
});

describe("namespaces", () => {
  const cases: Case[] = [
    ["export values, functions and classes", ["namespace N { export const x = 1, { y } = { y: 2 }; const hidden = 3; export function f() { return x + y + hidden }\nexport class C { v = x } export enum E { A = 9 } }", "[N.x, N.y, N.f(), new N.C().v, N.E.A, N.hidden]"], [1, 2, 6, 1, 9, undefined]],
    ["keep exported variables live", ["namespace N { export let n = 0; export const up = () => ++n }\nN.up(); N.n"], 1],
    ["nest", ["namespace A.B { export const x = 1 }\nnamespace A.B { export const y = x0() + 1; function x0() { return 1 } }\nnamespace A { export namespace C { export const z = 3 } }\n[A.B.x, A.B.y, A.C.z]"], [1, 2, 3]],
    ["add to a function", ["function f() { return f.x }\nnamespace f { export const x = 1 }\nf()"], 1],
    ["add to a class", ["class C {}\nnamespace C { export const x = 1 }\nC.x"], 1],
    ["of types alone are nothing", ["namespace N { export interface A {} export type B = A }\ntypeof N"], "undefined"],
    ["are imported from by name", ["namespace N { export const x = 4 }\nimport y = N.x\ny"], 4],
  ];
  it.each(cases)("%s", async (_, cells, result) => {
    expect(await runCells(...cells)).toEqual(result);
  });
});

describe("parameter properties", () => {
  const cases: Case[] = [
    ["become fields", ["class P { constructor(private x: number, public readonly y = 2, protected z?: string) {} }\nObject.entries(new P(1))"], [["x", 1], ["y", 2], ["z", undefined]]],
    ["are set after super", ["class A { constructor(public a: number) {} }\nclass B extends A { constructor(public b: number) { super(b + 1); this.b += this.a } }\nnew B(1).b"], 3],
  ];
  it.each(cases)("%s", async (_, cells, result) => {
    expect(await runCells(...cells)).toEqual(result);
  });
});

describe("decorators", () => {
  const log = "const seen = []; const log = (value, context) => { seen.push([context.kind, String(context.name), context.static ?? null]) }";
  const cases: Case[] = [
    ["see every kind of element, methods first", [log, "@log class A { @log f = 1; @log m() {} @log get g() { return 1 } @log set s(v) {} @log accessor a = 2; @log static t() {} @log static u = 3 }\nseen"], [["method", "t", true], ["method", "m", false], ["getter", "g", false], ["setter", "s", false], ["accessor", "a", false], ["field", "u", true], ["field", "f", false], ["class", "A", null]]],
    ["replace a class, also for its own methods", ["const tag = (C) => class extends C { tagged = true }\n@tag class A { make() { return new A() } }\n[new A().tagged, new A().make().tagged]"], [true, true]],
    ["replace methods", ["const twice = (f) => function (...a) { return f.apply(this, a) * 2 }\nclass A { x = 3; @twice f(n) { return this.x + n } @twice static g() { return 4 } }\n[new A().f(1), A.g()]"], [8, 8]],
    ["replace getters and setters", ["const add = (f, { kind }) => kind === 'getter' ? function () { return f.call(this) + 1 } : function (v) { f.call(this, v * 10) }\nclass A { v = 1; @add get x() { return this.v } @add set x(v) { this.v = v } }\nconst a = new A(); a.x = 2; a.x"], 21],
    ["change what fields begin with", ["const add = (n: number) => () => (v: number) => v + n\nclass A { @add(1) @add(10) x = 100; @add(5) static y = 1; @add(1) z }\n[new A().x, A.y, new A().z]"], [111, 6, NaN]],
    ["replace accessors", ["const twice = ({ get, set }) => ({ get() { return get.call(this) * 2 }, set(v) { set.call(this, v + 1) }, init(v) { return v + 100 } })\nclass A { @twice accessor x = 1 }\nconst a = new A(); const first = a.x; a.x = 5; [first, a.x]"], [202, 12]],
    ["are evaluated in order and applied from the inside", ["const seen = []; const d = (n) => { seen.push(n); return () => { seen.push(-n) } }\n@d(1) @d(2) class A { @d(3) @d(4) m() {} }\nseen"], [1, 2, 3, 4, -4, -3, -2, -1]],
    ["may ask for work on each instance", ["const bound = (f, { name, addInitializer }) => addInitializer(function () { this[name] = this[name].bind(this) })\nclass A { v = 7; @bound get() { return this.v } }\nconst { get } = new A(); get()"], 7],
    ["take members with other keys", ["const seen = []; const d = (_, { name }) => { seen.push(name) }; const k = 'c'\nclass A { @d 'a b'() {} @d [k] = 1; @d 1() {} @d static async *gen() {} }\n[seen, new A().c, Object.keys(new A())]"], [["gen", "a b", "1", "c"], 1, ["c"]]],
    ["work in class expressions and exports", ["const d = (C) => { C.seen = true }\nconst A = @d class {}\nexport @d class B {}\n@d export class C {}\n[A.seen, B.seen, C.seen]"], [true, true, true]],
    ["share metadata", ["const note = (_, { name, metadata }) => { metadata[name] = 1 }\nlet found; const keep = (_, { metadata }) => { found = metadata }\n@keep class A { @note x }\nObject.keys(found)"], ["x"]],
  ];
  it.each(cases)("%s", async (_, cells, result) => {
    expect(await runCells(...cells)).toEqual(result);
  });

  it("accessors without decorators are getters and setters", async () => {
    expect(await runCells("class A { accessor x = 1; static accessor y: number = 2 }\nconst a = new A(); a.x++; A.y++; [a.x, A.y, Object.keys(a)]")).toEqual([2, 3, []]);
  });
});

describe("using", () => {
  const make = "const seen = []; const open = (name) => ({ name, [Symbol.dispose]() { seen.push(name) } }); const openAsync = (name) => ({ async [Symbol.asyncDispose]() { await null; seen.push(name) } })";
  const cases: Case[] = [
    ["disposes at the end of a block, the last first", [make, "{ using a = open('a'), b = open('b'); seen.push(a.name) }\nseen"], ["a", "b", "a"]],
    ["lives until the cell settles at the top level", [make, "using a = open('a')\nconst count = seen.length\nawait null\nseen.length + count", "seen"], ["a"]],
    ["is there for the result", [make, "using a = open('a')\nPromise.resolve().then(() => seen.length)"], 0],
    ["disposes when a function returns", [make, "function f() { using a = open('a'); return seen.length }\n[f(), seen.length]"], [0, 1]],
    ["disposes at every turn of a loop", [make, "for (using a of [open('a'), open('b')]) seen.push('turn')\nseen"], ["turn", "a", "turn", "b"]],
    ["disposes after a loop that it heads", [make, "for (using a = open('a'); seen.length < 2;) seen.push('turn')\nseen"], ["turn", "turn", "a"]],
    ["takes null", ["{ using a = null }\n1"], 1],
    ["waits for await using", [make, "{ await using a = openAsync('a'); using b = open('b') }\nseen"], ["b", "a"]],
    ["works in async functions and loops", [make, "async function f() { for (await using a of [openAsync('a')]) seen.push('turn'); await using b = openAsync('b') }\nawait f(); seen"], ["turn", "a", "b"]],
    ["works in static blocks", [make, "class A { static { using a = open('a'); } }\nseen"], ["a"]],
    ["lets functions of the block be called before they stand there", [make, "{ f(); using a = open('a'); function f() { seen.push('f') } }\nseen"], ["f", "a"]],
  ];
  it.each(cases)("%s", async (_, cells, result) => {
    expect(await runCells(...cells)).toEqual(result);
  });

  it("disposes when the cell fails, and reports both errors", async () => {
    await expect(runCells(make, "using a = open('a'); throw new Error('first')")).rejects.toThrow("first");
    const both = runCells("{ using a = { [Symbol.dispose]() { throw new Error('second') } }; throw new Error('first') }");
    await expect(both).rejects.toMatchObject({ name: "SuppressedError", error: { message: "second" }, suppressed: { message: "first" } });
  });

  it("refuses what cannot be disposed", async () => {
    await expect(runCells("{ using a = {} }")).rejects.toThrow("cannot be used with using: object has no [Symbol(");
  });
});
