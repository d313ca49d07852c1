import { describe, expect, it } from "vitest";
import { isAppOrigin, kernelPlaces } from "./origin.ts";

const at = (address: string) => new URL(address);

describe("kernelPlaces", () => {
  it("gives each notebook a name of its own beside a local server, then the server's other name", () => {
    expect(kernelPlaces(at("http://localhost:5173/notebook/a"), "k3x")).toEqual([
      { origin: "http://k3x.localhost:5173", isolation: "cross-site" },
      { origin: "http://127.0.0.1:5173", isolation: "cross-site" },
    ]);
    expect(kernelPlaces(at("http://127.0.0.1:5173"), "k3x")).toEqual([{ origin: "http://localhost:5173", isolation: "cross-site" }]);
  });

  it("fills the notebook into the configured origin", () => {
    expect(kernelPlaces(at("https://app.example"), "k3x", "https://{notebook}.kernel.example")).toEqual([{ origin: "https://k3x.kernel.example", isolation: "cross-site" }]);
  });

  it("falls back to an opaque frame where there is one origin only", () => {
    expect(kernelPlaces(at("https://app.example"), "k3x")).toEqual([{ origin: "https://app.example", isolation: "opaque" }]);
  });

  it("gives different names to ids that differ only in what a host name cannot hold", () => {
    const names = ["aB", "ab", "a_b", "hex-6142", "-a"].map((id) => kernelPlaces(at("http://localhost:1"), id)[0]!.origin);
    expect(new Set(names).size).toBe(names.length);
    expect(() => kernelPlaces(at("http://localhost:1"), "A".repeat(40))).toThrow("notebook id does not fit in a host name");
  });
});

describe("isAppOrigin", () => {
  it("knows the app of every place that kernelPlaces gives", () => {
    for (const app of ["http://localhost:5173", "http://127.0.0.1:5173"]) {
      for (const { origin } of kernelPlaces(at(app), "k3x")) expect(isAppOrigin(app, at(origin))).toBe(true);
    }
  });

  it("refuses other sites, other ports and other kernels", () => {
    const kernel = at("http://k3x.localhost:5173");
    for (const stranger of ["https://evil.example", "http://localhost:8000", "http://other.localhost:5173", "null", "https://localhost:5173"]) {
      expect(isAppOrigin(stranger, kernel)).toBe(false);
    }
    expect(isAppOrigin("https://app.example", at("https://k3x.kernel.example"))).toBe(false);
    expect(isAppOrigin("https://app.example", at("https://k3x.kernel.example"), "https://app.example")).toBe(true);
  });
});
