/** Links that name a file on another host: asked about, fetched by a frame whose policy allows that one host, run by nobody. */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, type Page } from "@playwright/test";
import { expectState, outputOf, runCell } from "./steps.ts";

const SCRIPT = "// %%\nconsole.log(`fetched and run by ${1 + 1}`)\n";
const PUBLIC = { "access-control-allow-origin": "*", "content-type": "text/plain" };

let files: Server;
let elsewhere: Server;
let asked: { path: string; origin: string; referrer: string | undefined; cookie: string | undefined }[] = [];
const addressOf = (server: Server, path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`;

test.beforeAll(async () => {
  files = await serve(({ url = "", headers }, response) => {
    asked.push({ path: url, origin: headers.origin ?? "", referrer: headers.referer, cookie: headers.cookie });
    if (url === "/sums.ts") return void response.writeHead(200, PUBLIC).end(SCRIPT);
    if (url === "/private.ts") return void response.writeHead(200).end(SCRIPT);
    if (url === "/moved.ts") return void response.writeHead(302, { ...PUBLIC, location: "/sums.ts" }).end();
    if (url === "/away.ts") return void response.writeHead(302, { ...PUBLIC, location: addressOf(elsewhere, "sums.ts") }).end();
    if (url === "/letter.txt") return void response.writeHead(200, PUBLIC).end("Dear reader");
    if (url !== "/huge.ts") return void response.writeHead(404, PUBLIC).end();
    response.writeHead(200, PUBLIC);
    const more = () => void (response.writable && response.write(Buffer.alloc(1_000_000, 0x20), more));
    more();
  });
  elsewhere = await serve((_, response) => {
    asked.push({ path: "elsewhere", origin: "", referrer: undefined, cookie: undefined });
    response.writeHead(200, PUBLIC).end(SCRIPT);
  });
});
test.afterAll(() => {
  for (const server of [files, elsewhere]) {
    server.closeAllConnections();
    server.close();
  }
});
test.beforeEach(() => void (asked = []));

test("a file elsewhere is fetched after the reader agrees, and runs when they say so", async ({ page }) => {
  await ask(page, "sums.ts");
  await expect(page.getByText(addressOf(files, "sums.ts"))).toBeVisible();
  expect(asked).toEqual([]);
  await agree(page);
  await expect(page.getByRole("article")).toHaveCount(1);
  await expectState(page, 1, "idle");
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ path: "/sums.ts", referrer: undefined, cookie: undefined });
  await runCell(page, 1);
  await expect(outputOf(page, 1)).toContainText("fetched and run by 2");
});

test("a file that moved on its own host is still found", async ({ page }) => {
  await ask(page, "moved.ts");
  await agree(page);
  await expect(page.getByRole("article")).toHaveCount(1);
});

const failures: { title: string; path: string; says: RegExp }[] = [
  { title: "sends on to another host", path: "away.ts", says: /on to another host, which you were not asked about/ },
  { title: "does not share its files", path: "private.ts", says: /does not let other sites read its files/ },
  { title: "has no such file", path: "gone.ts", says: /no such file: it answered 404/ },
  { title: "sends without end", path: "huge.ts", says: /too big: files under 50 MB/ },
  { title: "sends something else", path: "letter.txt", says: /not a notebook: letter.txt/i },
];

for (const { title, path, says } of failures) {
  test(`a host that ${title} is told, and nothing opens`, async ({ page }) => {
    await ask(page, path);
    await agree(page);
    await expect(page.getByRole("heading", { name: "This link could not be opened" })).toBeVisible();
    await expect(page.getByText(says)).toBeVisible();
    await expect(page.getByRole("article")).toHaveCount(0);
    expect(asked.map((each) => each.path)).not.toContain("elsewhere");
  });
}

async function ask(page: Page, path: string): Promise<void> {
  await page.goto(`/#url=${encodeURIComponent(addressOf(files, path))}`);
  await expect(page.getByRole("heading", { name: /^Open a notebook from 127\.0\.0\.1/ })).toBeVisible();
}

const agree = (page: Page) => page.getByRole("button", { name: /^Fetch it from/ }).click();

function serve(listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}
