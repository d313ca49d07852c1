/** The playground: one cell, and beside it what it shows. What was written last is still there on the next visit. */
import { createResource, onCleanup, Show } from "solid-js";
import { toCell, type Notebook } from "../../../cells/notebook.ts";
import { PLAYGROUND_ID } from "../../document/notebook-id.ts";
import { openDocument } from "../../document/open.ts";
import { useApp } from "../app-context.ts";
import { FIRST_SOURCE } from "./first-source.ts";
import { PlaygroundView } from "./PlaygroundView.tsx";

export default function PlaygroundPage() {
  const app = useApp();
  let gone = false;
  const [kept] = createResource(async () => {
    const store = await app.store();
    const stored = await store.open(PLAYGROUND_ID);
    const document = openDocument(stored?.doc ?? firstVisit());
    const keeper = stored?.keeper ?? (await store.keep(PLAYGROUND_ID, document.doc));
    if (gone) void keeper.close();
    return { document, keeper };
  });
  onCleanup(() => {
    gone = true;
    kept.latest?.document.dispose();
    void kept.latest?.keeper.close();
  });
  return <Show when={kept()}>{(kept) => <PlaygroundView id={PLAYGROUND_ID} oneCell document={kept().document} keeper={kept().keeper} />}</Show>;
}

const firstVisit = (): Notebook => ({ cells: [toCell({ source: FIRST_SOURCE })], metadata: { title: "Playground" } });
