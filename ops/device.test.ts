import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

/** A library that has looked for no device yet. */
async function freshLibrary(): Promise<typeof import("./index.ts")> {
  vi.resetModules();
  return import("./index.ts");
}

describe("the choice of a device", () => {
  beforeEach(() => void vi.resetModules());
  afterEach(() => void vi.unstubAllGlobals());

  it("is the cpu until another is set, and then holds for new tensors only", async () => {
    const { ones, setDevice } = await freshLibrary();
    const old = ones([2]);
    expect(await setDevice("wasm")).toBe("wasm");
    const fresh = ones([2]);
    expect([old.device, fresh.device, fresh.add(1).device]).toEqual(["cpu", "wasm", "wasm"]);
    expect(() => old.add(fresh)).toThrow("add: tensors are on different devices: cpu and wasm");
    expect(await (await old.to("wasm")).add(fresh).array()).toEqual([2, 2]);
  });

  it("measures under auto, and takes the fast one", async () => {
    const { devices, setDevice } = await freshLibrary();
    expect(await setDevice("auto")).toBe("wasm");
    expect((await devices()).find(({ current }) => current)?.name).toBe("wasm");
  });

  it("falls back to the cpu without WebAssembly, and tells why", async () => {
    vi.stubGlobal("WebAssembly", undefined);
    const { devices, setDevice } = await freshLibrary();
    expect(await setDevice("auto")).toBe("cpu");
    const [cpu, wasm] = await devices();
    expect(cpu).toEqual({ name: "cpu", available: true, current: true, threads: 1 });
    expect(wasm).toMatchObject({ name: "wasm", available: false, reason: "wasm: this engine has no WebAssembly" });
    await expect(setDevice("wasm")).rejects.toMatchObject({ name: "DeviceError" });
  });

  it("falls back to the cpu without SIMD", async () => {
    vi.spyOn(WebAssembly, "validate").mockReturnValue(false);
    const { devices, setDevice } = await freshLibrary();
    expect(await setDevice("auto")).toBe("cpu");
    expect((await devices())[1]!.reason).toBe("wasm: this engine has no WebAssembly SIMD");
    vi.restoreAllMocks();
  });

  it("takes the binary that the host hands over, and names it when that fails", async () => {
    const { configure, setDevice } = await freshLibrary();
    const asked: string[] = [];
    configure({
      wasm: async (file) => {
        asked.push(file);
        throw new Error("not here");
      },
    });
    await expect(setDevice("wasm")).rejects.toThrow(/cannot be loaded: Error: not here/);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/^(simd|relaxed)(-threads)?\.wasm$/);
  });

  it("refuses a name that is no device", async () => {
    const { setDevice } = await freshLibrary();
    await expect(setDevice("tpu" as never)).rejects.toMatchObject({ name: "ConfigurationError" });
  });
});
