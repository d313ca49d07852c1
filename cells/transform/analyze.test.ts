import { describe, expect, it } from "vitest";
import { analyze } from "./analyze.ts";

describe("analyze", () => {
  const cases: [name: string, source: string, expected: object][] = [
    ["tells what a cell defines", "const { a, b: [c] } = o; function f() {} class C {} enum E {} import d, { e as g } from 'm'", { defines: ["a", "c", "f", "C", "E", "d", "g"], imports: ["m"] }],
    ["tells what a cell uses, without the language's own names", "const x = y + Math.max(z.w); (w) => w", { defines: ["x"], uses: ["y", "z"] }],
    ["tells what a cell assigns to", "x = 1; y += 2; [z] = []", { assigns: ["x", "y", "z"], uses: ["y"] }],
    ["leaves out the names of types at run time", "const x: Foo<Bar> = y as Baz", { uses: ["y"], usesTypes: ["Foo", "Bar", "Baz"] }],
    ["tells which types a cell declares", "interface A<T> { a: T; b: B } type C<U> = U | D; class E {} enum F {} import type { G } from 'm'", { definesTypes: ["A", "C", "E", "F", "G"], usesTypes: ["B", "D"], imports: [] }],
    ["counts a value in a typeof type among the names that types use", "let x: typeof y.z", { uses: [], usesTypes: ["y"] }],
    ["does not count type parameters as free", "const f = <T extends K, K>(a: T): T => a; type M<O> = { [P in keyof O]: O[P] extends infer R ? R : never }", { usesTypes: [] }],
    ["does not count names of parameters in function types", "type F = (a: A, b?: B) => a is C", { usesTypes: ["A", "B", "C"] }],
    ["tells what the text exports itself", "export const x = 1, { y } = o; let z; export { z as w }; export function f() {} export type T = 1", { exports: ["x", "y", "w", "f", "T"] }],
    ["tells what is only declared", "declare const x: number; declare function f(): void; x", { defines: [], declares: ["x", "f"], uses: ["x"] }],
    ["takes an import that is only used as a type for a type", "import { T, f } from 'm'; f() as T", { defines: ["f"], definesTypes: ["T"], usesTypes: [], imports: ["m"] }],
    ["has nothing to say about an empty cell", "", { defines: [], uses: [], error: null }],
  ];
  it.each(cases)("%s", (_, source, expected) => {
    const { defines, ...rest } = analyze(source);
    expect({ ...rest, defines: defines.toSorted() }).toMatchObject("defines" in expected ? { ...expected, defines: (expected.defines as string[]).toSorted() } : expected);
  });

  it("gives the place of a mistake", () => {
    expect(analyze("const x = 1\nconst = 2").error).toMatchObject({ line: 2, column: 7 });
  });
});
