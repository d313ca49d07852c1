import { afterEach, describe, expect, it, vi } from "vitest";
import { encodeLink } from "../../cells/codec/link.ts";
import { writeIpynb } from "../../cells/codec/ipynb.ts";
import { toCell } from "../../cells/notebook.ts";
import { readNotebookText } from "./import.ts";
import { openLink } from "./open-link.ts";

const notebook = { cells: [toCell({ id: "c", source: "1 + 1" })], metadata: { title: "Sum" } };
const remote = `#url=${encodeURIComponent("https://files.example/sum.ipynb")}`;

afterEach(() => vi.unstubAllGlobals());

describe("a link that carries a notebook", () => {
  it("opens without asking", async () => {
    const opened = await openLink(`#nb=${encodeLink(notebook)}`, false);
    expect(opened).toMatchObject({ kind: "notebook", from: "From a link", notebook: { cells: [{ source: "1 + 1" }] } });
  });

  it("that was cut short is an error, not half a notebook", async () => {
    await expect(openLink(`#nb=${encodeLink(notebook).slice(0, -12)}`, false)).rejects.toThrow(/cut short/);
  });
});

describe("a link to another host", () => {
  it("fetches nothing before the reader agrees", async () => {
    const fetched = vi.fn();
    vi.stubGlobal("fetch", fetched);
    expect(await openLink(remote, false)).toEqual({ kind: "ask", host: "files.example", url: "https://files.example/sum.ipynb" });
    expect(fetched).not.toHaveBeenCalled();
  });

  it("opens after that, without sending cookies or where it was asked from", async () => {
    const fetched = vi.fn(async () => new Response(writeIpynb(notebook)));
    vi.stubGlobal("fetch", fetched);
    expect(await openLink(remote, true)).toMatchObject({ kind: "notebook", from: "From files.example" });
    expect(fetched).toHaveBeenCalledWith("https://files.example/sum.ipynb", { credentials: "omit", referrerPolicy: "no-referrer" });
  });

  it("says what the host answered", async () => {
    vi.stubGlobal("fetch", async () => new Response("", { status: 404 }));
    await expect(openLink(remote, true)).rejects.toThrow("files.example has no such file: it answered 404");
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    await expect(openLink(remote, true)).rejects.toThrow(/could not be reached/);
  });
});

describe("a file", () => {
  it("without a title is called by its name", async () => {
    const { notebook } = await readNotebookText("// %%\n1 + 1\n", "my sums.ts");
    expect(notebook.metadata.title).toBe("my sums");
    expect(notebook.cells.map(({ source }) => source)).toEqual(["1 + 1"]);
  });

  it("keeps the title it has", async () => {
    expect((await readNotebookText(writeIpynb(notebook), "other.ipynb")).notebook.metadata.title).toBe("Sum");
  });

  it("that is no notebook is refused by name", async () => {
    await expect(readNotebookText("hello", "letter.txt")).rejects.toThrow(/not a notebook: letter.txt/);
  });
});
