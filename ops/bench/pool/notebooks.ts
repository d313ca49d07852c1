/** The gallery's notebooks, run twice in one kernel, by the command line: with the pool, and with one that keeps nothing. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "../timing.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const slugs = ["first-steps", "seattle-weather", "attention"];

interface Figures {
  readonly ms: number;
  readonly hits: number;
  readonly misses: number;
}

/** Marks the line that the last cell prints. */
const mark = "pool figures: ";

/** A notebook with its cells twice between a cell that sets up and one that tells. */
function twice(script: string, keptBytes: string): string {
  return [
    `// %%\nconfigure({ pool: { keptBytes: ${keptBytes} } });\nawait setDevice("wasm");\nlet poolStart = performance.now();`,
    script,
    script,
    `// %%\nconst poolUse = memory().pools.find(({ device }) => device === "wasm")!;\n` +
      `console.log("${mark}" + JSON.stringify({ ms: performance.now() - poolStart, hits: poolUse.hits, misses: poolUse.misses }));`,
  ].join("\n");
}

function runOnce(slug: string, keptBytes: string, folder: string): Figures {
  const [script, executed] = [join(folder, `${slug}.ts`), join(folder, `${slug}.ipynb`)];
  writeFileSync(script, twice(readFileSync(join(root, "gallery", `${slug}.ts`), "utf8"), keptBytes));
  execFileSync("node", [join(root, "kernel/node/tessera.mjs"), "run", script, "-o", executed, "--device", "wasm", "--timeout", "300"], { stdio: ["ignore", "ignore", "pipe"] });
  const { cells } = JSON.parse(readFileSync(executed, "utf8")) as { cells: { outputs?: { text?: string | string[] }[] }[] };
  const printed = cells.flatMap(({ outputs = [] }) => outputs.map(({ text = "" }) => [text].flat().join(""))).find((text) => text.startsWith(mark));
  if (printed === undefined) throw new Error(`${slug} did not tell its figures`);
  return JSON.parse(printed.slice(mark.length)) as Figures;
}

/** A table in Markdown. */
export function compareNotebooks(rounds: number): string {
  const folder = mkdtempSync(join(tmpdir(), "tessera-pool-"));
  try {
    const rows = slugs.map((slug) => {
      const [pooled, plain]: [Figures[], Figures[]] = [[], []];
      for (let round = 0; round < rounds; round++) {
        pooled.push(runOnce(slug, "2 ** 28", folder));
        plain.push(runOnce(slug, "0", folder));
      }
      const [a, b] = [pooled[0]!, plain[0]!];
      const [withPool, without] = [pooled, plain].map((all) => median(all.map(({ ms }) => ms))) as [number, number];
      const fewer = 1 - a.misses / b.misses;
      return `| ${slug} | ${a.hits + a.misses} | ${percent(a.hits / (a.hits + a.misses))} | ${percent(fewer)} | ${(without / withPool).toFixed(2)} |`;
    });
    return ["", "| notebook, run twice | requests | hit rate | fewer allocations | time without / with |", "|---|---|---|---|---|", ...rows].join("\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
