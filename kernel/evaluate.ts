/** Runs one cell: text to code, its modules and names made ready, the code called with the runtime that can stop it. */
import { loadCell } from "../cells/runtime/load.ts";
import { createRuntime } from "../cells/runtime/runtime.ts";
import type { Scope } from "../cells/runtime/scope.ts";
import { compile } from "../cells/transform/compile.ts";
import { keepScope, nextTurn } from "../ops/host.ts";
import { rememberAwait } from "./errors/awaited.ts";
import type { RunText } from "./errors/report.ts";
import { sourceUrl } from "./errors/stack.ts";
import type { Interrupter } from "./interrupt.ts";
import type { Modules } from "./modules.ts";
import type { Owner } from "./owner.ts";
import type { Run } from "./run.ts";
import type { Variables } from "./variables.ts";

/** Milliseconds that a loop may hold the thread where a Stop can only be heard between turns. */
const DEAF_TIME = 50;

export interface EvaluatorOptions {
  scope: Scope;
  variables: Variables;
  /** Makes names ready that the kernel gives and that a cell uses. */
  provide(names: readonly string[]): Promise<void>;
  modules: Modules;
  interrupter: Interrupter;
  owner: Owner;
}

export interface Evaluator {
  /** Resolves to the value of the last expression, or to nothing when there is none to show. Rejects with what the cell threw. */
  evaluate(run: Run): Promise<{ value: unknown } | undefined>;
  /** The text behind a numbered run, for its errors. */
  find(executionCount: number): RunText | undefined;
}

export function createEvaluator({ scope, variables, provide, modules, interrupter, owner }: EvaluatorOptions): Evaluator {
  const texts = new Map<number, RunText>();

  async function evaluate(run: Run) {
    const { cell, name, source, executionCount } = run;
    const text: RunText = { cell, name, source, original: (line, column) => ({ line, column }) };
    texts.set(executionCount, text);
    const compiled = compile(source, { known: scope.known, captured: scope.captured, guards: interrupter.deaf ? "count" : "flag" });
    text.original = compiled.original;
    for (const captured of compiled.captures) scope.captured.add(captured);
    await provide(compiled.uses);
    const url = sourceUrl(name.replaceAll(/\s/g, "-"), executionCount);
    const start = loadCell(compiled.code, url);
    try {
      const value = await start(createRuntime(scope, hooks(run)));
      return compiled.hasResult && value !== undefined ? { value } : undefined;
    } finally {
      variables.setCell([...compiled.defines, ...compiled.assigns], cell);
    }
  }

  function hooks(run: Run) {
    let lastTurn = performance.now();
    return {
      flag: interrupter.flag,
      guard() {
        interrupter.check(run);
        return interrupter.takePause() || (interrupter.deaf && performance.now() - lastTurn > DEAF_TIME);
      },
      async pause() {
        await nextTurn();
        lastTurn = performance.now();
        interrupter.check(run);
      },
      wait(value: unknown) {
        if (!isThenable(value)) return keepScope(value);
        // A function speaks for its caller, which is stopped with everything that it waits for.
        const speaker = owner.current ?? run;
        const place = new Error("awaited here");
        const waited = interrupter.race(speaker, value).then(
          (result) => {
            owner.speak(speaker);
            return result;
          },
          (error: unknown) => {
            owner.speak(speaker);
            rememberAwait(error, place);
            throw error;
          },
        );
        return keepScope(waited);
      },
      import: (specifier: string) => modules.load(specifier),
      meta: { url: `cell:${run.name}` },
    };
  }

  return { evaluate, find: (executionCount) => texts.get(executionCount) };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && typeof (value as PromiseLike<unknown>).then === "function";
}
