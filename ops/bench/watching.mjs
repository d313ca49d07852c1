/** `node ops/bench/watching.mjs`: what watching costs. Tiny operations, each computed by itself, with and without a recorder, taking turns. */
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

const OPERATIONS = 100_000;
const ROUNDS = 10;

const server = await createServer({ configFile: false, server: { middlewareMode: true }, appType: "custom", optimizeDeps: { noDiscovery: true } });
const load = (path) => server.ssrLoadModule(fileURLToPath(new URL(path, import.meta.url)));
const { setDevice, ones } = await load("../index.ts");
const { Recorder } = await load("../profile/recorder.ts");
const { record } = await load("../profile/watch.ts");
await setDevice("wasm");

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

async function compare(size) {
  const x = ones([size]);
  const y = ones([size]);
  const times = { off: [], on: [] };
  for (let round = 0; round < 2 * ROUNDS + 2; round++) {
    const isOn = round % 2 === 1;
    const stop = isOn ? record(new Recorder()) : () => {};
    const start = performance.now();
    for (let index = 0; index < OPERATIONS; index++) {
      const sum = x.add(y);
      void sum.ready();
      sum.dispose();
    }
    const ns = ((performance.now() - start) * 1e6) / OPERATIONS;
    stop();
    if (round > 1) times[isOn ? "on" : "off"].push(ns);
    await new Promise((resolve) => setTimeout(resolve));
  }
  const [off, on] = [median(times.off), median(times.on)];
  console.log(`${String(size).padStart(6)} numbers: ${off.toFixed(0)} ns an operation, ${on.toFixed(0)} ns watched: ${(((on - off) / off) * 100).toFixed(1)} %`);
}

for (const size of [4, 256, 4096, 65_536]) await compare(size);
await server.close();
