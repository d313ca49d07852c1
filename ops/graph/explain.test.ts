import { afterEach, describe, expect, it } from "vitest";
import { setDevice } from "../index.ts";
import { setCallRecorder } from "./execute.ts";
import { explainAndRun } from "./explained.ts";

afterEach(async () => {
  setCallRecorder(undefined);
  await setDevice("cpu");
});

describe.each(["cpu", "wasm"] as const)("an explanation on %s", (device) => {
  it("of random graphs tells what then runs, and runs nothing itself", async () => {
    await setDevice(device);
    const groups = explainAndRun(300);
    expect(groups.filter(({ ops }) => ops.length > 1).length).toBeGreaterThan(300);
    expect(groups.every(({ source }) => (source !== "") === (device === "wasm"))).toBe(true);
  });
});
