import * as fc from "fast-check";
import { gzipSync, strToU8, zlibSync } from "fflate";
import { describe, expect, it } from "vitest";
import { toCell, type Notebook } from "../notebook.ts";
import { anyNotebook } from "./arbitrary.ts";
import { fromBase64Url, toBase64Url } from "./base64.ts";
import { NotebookFormatError } from "./error.ts";
import { writeIpynb } from "./ipynb.ts";
import { decodeLink, encodeLink } from "./link.ts";

const notebook: Notebook = {
  cells: [
    toCell({ id: "a", kind: "markdown", source: "# Grüße 😀" }),
    toCell({ id: "b", source: "1 + 1", executionCount: 3, outputs: [{ type: "stream", name: "stdout", text: "2" }] }),
  ],
  metadata: { title: "Sums" },
};

function refusal(payload: string): NotebookFormatError {
  try {
    decodeLink(payload);
  } catch (error) {
    if (error instanceof NotebookFormatError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("a link", () => {
  it("holds any notebook, with its outputs when asked", () => {
    fc.assert(
      fc.property(anyNotebook, (any) => {
        expect(decodeLink(encodeLink(any, { outputs: true })).notebook.cells).toEqual(any.cells);
      }),
    );
  });

  it("leaves outputs out unless asked, and everything else in", () => {
    const back = decodeLink(encodeLink(notebook)).notebook;
    expect(back.cells).toEqual(notebook.cells.map((cell) => ({ ...cell, outputs: [], executionCount: null })));
    expect(back.metadata.title).toBe("Sums");
  });

  it("is the same for the same notebook, in characters that no program changes", () => {
    const payload = encodeLink(notebook);
    expect(payload).toBe(encodeLink(structuredClone(notebook)));
    expect(payload).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it("is gzip of the notebook's file, as any other program can make it", async () => {
    const stream = new Blob([writeIpynb(notebook)]).stream().pipeThrough(new CompressionStream("gzip"));
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    expect(decodeLink(toBase64Url(bytes)).notebook.cells).toEqual(notebook.cells);
    const named = gzipSync(strToU8(writeIpynb(notebook)), { filename: "sums.ipynb" });
    expect(decodeLink(toBase64Url(named)).notebook.cells).toEqual(notebook.cells);
  });

  it("opens in other programs", async () => {
    const bytes = fromBase64Url(encodeLink(notebook)) as Uint8Array<ArrayBuffer>;
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    expect(JSON.parse(await new Response(stream).text())).toMatchObject({ nbformat: 4, metadata: { title: "Sums" } });
  });
});

describe("refused", () => {
  it("is a link cut short at every length, never half a notebook", () => {
    const payload = encodeLink(notebook, { outputs: true });
    for (let length = 0; length < payload.length; length++) {
      const error = refusal(payload.slice(0, length));
      expect(["cut-short", "not-base64url", "wrong-checksum"]).toContain(error.problem);
      expect(error.message).toMatch(/^this link can't be opened: .*cut short.*: ask for the link again, or for the notebook as a file$/);
    }
  });

  it("is a link with any one character changed", () => {
    const payload = encodeLink(notebook);
    // The gzip header holds a time and an operating system that nobody reads: bytes 4 to 9.
    for (let index = 16; index < payload.length; index++) {
      const changed = payload[index] === "A" ? "B" : "A";
      expect(refusal(payload.slice(0, index) + changed + payload.slice(index + 1))).toBeInstanceOf(NotebookFormatError);
    }
  });

  it("is a bomb: 70 KB that would unpack to 72 MB", () => {
    const bomb = gzipSync(new Uint8Array(72e6));
    expect(bomb.length).toBeLessThan(75_000);
    expect(refusal(toBase64Url(bomb))).toMatchObject({ problem: "too-big", message: expect.stringContaining("more than 32 MB when unpacked") });
  });

  it("is a bomb whose stated length lies", () => {
    const bomb = gzipSync(new Uint8Array(40e6));
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(bomb.length - 4, 10, true);
    expect(refusal(toBase64Url(bomb)).problem).toBe("too-big");
  });

  it.each([
    ["has other characters", "H4sI AAAA", "not-base64url"],
    ["has padding", "H4sIAA==", "not-base64url"],
    ["is other bytes", toBase64Url(strToU8("hello, this is not compressed")), "not-gzip"],
    ["is zlib's format", toBase64Url(zlibSync(strToU8(writeIpynb(notebook)))), "not-gzip"],
    ["is not UTF-8 inside", toBase64Url(gzipSync(new Uint8Array([0xff, 0xfe, 0x80]))), "not-text"],
    ["is not a notebook inside", toBase64Url(gzipSync(strToU8("[1]"))), "not-a-notebook"],
    ["is a later format inside", toBase64Url(gzipSync(strToU8('{"nbformat":5}'))), "unknown-version"],
    ["has a second notebook behind the first", toBase64Url(Uint8Array.of(...gzipSync(strToU8("{}")), ...gzipSync(strToU8("[]")))), "wrong-checksum"],
  ])("is a payload that %s", (_what, payload, problem) => {
    expect(refusal(payload).problem).toBe(problem);
  });

  it("is any text that nobody made with this app", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String().map((text) => `H4sI${text}`), fc.uint8Array().map(toBase64Url)), (payload) => {
        expect(refusal(payload)).toBeInstanceOf(NotebookFormatError);
      }),
    );
  });
});
