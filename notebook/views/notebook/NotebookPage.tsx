/** A notebook of the library, opened by its id. */
import { useParams } from "@solidjs/router";
import { createResource, Match, onCleanup, Show, Switch } from "solid-js";
import { openDocument } from "../../document/open.ts";
import { useApp } from "../app-context.ts";
import { MessagePage } from "../parts/MessagePage.tsx";
import { RescueButton } from "../parts/RescueButton.tsx";
import { NotebookView } from "./NotebookView.tsx";

export default function NotebookPage() {
  const params = useParams<{ id: string }>();
  return (
    <Show when={params.id} keyed>
      {(id) => <KeptNotebook id={id} />}
    </Show>
  );
}

function KeptNotebook(props: { id: string }) {
  const app = useApp();
  let gone = false;
  const [kept] = createResource(async () => {
    const found = await (await app.store()).open(props.id);
    if (gone) void found?.keeper.close();
    return found && { ...found, document: openDocument(found.doc) };
  });
  onCleanup(() => {
    gone = true;
    if (kept.state !== "ready") return;
    kept()?.document.dispose();
    void kept()?.keeper.close();
  });
  return (
    <Switch>
      <Match when={kept.error}>
        <MessagePage title="This notebook could not be opened" actions={<RescueButton notebook={props.id} />}>
          <p>What is stored of it cannot be read: {String(kept.error?.message ?? kept.error)}. Other notebooks are not touched.</p>
        </MessagePage>
      </Match>
      <Match when={kept.state === "ready" && kept() === null}>
        <MessagePage title="This notebook is not in this browser">
          <p>Notebooks are stored on the device where they were made. To open one here, ask for its link or import its file.</p>
        </MessagePage>
      </Match>
      <Match when={kept()}>{(kept) => <NotebookView id={props.id} document={kept().document} keeper={kept().keeper} />}</Match>
    </Switch>
  );
}
