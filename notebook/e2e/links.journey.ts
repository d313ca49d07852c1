/** Links: what they open, what they must not do. */
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { expectState, linkTo, openLinked, outputOf, runAll } from "./steps.ts";

test("a link shows its notebook and runs nothing", async ({ page }) => {
  await openLinked(page, ["console.log('ran by itself')", { kind: "markdown", source: "# A title" }]);
  await expectState(page, 1, "idle");
  await expect(page.getByRole("heading", { name: "A title" })).toBeVisible();
  await expect(page.locator("[data-output]")).toHaveCount(0);
});

test("a link that was cut short is explained and opens nothing", async ({ page }) => {
  const link = await linkTo(["const something = 'long enough to be cut';"]);
  await page.goto(link.slice(0, -12));
  await expect(page.getByRole("heading", { name: /link/i })).toBeVisible();
  await expect(page.getByText(/cut short|incomplete/i).first()).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(0);
});

test("a small link that unpacks to a huge file is refused", async ({ page }) => {
  const bomb = gzipSync(Buffer.alloc(72 * 1024 * 1024, 0x20)).toString("base64url");
  await page.goto(`/#nb=${bomb}`);
  await expect(page.getByText(/32 MB/).first()).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(0);
});

test("a stranger's notebook finds nothing of the app", async ({ page, baseURL }) => {
  await page.goto("/");
  await page.evaluate(() => {
    localStorage.setItem("secret", "the reader's own");
    return new Promise<void>((resolve, reject) => {
      const open = indexedDB.open("secret-database");
      open.onsuccess = () => (open.result.close(), resolve());
      open.onerror = () => reject(open.error);
    });
  });
  await page.evaluate(() => caches.open("secret-cache").then(() => undefined));
  await openLinked(page, [
    `const found: Record<string, unknown> = {};
     const attempt = async (name: string, look: () => unknown) => { try { found[name] = await look(); } catch (error) { found[name] = "refused"; } };
     await attempt("databases", async () => (await indexedDB.databases()).map((each) => each.name));
     await attempt("caches", () => caches.keys());
     await attempt("localStorage", () => Reflect.get(globalThis, "localStorage"));
     await attempt("page", () => Reflect.get(globalThis, "document") ?? Reflect.get(globalThis, "parent"));
     await attempt("app", async () => (await fetch("${baseURL}/index.html")).status);
     console.log(JSON.stringify(found));`,
  ]);
  await runAll(page);
  await expectState(page, 1, "done");
  const text = await outputOf(page, 1).innerText();
  const found = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
  expect(found.databases === "refused" || found.databases.length === 0).toBe(true);
  expect(found.caches === "refused" || found.caches.length === 0).toBe(true);
  expect(found.localStorage ?? null).toBeNull();
  expect(found.page ?? null).toBeNull();
  expect(found.app).toBe("refused");
});
