import { afterEach, describe, expect, it } from "vitest";
import { ones } from "./index.ts";
import { originsNow, setPlaceFinder } from "./origins.ts";

describe("where memory comes from", () => {
  afterEach(() => setPlaceFinder(undefined));

  it("is counted by the place that asked for the result, also when it is computed later", () => {
    let place = "cell 1, line 2";
    setPlaceFinder(() => place);
    const x = ones([8]);
    place = "cell 2, line 1";
    const y = x.add(1);
    place = "cell 3, line 1";
    y.dataSync();
    expect(originsNow()).toEqual([
      { place: "cell 1, line 2", buffers: 1, bytes: 32, collected: 0 },
      { place: "cell 2, line 1", buffers: 1, bytes: 32, collected: 0 },
    ]);
    x.dispose();
    y.dispose();
    expect(originsNow()).toEqual([]);
  });
});
