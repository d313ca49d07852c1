/** How exact the GPU's own functions are: those of shaders promise much less. */
import { expect, it } from "vitest";
import { selfTest } from "./index.ts";

/** What jumps is a whole number off where a quotient lies a hair beside a step, and GPUs may round quotients to 2.5 ULP. */
const jumping = new Set(["floorDivide", "mod"]);

it("webgpu computes every smooth function to 6 ULP, and what is NaN, infinite or 0 exactly", { timeout: 120_000 }, async () => {
  for (const { function: name, ulp, worst, wrong } of await selfTest({ devices: ["webgpu"] })) {
    if (jumping.has(name)) continue;
    expect({ name, wrong, worst, isClose: ulp <= 6 }).toMatchObject({ name, wrong: [], isClose: true });
  }
});
