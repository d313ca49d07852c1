import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { compile } from "./compile.ts";
import { withOwnNames } from "../runtime/messages.ts";
import { TestKernel } from "./testing.ts";
import { offsetOf, positionOf } from "./text.ts";

/** Runs cells of which one fails, and gives the place of the error in the cell that it names. */
async function failIn(...cells: string[]): Promise<{ cell: number; line: number; column: number; message: string }> {
  const kernel = new TestKernel();
  const compiled = [];
  try {
    for (const [index, source] of cells.entries()) {
      compiled.push(kernel.compile(source));
      await kernel.execute(compiled[index]!, `cell-${index + 1}.ts`);
    }
  } catch (error) {
    const { stack, message } = error as Error;
    const [, cell, line, column] = stack!.match(/cell-(\d+)\.ts:(\d+):(\d+)/)!;
    return { cell: Number(cell), ...compiled[Number(cell) - 1]!.original(Number(line), Number(column)), message: withOwnNames(message) };
  }
  throw new Error("no cell failed");
}

describe("the place of an error at run time", () => {
  const cases: [name: string, cells: string[]][] = [
    ["is exact on the first line", ["const a = 1; ‸throw new Error('x')".replace("‸throw ", "throw ‸")]],
    ["is exact on later lines", ["const a: number = 1\n\n  const b = a as any; throw ‸new Error('x')"]],
    ["is exact behind shared names on a line", ["let aaaa = 1; const f = () => aaaa", "aaaa = aaaa + 1; ({ aaaa }); throw ‸new Error(`${aaaa}`)"]],
    ["is exact in the last expression", ["(() => { throw ‸new Error('x') })()"]],
    ["is exact behind an enum", ["enum E { A, B = 2,\n C }; throw ‸new Error('x')"]],
    ["is exact within an enum", ["const f = () => { throw ‸new Error('x') };\nenum E {\n  A, B = f() }"]],
    ["is exact in a namespace", ["namespace N.M {\n  export const x = 1, y = [x].map(() => { throw ‸new Error('x') }) }"]],
    ["is exact in a decorated class", ["const d = () => {};\n@d class A { @d f = 1; @d m() { throw ‸new Error('x') } }\nnew A().m()"]],
    ["is exact in a loop without braces", ["for (let i = 0; i < 3; i++) if (i > 1) throw ‸new Error('x')"]],
    ["is exact behind await", ["const a = await 1; await (async () => { throw ‸new Error('x') })()"]],
    ["is exact behind an import", ["import type { A } from 'm'; throw ‸new Error('x')"]],
    ["is exact in a function of an earlier cell", ["const f = (a: number) => { throw ‸new Error('x') }", "f(1)"]],
    ["is exact behind using", ["{ using a = null; throw ‸new Error('x') }"]],
    ["is the name that no cell defines", ["const a = 1 + ‸nowhere"]],
    ["is the name that no cell defines, on a later line", ["const a =\n  [1, ‸nowhere]"]],
    ["is the call of what is no function", ["let f: any = 1; const g = () => f", "‸f()"]],
    ["is the property of undefined", ["let o: any; const g = () => o", "o?.x; o.‸x"]],
    ["is the early use of a variable", ["‸x; let x = 1"]],
    ["is the assignment to a constant", ["const x = 1; x ‸= 2"]],
  ];
  it.each(cases)("%s", async (_, cells) => {
    const marked = cells.findIndex((source) => source.includes("‸"));
    const { line, column, cell } = await failIn(...cells.map((source) => source.replace("‸", "")));
    expect({ cell, line, column }).toEqual({ cell: marked + 1, ...positionOf(cells[marked]!, cells[marked]!.indexOf("‸")) });
  });

  it("comes with a message in the cell's own names", async () => {
    expect((await failIn("let f: any = 1; const g = () => f", "f()")).message).toBe("f is not a function");
    expect((await failIn("let o: any; const g = () => o", "const { a } = o")).message).toBe("Cannot destructure property 'a' of 'o' as it is undefined.");
    expect((await failIn("let f: any = 1; const g = () => f", "new f()")).message).toBe("f is not a constructor");
  });
});

describe("compiled code", () => {
  const statements = constantFrom(
    "let aa: number = 1, bb = aa as any",
    "const { cc, dd = [aa], ...ee }: T = { cc: 1 }",
    "function ff<T>(this: any, aa?: T, ...rest: T[]): asserts aa is T { for (const x of rest) gg(x!) }",
    "enum Color { Red, Green = Red << 1, Blue = 'b' as any }",
    "namespace Space { export const one = 1; export function two() { return one + aa } }",
    "class Thing<T> extends Base<T> implements Other { constructor(private readonly part: number) { super(part) } declare x: T; @deco field?: string = aa; accessor acc = bb }",
    "import def, { named as other, type Gone } from 'module'",
    "interface Shape { side: number }\ntype Alias = Shape | string",
    "for (let i = 0; i < aa; i++) bb += i",
    "while (aa--) { if (bb) continue; await cc }",
    "{ using handle = open(aa); use(handle) }",
    "aa++, bb ??= { aa, cc: [dd] }",
    "label: for (const [key, value] of Object.entries({ aa })) { break label }",
    "const arrow = async (aa: number): Promise<void> => { await ff(aa) }",
  );
  const cells = array(statements, { minLength: 1, maxLength: 6 }).map((list) => `\n${list.map((one, index) => one.replace(/\b(aa|bb|cc|dd|ee|ff|Color|Space|Thing|def|other|Gone|Shape|Alias|arrow)\b/g, (name) => `${name}${index}`)).join("\n")}\n`);

  it("has the lines of the cell, and every name at a place that leads back to it", () => {
    assert(
      property(cells, (source) => {
        const { code, original } = compile(source);
        const lines = code.split("\n");
        expect(lines.length).toBe(source.split("\n").length + 1);
        // The first and the last line hold the frame; the cell's own text is between them.
        for (const [index, line] of lines.slice(1, -1).entries()) {
          for (const { 0: name, index: column } of line.matchAll(/(?<![\p{ID_Continue}$#º."'])[a-zA-Z]{2,}\d(?!\p{ID_Continue})/gu)) {
            const place = original(index + 2, column + 1);
            const text = source.slice(offsetOf(source, place.line, place.column));
            expect(place.line).toBe(index + 2);
            // An assignment that was put in leads to the declaration behind it.
            expect(text.startsWith(name) || /^(class|enum|namespace|import)\b/.test(text)).toBe(true);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
