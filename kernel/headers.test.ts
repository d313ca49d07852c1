import { describe, expect, it } from "vitest";
import { approvedOrigins, headersFor, staticHeaders } from "./headers.ts";

const policyOf = (side: "app" | "kernel", address: string) => headersFor({ side, url: new URL(address), mode: "production" })["Content-Security-Policy"]!;

describe("headersFor", () => {
  it("lets the app frame its kernels and be framed by nobody", () => {
    const policy = policyOf("app", "http://localhost:4173/");
    expect(policy).toContain("frame-src http://*.localhost:4173 http://127.0.0.1:4173");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain(" 'unsafe-eval'");
  });

  it("lets anyone frame the embed page", () => {
    expect(policyOf("app", "http://localhost:4173/embed")).toContain("frame-ancestors *");
    expect(headersFor({ side: "app", url: new URL("http://localhost/embed"), mode: "production" })["Cross-Origin-Opener-Policy"]).toBeUndefined();
  });

  it("closes the network to kernels until the reader approves a host, for the worker as for its frame", () => {
    for (const path of ["kernel/frame/frame.html", "kernel/worker-abc.js"]) {
      const closed = policyOf("kernel", `http://k.localhost:4173/${path}`);
      expect(closed).toMatch(/connect-src 'self' blob: data:$/);
      expect(closed).not.toContain("esm.sh");
      const open = policyOf("kernel", `http://k.localhost:4173/${path}?network=https://esm.sh`);
      expect(open).toContain("connect-src 'self' blob: data: https://esm.sh");
      expect(open).toContain("'unsafe-eval' https://esm.sh");
    }
  });

  it("keeps a worker from loading itself again with a network of its choice", () => {
    expect(policyOf("kernel", "http://k.localhost:4173/kernel/worker-abc.js")).toMatch(/worker-src blob:(;|$)/);
  });

  it("lets the frame that fetches a file reach the one approved host, with no script but its own", () => {
    const policy = policyOf("kernel", "http://fetch.localhost:4173/kernel/frame/fetch.html?network=https://files.example");
    expect(policy).toBe("default-src 'none'; form-action 'none'; base-uri 'none'; script-src 'self'; connect-src https://files.example");
    expect(policyOf("kernel", "http://fetch.localhost:4173/kernel/frame/fetch.html")).toContain("connect-src 'none'");
    expect(policyOf("app", "https://one.example/kernel/frame/fetch.html?network=https://files.example")).toMatch(/sandbox allow-scripts$/);
  });

  it("lets the page ask for the camera, a kernel for nothing", () => {
    const permissions = (side: "app" | "kernel", path: string) => headersFor({ side, url: new URL(`http://k.localhost:4173${path}`), mode: "production" })["Permissions-Policy"];
    expect(permissions("app", "/notebook/1")).toMatch(/^camera=\(self\), .*microphone=\(\)/);
    for (const [side, path] of [["kernel", "/kernel/frame/frame.html"], ["app", "/kernel/frame/frame.html"], ["kernel", "/kernel/worker.js"]] as const) expect(permissions(side, path)).toMatch(/^camera=\(\), /);
  });

  it("leaves the content policy out in development", () => {
    expect(Object.keys(headersFor({ side: "kernel", url: new URL("http://k.localhost/kernel/frame/frame.html"), mode: "development" }))).not.toContain("Content-Security-Policy");
  });
});

describe("approvedOrigins", () => {
  it("takes plain secure origins and nothing that could end a directive", () => {
    const url = new URL("http://k.localhost/");
    url.searchParams.set("network", "https://esm.sh http://evil.example https://a.example/path https://b.example;script-src http://127.0.0.1:9 * https://*");
    expect(approvedOrigins(url)).toEqual(["https://esm.sh", "http://127.0.0.1:9"]);
  });
});

describe("staticHeaders", () => {
  it("writes one rule a path, with the kernel's fixed network", () => {
    const text = staticHeaders({ kernelOrigin: "https://{notebook}.kernel.example", network: ["https://esm.sh"] });
    expect(text).toContain("frame-src https://*.kernel.example");
    expect(text.match(/^\/kernel\/worker\*\n(?: {2}.*\n)*? {2}Content-Security-Policy: .*connect-src 'self' blob: data: https:\/\/esm\.sh/m)).not.toBeNull();
  });
});
