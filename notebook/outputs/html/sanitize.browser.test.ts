import { afterEach, describe, expect, it } from "vitest";
import { sanitizeHtml, sanitizeMarkdown, sanitizeSvg } from "./sanitize.ts";

/** What any of the attacks would do if it ran. */
const ATTACK = "window.__attacked = true";

const scripts: [string, string][] = [
  ["a script", `<script>${ATTACK}</script>`],
  ["a script in capitals with a slash", `<SCRIPT/x>${ATTACK}</SCRIPT>`],
  ["a handler", `<img src=x onerror="${ATTACK}">`],
  ["a handler without quotes", `<svg/onload=${ATTACK.replaceAll(" ", "")}>`],
  ["a handler in SVG animation", `<svg><animate onbegin="${ATTACK}" attributeName=x dur=1s></svg>`],
  ["an animation of an address", `<svg><a><animate attributeName=href values="javascript:${ATTACK}"/><text y=20>x</text></a></svg>`],
  ["foreign objects in SVG", `<svg><foreignObject><img src=x onerror="${ATTACK}"></foreignObject></svg>`],
  ["use of another document", `<svg><use href="data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg'><script>${ATTACK}</script></svg>#x"/></svg>`],
  ["a frame with its own document", `<iframe srcdoc="<script>parent.${ATTACK.slice(7)}</script>"></iframe>`],
  ["an object", `<object data="data:text/html,<script>${ATTACK}</script>"></object>`],
  ["mutation through MathML", `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${ATTACK.replaceAll(" ", "")}&gt;">`],
  ["mutation through noscript", `<noscript><p title="</noscript><img src=x onerror=${ATTACK.replaceAll(" ", "")}>">`],
  ["mutation through a template", `<template><img src=x onerror="${ATTACK}"></template>`],
  ["a style sheet that closes itself", `<svg><style><img src=x onerror="${ATTACK}"></style></svg>`],
  ["a popover that opens by command", `<button popovertarget=p>x</button><div id=p popover ontoggle="${ATTACK}"></div>`],
];

const links = [
  "javascript:alert(1)",
  " JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "java&#10;script:alert(1)",
  "&#106;avascript:alert(1)",
  "&#x6A&#x61vascript:alert(1)",
  "\u0001javascript:alert(1)",
  "javascript&colon;alert(1)",
  "vbscript:msgbox(1)",
  "data:text/html,<script>alert(1)</script>",
  "DATA:text/html;base64,PHNjcmlwdD4=",
  "blob:http://localhost/x",
  "file:///etc/passwd",
  "/notebook/other",
  "#nb=H4sI",
  "//example.com/x",
];

afterEach(() => {
  delete (window as { __attacked?: boolean }).__attacked;
  document.body.replaceChildren();
});

async function mount(content: string | Node): Promise<HTMLElement> {
  const host = document.body.appendChild(document.createElement("div"));
  if (typeof content === "string") host.attachShadow({ mode: "open" }).innerHTML = content;
  else host.append(content);
  await new Promise((resolve) => setTimeout(resolve, 20));
  return host;
}

describe("foreign markup", () => {
  it.each(scripts)("does not run %s", async (_, attack) => {
    await mount(sanitizeHtml(attack).markup);
    await mount(sanitizeSvg(attack).markup);
    await mount(sanitizeMarkdown(attack, "tessera-math"));
    expect(window).not.toHaveProperty("__attacked");
  });

  it.each(links)("takes the address of a link to %j", async (address) => {
    for (const markup of [`<a href="${address}">x</a>`, `<svg><a href="${address}"><text>x</text></a><a xlink:href="${address}"><text>y</text></a></svg>`]) {
      const root = (await mount(sanitizeHtml(markup).markup)).shadowRoot!;
      for (const link of root.querySelectorAll("a")) expect(link.getAttributeNames()).not.toContain(expect.stringContaining("href"));
    }
    const fragment = sanitizeMarkdown(`<a href="${address}">x</a>`, "tessera-math");
    expect(fragment.querySelector("a")?.hasAttribute("href")).toBe(false);
  });

  it("opens good links elsewhere, without telling who asked", () => {
    const link = sanitizeMarkdown('<a href="https://example.com/a?b#c" target="_top" ping="https://evil.example">x</a>', "m").querySelector("a")!;
    expect(link.outerHTML).toBe('<a href="https://example.com/a?b#c" target="_blank" rel="noopener noreferrer">x</a>');
  });

  it.each(["form", "input", "button", "textarea", "select", "dialog", "base", "meta", "link", "iframe", "embed"])("has no %s", (name) => {
    expect(sanitizeHtml(`<${name} name="x"></${name}>text`).markup).not.toContain(`<${name}`);
  });

  it("has no attributes that command the page", () => {
    const attributes = 'data-command="delete" contenteditable autofocus tabindex="1" accesskey="x" slot="x" part="x"';
    expect(sanitizeHtml(`<p ${attributes} title="kept">x</p>`).markup).toBe('<p title="kept">x</p>');
  });

  it("cannot take the name of one of the page's own objects from Markdown", async () => {
    await mount(sanitizeMarkdown('<img id="session" name="getElementById" alt="x"><a id="app" href="https://x.example">y</a>', "m"));
    expect(document.getElementById("app")).toBeNull();
    expect("session" in window).toBe(false);
    expect(typeof document.getElementById).toBe("function");
  });

  it("keeps a drawing's own references and drops those to other documents", () => {
    const svg = '<svg><defs><linearGradient id="g"/></defs><rect fill="url(#g)"/><image href="https://evil.example/x.png"/><image href="data:image/png;base64,AA"/></svg>';
    const { markup } = sanitizeSvg(svg);
    expect(markup).toContain('fill="url(#g)"');
    expect(markup).toContain("data:image/png;base64,AA");
    expect(markup).not.toContain("evil.example");
  });

  it("says whether there were scripts", () => {
    expect(sanitizeHtml("<script>1</script>").hadScripts).toBe(true);
    expect(sanitizeHtml('<p onclick="1">x</p>').hadScripts).toBe(true);
    expect(sanitizeHtml("<p>x</p><style>p{}</style>").hadScripts).toBe(false);
  });

  it("keeps what outputs are made of", () => {
    const html = '<table class="dataframe"><thead><tr><th scope="col">a</th></tr></thead></table><details open=""><summary>s</summary><p style="color: red">p</p></details>';
    expect(sanitizeHtml(html).markup).toBe(html);
  });
});
