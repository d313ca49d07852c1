import { expect, it } from "vitest";
import { ambientText } from "./ambient.ts";
// oxlint-disable-next-line import/default -- Vite makes the text the default export
import given from "./globals/given.ts?raw";
import * as tessera from "../ops/index.ts";

it("declares every name that cells have in scope", async () => {
  await expect(ambientText(Object.keys(tessera), given)).toMatchFileSnapshot("./ambient.d.ts");
});
