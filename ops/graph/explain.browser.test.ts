import { afterEach, expect, it } from "vitest";
import { setDevice } from "../index.ts";
import { setCallRecorder } from "./execute.ts";
import { explainAndRun } from "./explained.ts";

afterEach(async () => {
  setCallRecorder(undefined);
  await setDevice("cpu");
});

it("an explanation on webgpu tells what then runs, and runs nothing itself", { timeout: 120_000 }, async () => {
  await setDevice("webgpu");
  const groups = explainAndRun(20);
  expect(groups.filter(({ ops }) => ops.length > 1).length).toBeGreaterThan(20);
  for (const { source } of groups) expect(source).toMatch(/@compute|^\/\//);
});
