import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tensor } from "../creation.ts";
import { dataCalls, numbers, tensorsIn, type Given } from "./data-calls.ts";
import { setDevice } from "../device.ts";
import { memory } from "../memory.ts";
import "../methods.ts";
import { scope } from "../scope.ts";

const image = (): Given["image"] => tensor(numbers.image, { dtype: "float32" });
const onDevice = (): Given => Object.fromEntries(Object.entries(numbers).map(([name, data]) => [name, tensor(data, { dtype: "float32" })])) as unknown as Given;
const onHost = (): Given => ({ ...numbers, image: image() });

/** A table or a pair may hold what it was given. */
function disposeNew(result: unknown, given: Given): void {
  const kept = tensorsIn(given);
  for (const found of tensorsIn(result)) if (!kept.has(found)) found.dispose();
}

/** Of arrays of the host, columns make tensors that go when they are collected. */
const callsOf = { tensors: dataCalls, arrays: dataCalls.filter(([name]) => !/^(quality|table)/.test(name)) };

for (const device of ["cpu", "wasm"] as const) {
  describe(`on ${device}, calls leave nothing but their results`, () => {
    let inputs: Record<string, Given>;
    beforeAll(async () => {
      await setDevice(device);
      inputs = { tensors: onDevice(), arrays: onHost() };
    });
    afterAll(async () => void (await setDevice("cpu")));

    describe.each(["tensors", "arrays"] as const)("of %s", (kind) => {
      it.each(callsOf[kind])("%s", async (_, call) => {
        const before = memory().tensors;
        disposeNew(await call(inputs[kind]!), inputs[kind]!);
        expect(memory().tensors).toBe(before);
      });

      it.each(callsOf[kind])("%s in a scope", async (_, call) => {
        const before = memory().tensors;
        disposeNew(await scope(async () => call(inputs[kind]!)), inputs[kind]!);
        expect(memory().tensors).toBe(before);
      });
    });
  });
}
