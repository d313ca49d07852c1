import { describe, expect, it } from "vitest";
import { NotebookFormatError } from "./error.ts";
import { parseFragment } from "./fragment.ts";

describe("a fragment", () => {
  it("with #nb= holds a notebook", () => {
    expect(parseFragment("#nb=H4sI_-9")).toEqual({ kind: "notebook", payload: "H4sI_-9" });
  });

  it("with #nb= and nothing behind it is a link that lost its notebook, not a page without one", () => {
    expect(parseFragment("#nb=")).toEqual({ kind: "notebook", payload: "" });
  });

  it("with #url= names a file elsewhere and the host to agree to", () => {
    const address = "https://example.org:8443/a%20b.ipynb?x=1&y=2#top";
    expect(parseFragment(`#url=${encodeURIComponent(address)}`)).toEqual({ kind: "remote", url: address, host: "example.org:8443" });
  });

  it("may name a file on this machine without https", () => {
    expect(parseFragment("#url=http://127.0.0.1:8000/a.ipynb")).toMatchObject({ host: "127.0.0.1:8000" });
    expect(() => parseFragment("#url=http://127.0.0.1.example/a.ipynb")).toThrow("only https");
  });

  it("shows a look-alike host by its real name", () => {
    expect(parseFragment("#url=https%3A%2F%2Fg%D1%96thub.com%2Fa.ipynb")).toMatchObject({ host: "xn--gthub-n2e.com" });
  });

  it.each(["", "#", "#section-2", "#nbx=1", "#x&nb=1"])("like %j asks for no notebook", (hash) => {
    expect(parseFragment(hash)).toBeNull();
  });

  it.each([
    ["http://example.org/a.ipynb", "only https addresses can be opened"],
    ["javascript:alert(1)", "only https addresses can be opened"],
    ["data:application/json,{}", "only https addresses can be opened"],
    ["file:///etc/passwd", "only https addresses can be opened"],
    ["https://github.com@evil.example/a.ipynb", "an address with a user name can't be opened: evil.example"],
    ["a.ipynb", "not an address"],
    ["", "not an address"],
  ])("that asks for %j is refused", (address, message) => {
    const parse = () => parseFragment(`#url=${encodeURIComponent(address)}`);
    expect(parse).toThrow(NotebookFormatError);
    expect(parse).toThrow(message);
  });

  it("that lost the end of an escape is refused", () => {
    expect(() => parseFragment("#url=https%3A%2")).toThrow("not an address: https%3A%2");
  });
});
