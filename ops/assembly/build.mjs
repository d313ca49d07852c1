/** Compiles the kernels to `ops/simd/*.wasm`: one binary for each set of instructions, each with and without shared memory. Does nothing when the sources have not changed. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const sources = dirname(fileURLToPath(import.meta.url));
const binaries = join(sources, "../simd");
const stamp = join(sources, "../../.cache/kernels.hash");

/** Exact results matter more than a few percent: no option that lets the optimizer reorder floats. */
const options = ["--runtime", "stub", "--importMemory", "-O3", "--noAssert", "--enable", "simd"];
const relaxed = ["--enable", "relaxed-simd"];
const threads = ["--enable", "threads", "--sharedMemory", "--maximumMemory", "65536"];
const variants = { "simd.wasm": [], "relaxed.wasm": relaxed, "simd-threads.wasm": threads, "relaxed-threads.wasm": [...relaxed, ...threads] };

function sourceHash() {
  const hash = createHash("sha256").update(asc.version ?? "");
  for (const file of readdirSync(sources).toSorted()) hash.update(file).update(readFileSync(join(sources, file)));
  return hash.digest("hex");
}

async function compile(file, extra) {
  const { error, stderr } = await asc.main([join(sources, "index.ts"), "--outFile", join(binaries, file), ...options, ...extra]);
  if (error !== null) throw new Error(`${file} does not compile: ${error.message}\n${stderr.toString()}`);
}

const hash = sourceHash();
const outputs = Object.keys(variants).map((file) => join(binaries, file));
const current = existsSync(stamp) && readFileSync(stamp, "utf8") === hash && outputs.every((output) => existsSync(output));
if (!current) {
  for (const [file, extra] of Object.entries(variants)) await compile(file, extra);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}
