import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { analyze } from "./analyze.ts";
import { compile } from "./compile.ts";
import { CellSyntaxError } from "./errors.ts";

/** The mistake in a text, which must be where `‸` stands. */
function mistakeIn(marked: string): { message: string; line: number; column: number } {
  try {
    compile(marked.replace("‸", ""));
  } catch (error) {
    return error as CellSyntaxError;
  }
  throw new Error("the text compiles");
}

describe("mistakes in a cell's text", () => {
  const cases: [name: string, marked: string, message: string][] = [
    ["a missing expression", "const x = 1\nconst y = ‸", "Unexpected token"],
    ["a name declared twice", "let x\nlet ‸x", "Identifier 'x' has already been declared"],
    ["an unclosed string", "const s = ‸'abc\n", "Unterminated string constant"],
    ["a return outside functions", "‸return 1", "'return' outside of function"],
    ["JSX", "const a = 1\nconst b = ‸<div class=\"x\">hello</div>", "JSX is not supported in a cell: cells are TypeScript without JSX"],
    ["a JSX fragment", "‸<><b/></>", "JSX is not supported in a cell: cells are TypeScript without JSX"],
    ["export from", "\n‸export { a } from 'm'", 'export from is not supported in a cell: import the names from "m" instead'],
    ["export all", "‸export * from 'm'", 'export from is not supported in a cell: import the names from "m" instead'],
    ["import = require", "‸import fs = require('fs')", 'import = require is not supported: use import fs from "fs"'],
    ["export =", "‸export = 1", "export = is not supported in a cell: declare the name instead"],
    ["a decorator of a parameter", "class A { f(@d ‸x) {} }", "decorators of parameters are not supported"],
    ["a decorator of a private member", "class A { ‸@d #x = 1 }", "decorators of private members are not supported: #x"],
    ["an await in a decorated class", "@d class A extends (‸await x) {}", "await and yield are not supported in a decorated class outside its methods"],
    ["a constructor that hides its super call", "class A extends B { ‸constructor(public x) { if (x) super() } }", "a constructor with parameter properties needs super() as a statement of its own"],
    ["an await in a function that is not async", "function f() { ‸await x }", "Cannot use keyword 'await' outside an async function"],
    ["a name that begins as the compiled code's own do", "const ‸ºx = 1", "names that begin with º are not supported: ºx"],
  ];
  it.each(cases)("%s", (_, marked, message) => {
    const before = marked.slice(0, marked.indexOf("‸")).split("\n");
    const { message: text, line, column } = mistakeIn(marked);
    expect({ text, line, column }).toEqual({ text: message, line: before.length, column: before.at(-1)!.length + 1 });
  });

  it.each([["(".repeat(50_000)], [`1${"+1".repeat(50_000)}`], ["{".repeat(20_000) + "}".repeat(20_000)], ["[".repeat(50_000)]])("text that is nested too deeply", (source) => {
    expect(() => compile(source)).toThrow("the text is nested too deeply");
    expect(analyze(source).error?.message).toBe("the text is nested too deeply");
  });

  const pieces = constantFrom(..."const let var function class enum namespace type interface import export from as satisfies await using async yield for of in if else { } ( ) [ ] < > = => ; , . ... ? ! : @ # x y 1 'a' `${ } ` /* */ // \n & | * + - abstract declare accessor static get set this super new º".split(" "), "\n");
  const garbage = oneof(string({ unit: "binary", maxLength: 60 }), array(pieces, { maxLength: 25 }).map((words) => words.join(" ")));

  it("are always told as a CellSyntaxError, whatever the text", () => {
    assert(
      property(garbage, (source) => {
        try {
          compile(source);
        } catch (error) {
          expect(error).toBeInstanceOf(CellSyntaxError);
        }
        const { error } = analyze(source);
        if (error) expect(error.line).toBeLessThanOrEqual(source.split(/\r\n|[\n\r\u2028\u2029]/).length);
      }),
      { numRuns: 800 },
    );
  });
});
