import { afterAll, beforeAll, expect, it } from "vitest";
import { full, memory, ones, scope, setDevice, sort, type Tensor } from "../index.ts";

beforeAll(async () => void (await setDevice("webgpu")));
afterAll(async () => void (await setDevice("cpu")));

it("a tensor that is read several times and disposed meanwhile is read right, although its memory is used again", async () => {
  const before = memory().bytes;
  const reads: [Promise<ArrayLike<number>>, number][] = [];
  for (let i = 0; i < 12; i++) {
    const made: Tensor[] = [full([1000], i), scope(() => ones([1000]).mul(i).add(i)), scope(() => sort(full([1000], i)).add(1))];
    const expected = [i, 2 * i, i + 1];
    made.forEach((x, kind) => {
      reads.push([x.data(), expected[kind]!], [x.data(), expected[kind]!]);
      x.dispose();
    });
  }
  for (const [read, number] of reads) expect(Array.from(await read)).toEqual(Array.from({ length: 1000 }, () => number));
  expect(memory().bytes).toBe(before);
});
