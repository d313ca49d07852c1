/**
 * A thread of the wasm device: waits for jobs on shared memory and runs the ranges that it claims. Started by `threads.ts`, whose head tells
 * how the team works together. Plain JavaScript without imports, because every host starts this text as it is.
 */
// @ts-check

/**
 * @typedef {object} Start
 * @property {WebAssembly.Module} module
 * @property {WebAssembly.Memory} memory
 * @property {SharedArrayBuffer} shared
 * @property {SharedArrayBuffer} modules of kernels beyond those of `module`
 * @property {Readonly<Record<"generation" | "inside" | "next" | "open" | "sleeping" | "ready" | "members" | "failed" | "numbers", number>>} layout
 * @property {number} patience milliseconds to spin before sleeping
 */

/** @param {Start} start */
function serve({ module, memory, shared, modules, layout, patience }) {
  const state = new Int32Array(shared);
  const numbers = new Float64Array(shared, layout.numbers);
  const kernels = Object.values(new WebAssembly.Instance(module, { env: { memory } }).exports);
  const exported = kernels.length;
  /** Lists of arguments by their length, used again: new ones take as long as a short stage. @type {number[][]} */
  const lists = [];
  const member = Atomics.add(state, layout.ready, 1) + 1;
  let wait = patience;
  let waits = 0;
  for (let seen = 0; ; ) {
    seen = nextGeneration(seen);
    // Entered first and then asked whether the job is still open: the caller closes it first and then asks who is inside.
    Atomics.add(state, layout.inside, 1);
    try {
      if (Atomics.load(state, layout.open) === 1 && member < Atomics.load(state, layout.members)) work();
    } catch {
      Atomics.store(state, layout.failed, 1);
    }
    if (Atomics.sub(state, layout.inside, 1) === 1) Atomics.notify(state, layout.inside);
  }

  /**
   * Spinning is only good where it is short of the next job: it takes the core from others, from the caller even when they share one.
   * So a spin in vain halves the next one, and now and then a whole one is tried.
   *
   * @param {number} seen
   */
  function nextGeneration(seen) {
    if (++waits % 16 === 0) wait = patience;
    const end = performance.now() + wait;
    do {
      for (let i = 0; i < 100; i++) {
        const generation = Atomics.load(state, layout.generation);
        if (generation === seen) continue;
        wait = patience;
        return generation;
      }
    } while (performance.now() < end);
    wait /= 2;
    Atomics.add(state, layout.sleeping, 1);
    Atomics.wait(state, layout.generation, seen);
    Atomics.sub(state, layout.sleeping, 1);
    return Atomics.load(state, layout.generation);
  }

  function work() {
    const size = numbers[0];
    const chunk = numbers[1];
    for (;;) {
      const first = Atomics.add(state, layout.next, 1) * chunk;
      if (first >= size) return;
      runRange(first, Math.min(size, first + chunk), numbers[2]);
    }
  }

  /** @param {number} place */
  function compile(place) {
    const [start, length] = new Int32Array(modules, (place - exported) * 8, 2);
    const bytes = Uint8Array.from(new Uint8Array(modules, start, length)); // engines compile no shared bytes
    return new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } }).exports.run;
  }

  /** @param {number} first @param {number} end @param {number} block */
  function runRange(first, end, block) {
    for (; first < end; first += block) {
      const count = Math.min(block, end - first);
      let at = 4;
      for (let stage = numbers[3]; stage > 0; stage--) {
        const kernel = /** @type {(...args: number[]) => void} */ (kernels[numbers[at]] ??= compile(numbers[at]));
        const args = (lists[numbers[at + 1]] ??= []);
        at += 2;
        for (let i = 0; i < numbers[at - 1]; i++) {
          const from = at + i * 4;
          args[i] = numbers[from] + first * numbers[from + 1] + count * numbers[from + 2] + member * numbers[from + 3];
        }
        at += args.length * 4;
        kernel(...args);
      }
    }
  }
}

// Node has its own kind of message; browsers and Deno have the web's.
const port = globalThis.process?.getBuiltinModule?.("node:worker_threads").parentPort;
if (port) port.once("message", serve);
else globalThis.addEventListener("message", (event) => serve(/** @type {MessageEvent<Start>} */ (event).data), { once: true });
