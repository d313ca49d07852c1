/** What `npm run build` makes for Node: the library by its package name, and the `tessera` command. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";

const cwd = fileURLToPath(new URL("../..", import.meta.url));
const run = (command: string, args: string[]) =>
  promisify(execFile)(command, args, { cwd }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  );

test("the library runs in Node on the WASM beside it", async () => {
  const program = `import { setDevice, tensor } from "tessera";
    const device = await setDevice("auto");
    console.log(device, String(tensor([[1, 2], [3, 4]]).matmul([[0, 1], [1, 0]])));`;
  const { stdout } = await run("node", ["--input-type=module", "-e", program]);
  expect(stdout).toBe("wasm [[2. 1.]\n [4. 3.]]\n");
});

test("the rooms for data run by their own names, also where code must not come from text, as on the edge", async () => {
  const program = `import { setDevice } from "tessera/core";
    import { parseTable } from "tessera/table";
    import { welchTest } from "tessera/stats";
    import { report } from "tessera/quality";
    import { isolationForest } from "tessera/anomaly";
    import { resize } from "tessera/transforms";
    import { WasmTensor, WasmAdvancedMath } from "tessera/rustorch-wasm";
    const device = await setDevice("wasm");
    const cars = parseTable("name,mpg\\nA,20\\nB,\\nC,31\\nD,27").filter((car) => car.mpg > 20);
    const { pValue } = await welchTest([5.1, 4.9, 6.2], [6.9, 7.2, 6.6]);
    const { scores } = await report(cars);
    const forest = await isolationForest({ seed: 1 }).fit([[0, 0], [1, 1], [0, 1], [9, 9]]);
    const small = resize(2).apply(new WasmTensor([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3]).tensor);
    const squares = new WasmAdvancedMath().pow(new WasmTensor([3], [1]), 2).data();
    console.log([device, cars.numRows(), pValue.toFixed(4), scores.completeness, forest.learnt, small.shape, squares].join(" "));`;
  const { stdout, stderr } = await run("node", ["--disallow-code-generation-from-strings", "--input-type=module", "-e", program]);
  expect(stderr).toBe("");
  expect(stdout).toBe("wasm 2 0.0491 1 4 1,2,2 9\n");
});

test("the command runs the tutorials and writes them", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tessera-"));
  // The others are run in the tests of the gallery; these read a table, decode a picture and import a second module.
  for (const slug of ["first-steps", "movies", "cat", "rustorch"]) {
    const { code, stderr } = await run("npx", ["tessera", "run", `gallery/${slug}.ts`, "-o", join(folder, `${slug}.ipynb`)]);
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/\[1\/\d+\]/);
    const written = JSON.parse(readFileSync(join(folder, `${slug}.ipynb`), "utf8"));
    expect(written.cells.filter((cell: { outputs?: unknown[] }) => cell.outputs?.length).length).toBeGreaterThan(5);
  }
  rmSync(folder, { recursive: true });
});

test("the command's exit code tells a failed cell from a bad file and bad usage", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tessera-"));
  const write = (name: string, text: string) => (writeFileSync(join(folder, name), text), join(folder, name));
  const failing = await run("npx", ["tessera", "run", write("failing.ts", "// %%\nlet x = 1;\n  nowhere(x);\n"), "-o", join(folder, "out.ipynb")]);
  expect(failing.code).toBe(1);
  expect(failing.stderr).toContain("nowhere is not defined");
  expect(failing.stderr).toContain("2:3");
  expect((await run("npx", ["tessera", "run", write("endless.ts", "// %%\nfor (;;);\n"), "-o", join(folder, "out.ipynb"), "--timeout", "1"])).code).toBe(1);
  expect((await run("npx", ["tessera", "run", write("broken.ipynb", "{")])).code).toBe(2);
  expect((await run("npx", ["tessera", "run", join(folder, "missing.ipynb")])).code).toBe(2);
  expect((await run("npx", ["tessera", "run", "--device", "abacus", "x.ts"])).code).toBe(2);
  rmSync(folder, { recursive: true });
});
