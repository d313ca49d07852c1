import { expect, it } from "vitest";
import { ComputationError } from "../errors.ts";
import { unroll } from "./unroll.ts";

it("writes a statement out for every index, the last one fastest", () => {
  expect(unroll("const ROWS = 2u;\n  each i < ROWS, j < 2: sum$i_$j += a[$iu] * b$j;\nend")).toBe(
    "const ROWS = 2u;\n  sum0_0 += a[0u] * b0;\nsum0_1 += a[0u] * b1;\nsum1_0 += a[1u] * b0;\nsum1_1 += a[1u] * b1;\nend",
  );
});

it("writes one loop out inside another", () => {
  expect(unroll("each i < 2: let a$i = $i; each j < 2: sum$i_$j += a$i;")).toBe("let a0 = 0; sum0_0 += a0;\nsum0_1 += a0;\nlet a1 = 1; sum1_0 += a1;\nsum1_1 += a1;");
});

it("leaves text without such lines alone", () => {
  expect(unroll("for (var i = 0u; i < 4u; i++) { reach(i); }")).toBe("for (var i = 0u; i < 4u; i++) { reach(i); }");
});

it("names a bound that it does not know", () => {
  expect(() => unroll("each i < ROWS: a$i;")).toThrow(ComputationError);
  expect(() => unroll("each i < ROWS: a$i;")).toThrow("i < ROWS");
});
