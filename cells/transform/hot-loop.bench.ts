/**
 * What a hot loop in a cell costs beside the same loop in a plain module. Runs in Node and on a page.
 * Each loop times itself, so that compiling and loading are left out. The two take turns, and the fastest of each count,
 * because what else a machine does can only make a loop slower.
 */
import { loadCell } from "../runtime/load.ts";
import { createRuntime } from "../runtime/runtime.ts";
import { Scope } from "../runtime/scope.ts";
import { compile } from "./compile.ts";

interface HotLoop {
  name: string;
  /** Milliseconds. */
  cell: number;
  module: number;
  ratio: number;
}

const LOOPS: Record<string, string> = {
  "integer sum": "let s = 0; for (let i = 0; i < 3e7; i++) s = (s + i * 3) & 0xffffff;",
  "float sum": "let s = 0; for (let i = 0; i < 3e7; i++) s += i * 0.5;",
  "float sum with Math": "let s = 0; for (let i = 0; i < 1e7; i++) s += Math.sqrt(i) * Math.sin(i & 7);",
  "nested loops over an array": "const n = 1000; const a = new Float64Array(n * n); let s = 0; for (let k = 0; k < 20; k++) for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) { a[i * n + j] += k; s += a[i * n + j]; }",
  "while loop": "let i = 0, s = 0; while (i < 3e7) { s += i & 3; i++; }",
  "loop in a function": "function sum(n) { let s = 0; for (let i = 0; i < n; i++) s += i * 0.5; return s; } const s = sum(3e7);",
  "loop in a function over the cell's array": "const a = new Float64Array(1e6).fill(1); function sum() { let s = 0; for (let i = 0; i < a.length; i++) s += a[i]; return s; } let s = 0; for (let k = 0; k < 30; k++) s += sum();",
  "calls of the cell's function": "function f(x) { return x * 2 + 1; } let s = 0; for (let i = 0; i < 3e7; i++) s = (s + f(i)) & 0xffffff;",
  "recursion": "function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); } const s = fib(34);",
  "a variable that a function changes": "let s = 0; function add(x) { s += x; } for (let i = 0; i < 2e7; i++) add(i * 0.5);",
  "a variable that a function sees": "let s = 0; const see = () => s; for (let i = 0; i < 3e7; i++) s += i * 0.5; see();",
  "objects": "class P { constructor(x) { this.x = x; } } let s = 0; for (let i = 0; i < 1e7; i++) { const p = new P(i); s += p.x; }",
  "awaits": "let s = 0; for (let i = 0; i < 3e5; i++) s += await i;",
};

/** Runs every loop `rounds` times each way. */
export async function measureHotLoops(rounds = 7): Promise<HotLoop[]> {
  const found: HotLoop[] = [];
  for (const [name, loop] of Object.entries(LOOPS)) {
    const source = `const start = performance.now(); ${loop} globalThis.hotLoop = [performance.now() - start, s];`;
    const cells: number[] = [];
    const modules: number[] = [];
    for (let round = 0; round < rounds; round++) {
      modules.push(await timeModule(`${source}\n// ${name} ${round}`));
      cells.push(await timeCell(source));
    }
    const cell = Math.min(...cells);
    const module = Math.min(...modules);
    found.push({ name, cell, module, ratio: cell / module });
  }
  return found;
}

async function timeModule(source: string): Promise<number> {
  await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(source)}`);
  return lastTime();
}

async function timeCell(source: string): Promise<number> {
  const scope = new Scope();
  const start = loadCell(compile(source, scope).code, "cell-1.ts");
  await start(createRuntime(scope, { flag, guard, pause: async () => {}, wait: (value) => value, import: async () => ({}), meta: {} }));
  return lastTime();
}

/** A guard as the kernel's: its body decides what the engine makes of the loops that may call it. */
const flag = new Int32Array(2);
function guard(): boolean {
  if (Atomics.load(flag, 0) === 1) throw new Error("stopped");
  return false;
}

const lastTime = (): number => (globalThis as unknown as { hotLoop: [number, number] }).hotLoop[0];
