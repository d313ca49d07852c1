/** What every host of a kernel must do, as data: cells that are queued at once, and what becomes of each. */

export interface Step {
  source: string;
  /** Default true, as for Run all. */
  stopOnError?: boolean;
  /** Press Stop when the cell has printed something. */
  interrupt?: boolean;
}

export interface Expected {
  status: "ok" | "error" | "interrupted" | "aborted";
  /** One line an output, see `transcript.ts`. */
  outputs: string[];
}

export interface Case {
  name: string;
  /** Only where a flag in shared memory can stop a loop at any turn. */
  needsFlag?: true;
  cells: (string | Step)[];
  expected: Expected[];
}

const ok = (...outputs: string[]): Expected => ({ status: "ok", outputs });
const failed = (...outputs: string[]): Expected => ({ status: "error", outputs });

export const cases: Case[] = [
  {
    name: "runs cells in order, counts them and shows each last value",
    cells: ["const a: number = 20", "a + 1", "a + 2;"],
    expected: [ok(), ok("result 2: 21"), ok()],
  },
  {
    name: "runs a const again and lets a later cell assign to it through a function",
    cells: ["let total = 1; const step = 2", "let total = 5; const step = 3", "function grow() { total += step }", "grow(); total"],
    expected: [ok(), ok(), ok(), ok("result 4: 8")],
  },
  {
    name: "gives back what an asynchronous scope makes after any await",
    cells: [
      "let a: Tensor, b: Tensor; await scope(async () => { await new Promise((done) => setTimeout(done, 2)); a = ones([3]); await a.data(); await null; b = zeros([3]).add(1); await b.data(); })",
      "[a.disposed, b.disposed]",
    ],
    expected: [ok(), ok("result 2: [true, true]")],
  },
  {
    name: "stops between two computations of tensors, where no loop of the cell turns",
    needsFlag: true,
    cells: [{ source: "console.log('on'); Array(1e7).fill(0).reduce((x) => scope(() => x.matmul(x).clamp(0, 1)), ones([64, 64]))", interrupt: true }, "1 + 1"],
    expected: [{ status: "interrupted", outputs: ["stdout: on\n", "error: Interrupted the cell was stopped"] }, { status: "aborted", outputs: [] }],
  },
  {
    name: "lets the collector free tensors in the middle of a loop that never waits",
    needsFlag: true,
    cells: [
      "await setDevice('wasm'); const big = ones([2 ** 20]); let peak = 0",
      "for (let i = 0; i < 300; i++) { big.add(i).slice(0).dataSync(); peak = Math.max(peak, memory().bytes) }; peak < 8e8",
    ],
    expected: [ok(), ok("result 2: true")],
  },
  {
    name: "awaits at the top level, and the last value when it is a promise",
    cells: ["const late = await new Promise<number>((done) => setTimeout(() => done(7), 5)); Promise.resolve(late + 1)"],
    expected: [ok("result 1: 8")],
  },
  {
    name: "keeps printed text, errors and displays in order",
    cells: ["console.log('one'); console.error('two'); display('three'); console.log('four', { five: [5] }); 'six'"],
    expected: [ok("stdout: one\n", "stderr: two\n", "display: three", "stdout: four { five: [5] }\n", "result 1: six")],
  },
  {
    name: "formats what a console formats, styles left out",
    cells: ["console.log('%cred%s %d%%', 'color: red', '!', 5, new Map([[1, 'a']]), undefined, -0)"],
    expected: [ok('stdout: red! 5% Map(1) { 1 => "a" } undefined -0\n')],
  },
  {
    name: "tells the line and column of an error in the cell's own text",
    cells: ["const kind: string = 'x';\n\n  (null as any).boom()"],
    expected: [failed("error: TypeError at 3:17")],
  },
  {
    name: "points into the cell whose function threw",
    cells: ["function check(value: number) {\n  throw new RangeError('too much')\n}", "check(1)"],
    expected: [ok(), failed("error: RangeError too much at 2:9 of cell-1")],
  },
  {
    name: "tells where a cell cannot be read",
    cells: ["const fine = 1\nconst = 2"],
    expected: [failed("error: SyntaxError at 2:7")],
  },
  {
    name: "shows what was thrown when it is no error",
    cells: ["throw { code: 5 }"],
    expected: [failed("error: Uncaught { code: 5 }")],
  },
  {
    name: "stops at the first error and aborts what is queued behind it",
    cells: ["nowhere", "1"],
    expected: [failed("error: ReferenceError nowhere is not defined at 1:1"), { status: "aborted", outputs: [] }],
  },
  {
    name: "goes on after an error when that is asked for",
    cells: [{ source: "throw new Error('x')", stopOnError: false }, "1"],
    expected: [failed("error: Error x at 1:7"), ok("result 2: 1")],
  },
  {
    name: "stops an endless loop and keeps the variables",
    cells: [{ source: "let turns = 0\nconsole.log('on')\nfor (;;) turns++", interrupt: true }],
    expected: [{ status: "interrupted", outputs: ["stdout: on\n", "error: Interrupted the cell was stopped"] }],
  },
  {
    name: "stops an endless wait",
    cells: [{ source: "console.log('on'); await new Promise(() => {})", interrupt: true }],
    expected: [{ status: "interrupted", outputs: ["stdout: on\n", "error: Interrupted the cell was stopped"] }],
  },
  {
    name: "holds a flood of lines back and says how many",
    cells: ["for (let i = 0; i < 25_000; i++) console.log(i)"],
    expected: [ok("stdout: 10000 lines", "stderr: … 15,000 more lines not shown\n")],
  },
  {
    name: "clears what was shown",
    cells: ["console.log('a'); clearOutput(); console.log('b'); clearOutput({ wait: true })"],
    expected: [ok("clear", "stdout: b\n", "clear when something new comes")],
  },
  {
    name: "replaces a display by its handle",
    cells: ["const shown = display(1); shown.update(2)"],
    expected: [ok("display: 1", "update: 2")],
  },
  {
    name: "tells an unhandled rejection to its cell",
    cells: ["void Promise.reject(new Error('nobody cares'))", "1"],
    expected: [ok("error: Error nobody cares at 1:21"), ok("result 2: 1")],
  },
  {
    name: "gives a timer's text and error to the cell that set it",
    cells: ["setTimeout(() => { console.log('late'); throw new Error('later') }, 30);", "1"],
    expected: [ok("stdout: late\n", "error: Error later at 1:47"), ok("result 2: 1")],
  },
  {
    name: "names a cell's mistakes with imports",
    cells: [{ source: "import { x } from 'left-pad'", stopOnError: false }, "import { toFly } from 'd3'"],
    expected: [
      failed("error: Error unknown module: left-pad; packages are imported as npm:left-pad@version, tessera, rustorch-wasm, @observablehq/plot, d3 by name at 1:1"),
      failed('error: SyntaxError module "d3" has no export named "toFly": if it is a type, use import type at 1:1'),
    ],
  },
];
