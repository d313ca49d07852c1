import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tensor } from "../creation.ts";
import { dataCalls, numbers, plainOf, type Given } from "./data-calls.ts";
import { setDevice } from "../device.ts";
import "../methods.ts";

/** The data as float32 tensors on the chosen device, or as arrays beside it. */
const tensors = (): Given => Object.fromEntries(Object.entries(numbers).map(([name, data]) => [name, tensor(data, { dtype: "float32" })])) as unknown as Given;
const arrays = (): Given => ({ ...numbers, image: tensor(numbers.image, { dtype: "float32" }) });

/** What float32 keeps, where a device calculates in it. */
const digits = 4e-5;

function expectAlike(actual: unknown, expected: unknown, path: string): void {
  if (typeof expected === "number" && typeof actual === "number") {
    const allowed = digits * (1 + Math.abs(expected));
    if (!Object.is(actual, expected) && !(Math.abs(actual - expected) <= allowed)) expect(actual, path).toBe(expected);
  } else if (typeof expected === "object" && expected !== null && typeof actual === "object" && actual !== null) {
    expect(Object.keys(actual), path).toEqual(Object.keys(expected));
    for (const [key, part] of Object.entries(expected)) expectAlike((actual as Record<string, unknown>)[key], part, `${path}.${key}`);
  } else if (typeof expected !== "string" || typeof actual !== "string") expect(actual, path).toEqual(expected);
}

const expectations = new Map<string, unknown>();

beforeAll(async () => {
  await setDevice("cpu");
  const given = tensors();
  for (const [name, call] of dataCalls) expectations.set(name, await plainOf(await call(given)));
}, 60_000);
afterAll(() => setDevice("cpu"));

for (const device of ["wasm", "webgpu"] as const) {
  for (const [kind, make] of [["tensors", tensors], ["arrays", arrays]] as const) {
    describe(`${kind} with ${device} chosen`, () => {
      let given: Given;
      beforeAll(async () => {
        expect(await setDevice(device)).toBe(device);
        given = make();
        expect(given.image.device).toBe(device);
      });

      it.each(dataCalls)("%s says what it says of tensors on the cpu", async (name, call) => {
        expectAlike(await plainOf(await call(given)), expectations.get(name), name);
      });
    });
  }
}
