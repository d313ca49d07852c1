/** A small kernel for tests: runs cells one after another as the real one does, without guards that stop and without a network. */
import { loadCell } from "../runtime/load.ts";
import type { Hooks } from "../runtime/runtime.ts";
import { createRuntime } from "../runtime/runtime.ts";
import { Scope } from "../runtime/scope.ts";
import type { CompiledCell } from "./compile.ts";
import { compile } from "./compile.ts";

export class TestKernel {
  readonly scope = new Scope();
  readonly modules: Record<string, object> = {};
  readonly hooks: Hooks = {
    flag: new Int32Array(2),
    guard: () => false,
    pause: async () => {},
    wait: (value) => value,
    import: async (specifier) => {
      const module = this.modules[specifier];
      if (!module) throw new Error(`cannot find module: ${specifier}`);
      return module;
    },
    meta: { url: "cell:test" },
  };
  #count = 0;

  compile(source: string): CompiledCell {
    return compile(source, this.scope);
  }

  /** Runs a cell and returns its result. */
  async run(source: string): Promise<unknown> {
    return this.execute(this.compile(source));
  }

  execute(cell: CompiledCell, name = `cell-${++this.#count}.ts`): Promise<unknown> {
    for (const captured of cell.captures) this.scope.captured.add(captured);
    const start = loadCell(cell.code, name);
    return start(createRuntime(this.scope, this.hooks));
  }
}

/** Runs cells in a fresh kernel; the last one's result. */
export async function runCells(...cells: string[]): Promise<unknown> {
  const kernel = new TestKernel();
  let result: unknown;
  for (const cell of cells) result = await kernel.run(cell);
  return result;
}
