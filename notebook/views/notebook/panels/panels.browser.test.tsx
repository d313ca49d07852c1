import type { JSX } from "solid-js";
import { render } from "solid-js/web";
import { page, userEvent } from "vitest/browser";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MemoryData, ProfileData, ProfileGroup } from "../../../../kernel/wire/profile.ts";
import type { Workbench } from "../../../commands/workbench.ts";
import type { WatchEvent } from "../../../session/session.ts";
import { WorkbenchContext } from "../workbench-context.ts";
import Memory from "./memory/Memory.tsx";
import Profiler from "./profiler/Profiler.tsx";
import "../../../styles/base.css";
import "../../../styles/panels.css";

let dispose = () => {};
let tell: (event: WatchEvent) => void = () => {};
let heard: unknown[] = [];

/** As much of a notebook as the panels look at: two cells, and a kernel that answers at once. */
const bench = {
  document: { model: { cells: () => [{ id: "a" }, { id: "b" }], title: () => "Made" } },
  selection: { select: (cell: string) => heard.push(["select", cell]) },
  shell: { notify: (message: string) => heard.push(["notify", message]) },
  session: {
    kernel: () => "idle",
    watch(what: string, listen: typeof tell) {
      heard.push(["watch", what]);
      tell = listen;
      return () => heard.push(["stop", what]);
    },
    profiler: {
      kernelSource: async (group: number) => ({ plan: ["%1 = matmul(a, b)", "%2 = relu(%1)"], source: `fn kernel_${group}() {}` }),
      ceilings: async () => ({ device: "wasm", gflops: 50, measuredBy: "registers", gbs: 10, cachedGbs: 40 }),
      clearProfile: () => heard.push(["clear"]),
      releaseMemory: async () => 2_000_000,
    },
  },
} as unknown as Workbench;

function show(panel: () => JSX.Element): void {
  const place = document.createElement("div");
  place.className = "panel";
  place.dataset["dock"] = "below";
  place.style.setProperty("--panel-size", "500px");
  document.body.append(place);
  dispose = render(() => <WorkbenchContext.Provider value={bench}>{panel()}</WorkbenchContext.Provider>, place);
}

beforeEach(async () => {
  await page.viewport(1280, 800);
  localStorage.clear();
  heard = [];
});
afterEach(() => {
  dispose();
  document.body.replaceChildren();
});

const group = (part: Partial<ProfileGroup>): ProfileGroup => ({ cell: "a", kind: "kernel", name: "add", device: "wasm", shapes: "[4] → [4]", flops: 4, steps: ["add"], ...part });
const profile = (part: Partial<ProfileData>): WatchEvent => ({ type: "profile_data", profile: { fresh: true, now: 110, groups: [], sums: new Float64Array(), blocks: new Float64Array(), runs: [], ...part } });

/** A thousand additions by the first cell, one product by the second. */
const made = profile({
  groups: [group({}), group({ cell: "b", name: "matmul + relu", shapes: "[64, 64] [64, 64] → [64, 64]", flops: 528_384, steps: ["matmul", "relu"] })],
  sums: Float64Array.from([0, 1000, 125, 0, 2, 0.01, 32_000, 1, 1, 1, 0, 40, 40, 49_152]),
  blocks: Float64Array.from([10, 40, 2, 1000, 0, 60, 40, 40, 1, 1]),
  runs: [
    { run: "1", cell: "a", start: 10, ms: 45 },
    { run: "2", cell: "b", start: 58, ms: 44 },
  ],
});

const timeline = () => page.getByRole("img", { name: /^Timeline/ });
const rows = () => [...document.querySelectorAll("tbody tr")].map((row) => row.textContent);

describe("the profiler", () => {
  it("says what to do while there is nothing, and records only while it is there", async () => {
    show(() => <Profiler />);
    await expect.element(page.getByText(/Run a cell that computes with tensors/)).toBeVisible();
    dispose();
    expect(heard).toEqual([
      ["watch", "profile"],
      ["stop", "profile"],
    ]);
  });

  it("draws each span where it was, and tells of the one that is pressed", async () => {
    show(() => <Profiler />);
    tell(made);
    await expect.element(timeline()).toBeVisible();
    const canvas = timeline().element() as HTMLCanvasElement;
    const { width, height } = canvas.getBoundingClientRect();
    // The product fills the right part of the second row.
    const place = { x: 76 + (width - 76) * 0.75, y: height - 14 };
    const isPainted = () => canvas.getContext("2d")!.getImageData(place.x * devicePixelRatio, place.y * devicePixelRatio, 1, 1).data[3]! > 0;
    await expect.poll(isPainted).toBe(true);
    await userEvent.click(timeline(), { position: place });
    const details = page.getByRole("region", { name: "Details of matmul + relu" });
    await expect.element(details).toHaveTextContent("%2 = relu(%1)");
    await expect.element(details).toHaveTextContent("fn kernel_1() {}");
    await expect.element(details).toHaveTextContent("[64, 64] [64, 64] → [64, 64]");
    await userEvent.click(details.getByRole("button", { name: "Cell 2" }));
    expect(heard).toContainEqual(["select", "b"]);
  });

  it("is zoomed, moved and stepped through with the keyboard, which the notebook does not hear", async () => {
    show(() => <Profiler />);
    tell(made);
    await expect.element(timeline()).toBeVisible();
    const pressed: string[] = [];
    const hear = ({ key }: KeyboardEvent) => pressed.push(key);
    addEventListener("keydown", hear);
    (timeline().element() as HTMLElement).focus();
    const label = () => timeline().element().getAttribute("aria-label");
    const before = label();
    await userEvent.keyboard("+");
    await expect.poll(label).not.toBe(before);
    await userEvent.keyboard("{End}.");
    await expect.element(page.getByRole("region", { name: "Details of add" })).toBeVisible();
    removeEventListener("keydown", hear);
    expect(pressed).toEqual([]);
  });

  it("lists operations as numbers and sorts them", async () => {
    show(() => <Profiler />);
    tell(made);
    await userEvent.click(page.getByRole("tab", { name: "Operations" }));
    await expect.poll(() => rows().length).toBe(2);
    expect(rows()[0]).toMatch(/^matmul \+ relu.*wasm1.*40\.0 ms.*95 %.*host$/);
    await userEvent.click(page.getByRole("button", { name: "Calls" }));
    await expect.poll(() => rows()[0]).toMatch(/^add.*≈ 1,000.*2\.00 ms.*2\.00 µs/);
  });

  it("says in words why the slowest take their time, once the machine was measured", async () => {
    show(() => <Profiler />);
    tell(made);
    const slowest = page.getByRole("region", { name: "The slowest, and why" });
    await expect.element(slowest).toHaveTextContent("0.0 % of its roof");
    await expect.element(slowest).toHaveTextContent("Overhead-bound");
  });

  it("shows one cell alone from the flame view", async () => {
    show(() => <Profiler />);
    tell(made);
    await userEvent.click(page.getByRole("tab", { name: "Flame" }));
    await userEvent.click(page.getByRole("button", { name: "Cell 2" }));
    await expect.element(page.getByRole("combobox")).toHaveValue("b");
    await expect.poll(() => document.querySelector(".flame-nodes")!.textContent).not.toContain("Cell 1");
  });

  it("puts operations under the roofs of this machine", async () => {
    show(() => <Profiler />);
    tell(made);
    await userEvent.click(page.getByRole("tab", { name: "Roofline" }));
    const point = page.getByRole("button", { name: /^matmul \+ relu: / });
    await expect.element(point).toBeVisible();
    const roof = document.querySelector(".roof")!.getBoundingClientRect();
    expect(point.element().getBoundingClientRect().top).toBeGreaterThan(roof.top);
    await expect.element(page.getByRole("figure")).toHaveTextContent("10.0 GB/s from memory");
  });
});

const memory = (part: Partial<MemoryData>): WatchEvent => ({
  type: "memory_data",
  memory: {
    now: 1_000,
    bytes: 1_000_000,
    tensors: 3,
    peakBytes: 2_000_000,
    hitRate: 0.75,
    pools: [{ device: "wasm", liveBytes: 1_000_000, requestedBytes: 900_000, idleBytes: 500_000, fragmentation: 0.1, classes: [{ size: 500_000, live: 2, idle: 1 }] }],
    places: [{ place: "cell 2, line 3", cell: "b", buffers: 2, bytes: 1_000_000, collected: 7 }],
    advice: ["cell 2, line 3 left 7 results to the garbage collector"],
    ...part,
  },
});

describe("the memory panel", () => {
  it("tells what is held, by whom, and what to do about it", async () => {
    show(() => <Memory />);
    tell(memory({ held: [{ name: "small", cell: "a", shape: [2], dtype: "float32", device: "wasm", bytes: 8 }, { name: "weights", cell: "b", shape: [500, 500], dtype: "float32", device: "wasm", bytes: 1_000_000 }] }));
    await expect.poll(() => rows()).toEqual(["weightsCell 2[500, 500]float32wasm1.0 MB", "smallCell 1[2]float32wasm8 B"]);
    await expect.element(page.getByText("1 more tensor is held")).toBeVisible();
    await expect.element(page.getByRole("region", { name: "Advice" })).toHaveTextContent("Cell 2, line 3 left 7 results to the garbage collector.");
    await userEvent.click(page.getByRole("tab", { name: "Lines" }));
    await userEvent.click(page.getByRole("button", { name: "cell 2, line 3" }));
    expect(heard).toContainEqual(["select", "b"]);
    await userEvent.click(page.getByRole("tab", { name: "Pools" }));
    await expect.element(page.getByRole("region", { name: "Pool of wasm" })).toHaveTextContent("2 in use, 1 waiting");
  });

  it("draws what is in use and what waits", async () => {
    show(() => <Memory />);
    for (let now = 0; now < 20_000; now += 1_000) tell(memory({ now }));
    const canvas = page.getByRole("img", { name: /^Memory/ }).element() as HTMLCanvasElement;
    const alphaAt = (part: number) => {
      const x = canvas.width / 2;
      return canvas.getContext("2d")!.getImageData(x, canvas.height * part, 1, 1).data[3]!;
    };
    await expect.poll(() => alphaAt(0.75)).toBeGreaterThan(150);
    expect(alphaAt(0.35)).toBeGreaterThan(20);
    expect(alphaAt(0.35)).toBeLessThan(150);
    expect(alphaAt(0.15)).toBe(0);
  });

  it("gives memory back and says how much", async () => {
    show(() => <Memory />);
    tell(memory({}));
    await userEvent.click(page.getByRole("button", { name: "Free memory" }));
    await expect.poll(() => heard).toContainEqual(["notify", "2.0 MB were given back"]);
  });
});
