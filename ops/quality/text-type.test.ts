import { expect, it } from "vitest";
import { textTypeOf } from "./text-type.ts";

it.each([
  ["integer", ["0", "-12", " 7 ", "+3"]],
  ["number", ["1.5", "-.5", "1e6", "3.", "12345678901234567890"]],
  ["boolean", ["true", "No"]],
  ["date", ["2021-07-04", "2021-07-04T10:00:00Z", "2021-07-04 10:00", "7/4/2021", "4.7.21", "Jul 4 1998", "July 4, 1998", "4 Jul 1998", "04-Jul-1998"]],
  ["string", ["", "1,5", "1 2", "12a", "maybe", "0x1f", "1-2", "Jul 1998", "Infinity", "12/2021"]],
])("reads as %s: %j", (type, texts) => {
  expect(texts.map(textTypeOf)).toEqual(texts.map(() => type));
});
