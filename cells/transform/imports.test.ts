import { describe, expect, it } from "vitest";
import { TestKernel } from "./testing.ts";

function kernelWith(modules: Record<string, object>): TestKernel {
  const kernel = new TestKernel();
  Object.assign(kernel.modules, modules);
  return kernel;
}

const modules = { m: { default: "d", a: 1, b: 2, "a b": 3 }, "npm:left-pad@1.3.0": { default: (text: string) => ` ${text}` } };

describe("imports", () => {
  const cases: [name: string, cells: string[], result: unknown][] = [
    ["bring the default export", ["import d from 'm'", "d"], "d"],
    ["bring names and renamed names", ["import { a, b as c, 'a b' as e, default as d } from 'm'", "[a, c, e, d]"], [1, 2, 3, "d"]],
    ["bring the whole module", ["import * as m from 'm'", "m.a"], 1],
    ["bring the default export and the whole module", ["import d, * as m from 'm'\n[d, m.b]"], ["d", 2]],
    ["bring the default export and names", ["import d, { a } from 'm'\n[d, a]"], ["d", 1]],
    ["run a module for its effect", ["import 'm'\n1"], 1],
    ["take npm specifiers as they are written", ["import pad from 'npm:left-pad@1.3.0'\npad('x')"], " x"],
    ["of types do not load anything", ["import type { T } from 'nowhere'\nimport { type U } from 'nowhere'\nimport type * as V from 'nowhere'\n1"], 1],
    ["of names used as types alone do not load anything", ["import { T } from 'nowhere'\nconst x: T = 1\nx"], 1],
    ["leave out types among values", ["import { type T, a } from 'm'\na"], 1],
    ["may be made by a call", ["const { a } = await import('m')\na"], 1],
    ["may be made by a function", ["const load = (name: string) => import(name)", "(await load('m')).b"], 2],
    ["spread over lines", ["import {\n  a,\n  b, // two\n} from 'm'\na + b"], 3],
    ["are shared with functions", ["import { a } from 'm'\nconst f = () => a", "a = 5", "f()"], 5],
    ["may be made again", ["import { a } from 'm'", "import { b as a } from 'm'\na"], 2],
    ["know import.meta", ["import.meta.url"], "cell:test"],
  ];
  it.each(cases)("%s", async (_, cells, result) => {
    const kernel = kernelWith(modules);
    let last: unknown;
    for (const cell of cells) last = await kernel.run(cell);
    expect(last).toEqual(result);
  });

  it("fail when the module has no such export", async () => {
    await expect(kernelWith(modules).run("import { nope } from 'm'")).rejects.toThrow('module "m" has no export named "nope": if it is a type, use import type');
  });

  it("are constant in their own cell", async () => {
    await expect(kernelWith(modules).run("import { a } from 'm'\na = 2")).rejects.toThrow("Assignment to constant variable");
  });

  it("are listed with the compiled cell", () => {
    const { imports } = new TestKernel().compile("import a from 'x'; import type b from 'y'; import 'z'; const c = import('w'); import(d)");
    expect(imports).toEqual(["x", "z", "w"]);
  });
});
