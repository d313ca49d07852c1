import { beforeEach, describe, expect, it, vi } from "vitest";
import { encodeLink } from "../../cells/codec/link.ts";
import { writeIpynb } from "../../cells/codec/ipynb.ts";
import { toCell } from "../../cells/notebook.ts";
import { readNotebookText } from "./import.ts";
import { openLink, type LinkedNotebook } from "./open-link.ts";

const { fetchText } = vi.hoisted(() => ({ fetchText: vi.fn<(url: string) => Promise<string>>() }));
vi.mock("../../kernel/wire/fetch.ts", () => ({ fetchText }));

const notebook = { cells: [toCell({ id: "c", source: "1 + 1" })], metadata: { title: "Sum" } };
const remote = `#url=${encodeURIComponent("https://files.example/sum.ipynb")}`;

const titled = async (address: string) => ((await openLink(`#url=${encodeURIComponent(address)}`, true)) as LinkedNotebook).notebook.metadata.title;

beforeEach(() => fetchText.mockReset());

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
    expect(await openLink(remote, false)).toEqual({ kind: "ask", host: "files.example", url: "https://files.example/sum.ipynb" });
    expect(fetchText).not.toHaveBeenCalled();
  });

  it("opens after that", async () => {
    fetchText.mockResolvedValue(writeIpynb(notebook));
    expect(await openLink(remote, true)).toMatchObject({ kind: "notebook", from: "From files.example", notebook: { metadata: { title: "Sum" } } });
    expect(fetchText).toHaveBeenCalledWith("https://files.example/sum.ipynb");
  });

  it("takes the file's name for its title, also one that is no proper escape", async () => {
    fetchText.mockResolvedValue("// %%\n1 + 1\n");
    expect(await titled("https://files.example/my%20sums.ts")).toBe("my sums");
    expect(await titled("https://files.example/100%.ts")).toBe("100%");
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

  it("of more cells than a page can draw is refused", async () => {
    const script = "// %%\n1\n".repeat(5_001);
    await expect(readNotebookText(script, "long.ts")).rejects.toThrow("the notebook has too many cells: 5001");
    await expect(openLink(`#nb=${encodeLink({ ...notebook, cells: Array.from({ length: 5_001 }, () => toCell()) })}`, false)).rejects.toThrow("too many cells");
  });

  it("that is no notebook is refused by name", async () => {
    await expect(readNotebookText("hello", "letter.txt")).rejects.toThrow(/not a notebook: letter.txt/);
  });
});
