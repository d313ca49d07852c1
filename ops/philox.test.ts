import { expect, it } from "vitest";
import { writePhilox } from "./philox.ts";

it("gives the published values of Philox4x32-10", () => {
  const ones = 0xffffffff;
  const words = new Uint32Array(8);
  writePhilox(words, 0, [0, 0, 0, 0], [0, 0]);
  writePhilox(words, 4, [ones, ones, ones, ones], [ones, ones]);
  expect(Array.from(words)).toEqual([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]);
});
