import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { toCell } from "../../cells/notebook.ts";
import { readArguments } from "./arguments.ts";
import { resolvePackage } from "./files.ts";
import { runNotebook } from "./run.ts";

const notebook = (...sources: string[]) => ({ cells: sources.map((source) => toCell({ source })), metadata: {} });
const BUILD = 60_000;

describe("runNotebook", () => {
  it("gives back the notebook with outputs and counts, and leaves the given one alone", async () => {
    const given = notebook("const x = tensor([1, 2]); console.log('hi')", "x.mul(2).sum()");
    const { notebook: executed, status } = await runNotebook(given);
    expect(status).toBe("ok");
    expect(executed.cells.map(({ executionCount }) => executionCount)).toEqual([1, 2]);
    expect(executed.cells[0]!.outputs).toEqual([{ type: "stream", name: "stdout", text: "hi\n" }]);
    expect(executed.cells[1]!.outputs).toMatchObject([{ type: "execute_result", data: { "text/plain": "6.0" } }]);
    expect(given.cells[0]!.outputs).toEqual([]);
  }, BUILD);

  it("stops at a cell that failed, unless errors are allowed", async () => {
    const cells = notebook("null.x", "1");
    expect(await runNotebook(cells)).toMatchObject({ status: "error", complete: false, notebook: { cells: [{ executionCount: 1 }, { executionCount: null }] } });
    expect(await runNotebook(cells, { allowErrors: true })).toMatchObject({ status: "error", complete: true, notebook: { cells: [{}, { executionCount: 2 }] } });
  }, BUILD);

  it("ends a cell that takes too long and keeps the variables for the next", async () => {
    const { notebook: executed } = await runNotebook(notebook("let turns = 0; for (;;) turns++", "turns > 0"), { timeout: 0.3, allowErrors: true });
    expect(executed.cells[0]!.outputs.at(-1)).toMatchObject({ name: "TimeoutError" });
    expect(executed.cells[1]!.outputs).toMatchObject([{ data: { "text/plain": "true" } }]);
  }, BUILD);

  it("ends what hears no Stop, with the rest of the notebook", async () => {
    const report = await runNotebook(notebook("Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)", "1"), { timeout: 0.2, allowErrors: true });
    expect(report).toMatchObject({ status: "error", complete: false });
  }, BUILD);

  it("reads files beside the notebook, then those shipped with the package", async () => {
    const directory = await mkdtemp(join(tmpdir(), "tessera-"));
    await writeFile(join(directory, "own.csv"), "a\n1");
    const files = ["own.csv", "data/seattle-weather.csv", "nowhere.csv"];
    const sources = files.map((name) => `const answer = await fetch("${name}"); answer.ok ? (await answer.text()).slice(0, 6) : answer.status`);
    const { notebook: executed } = await runNotebook(notebook(...sources), { directory });
    expect(executed.cells.map(({ outputs }) => (outputs[0] as { data: object }).data)).toEqual([{ "text/plain": "a\n1" }, { "text/plain": "date,p" }, { "text/plain": "404" }]);
  }, BUILD);

  it("refuses a device that this machine lacks", async () => {
    await expect(runNotebook(notebook("1"), { device: "webgpu" })).rejects.toThrow("webgpu");
  }, BUILD);
});

describe("tessera run", () => {
  const packageFile = fileURLToPath(new URL("../../package.json", import.meta.url));
  const command = fileURLToPath(new URL("./tessera.mjs", import.meta.url));
  const tessera = (...words: string[]) =>
    new Promise<{ code: number | null; stderr: string }>((resolve) => {
      const child = spawn(process.execPath, [command, ...words], { stdio: ["ignore", "ignore", "pipe"] });
      let stderr = "";
      child.stderr.on("data", (chunk) => (stderr += String(chunk)));
      child.on("close", (code) => resolve({ code, stderr }));
    });

  it("answers 0 and writes the notebook when all cells ran, with progress on stderr", async () => {
    const directory = await mkdtemp(join(tmpdir(), "tessera-"));
    await writeFile(join(directory, "a.ts"), "// %%\n20 + 1\n");
    const { code, stderr } = await tessera("run", join(directory, "a.ts"), "-o", join(directory, "out.ipynb"));
    expect(code).toBe(0);
    expect(stderr).toContain("[1/1] 20 + 1: done");
    expect(JSON.parse(await readFile(join(directory, "out.ipynb"), "utf8")).cells[0].outputs[0].data["text/plain"]).toBe("21");
  }, BUILD);

  it("answers 1 with the error on stderr when a cell failed", async () => {
    const directory = await mkdtemp(join(tmpdir(), "tessera-"));
    await writeFile(join(directory, "a.ts"), "// %%\n\n(undefined as any).x\n");
    const { code, stderr } = await tessera("run", join(directory, "a.ts"));
    expect(code).toBe(1);
    expect(stderr).toMatch(/TypeError: .*\n {4}at cell-1\.ts:\d+:\d+/);
  }, BUILD);

  it.each([[["run"]], [["walk", "x"]], [["run", "/nowhere/x.ipynb"]], [["run", "x.ts", "--device", "abacus"]], [["run", packageFile]]])("answers 2 to %j", async (words) => {
    expect((await tessera(...words)).code).toBe(2);
  }, BUILD);
});

describe("readArguments", () => {
  it("fills in the defaults", () => {
    expect(readArguments(["run", "dir/a.ipynb"])).toEqual({ file: "dir/a.ipynb", output: "dir/a.executed.ipynb", device: "cpu", allowErrors: false });
    expect(readArguments(["run", "a.ts", "-o", "b.ipynb", "--timeout", "2.5", "--allow-errors"])).toMatchObject({ output: "b.ipynb", timeout: 2.5, allowErrors: true });
    expect(() => readArguments(["run", "a.ts", "--timeout", "soon"])).toThrow("timeout is not a number of seconds: soon");
  });
});

describe("resolvePackage", () => {
  const root = fileURLToPath(new URL("../../", import.meta.url));

  it("finds what an import there would find", () => {
    const names = ["d3", "@observablehq/plot", "acorn", "fflate", "katex", "katex/dist/katex.mjs", "marked"];
    const script = `console.log(JSON.stringify(${JSON.stringify(names)}.map((name) => import.meta.resolve(name))))`;
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { cwd: root, encoding: "utf8" });
    expect(names.map((name) => resolvePackage(name.replace(/^(@[^/]+\/)?[^/]+/, "$&@1"), root))).toEqual(JSON.parse(stdout));
    expect(() => resolvePackage("left-pad@1.0.0", root)).toThrow("package is not installed: left-pad; run npm install left-pad@1.0.0");
  });
});
