/** Tells once what this browser lacks; the kernel's menu says it always. In a corner: nothing on the page may jump for it. */
import { createEffect } from "solid-js";
import type { Workbench } from "../../commands/workbench.ts";
import { remember } from "../parts/remember.ts";

const KEY = "tessera.missing-told";

export function tellMissing({ session, shell }: Workbench): void {
  createEffect(() => {
    const missing = session.info()?.missing.join("; ") ?? "";
    if (missing === "" || remember.read(KEY) === missing) return;
    remember.write(KEY, missing);
    shell.notify(`This notebook works here, with less than it could have: ${missing}`);
  });
}
