/** A notebook that came by link: shown, not run, not stored until its first edit. */
import { createResource, createSignal, Match, onCleanup, Switch } from "solid-js";
import { newNotebookId } from "../../document/notebook-id.ts";
import { openDocument } from "../../document/open.ts";
import { openLink, type LinkedNotebook } from "../../share/open-link.ts";
import { NotebookView } from "../notebook/NotebookView.tsx";
import { MessagePage } from "../parts/MessagePage.tsx";
import { LinkBanner } from "./LinkBanner.tsx";

export default function LinkPage(props: { fragment: string }) {
  const [agreed, setAgreed] = createSignal(false);
  const [linked] = createResource(
    () => ({ fragment: props.fragment, agreed: agreed() }),
    ({ fragment, agreed }) => openLink(fragment, agreed),
  );
  return (
    <Switch>
      <Match when={linked.error}>
        <MessagePage title="This link could not be opened">
          <p>{sentence(String(linked.error?.message ?? linked.error))}</p>
          <p class="note">Nothing was run and nothing was changed here.</p>
        </MessagePage>
      </Match>
      <Match when={linked()?.kind === "ask" && (linked() as { host: string; url: string })}>
        {(question) => (
          <MessagePage
            title={`Open a notebook from ${question().host}?`}
            actions={
              <button type="button" class="button primary" onClick={() => setAgreed(true)}>
                Fetch it from {question().host}
              </button>
            }
          >
            <p>This link names a file on another site. Fetching it tells that site your network address. Nothing in it runs until you press Run.</p>
            <p class="note link-address">{question().url}</p>
          </MessagePage>
        )}
      </Match>
      <Match when={linked()?.kind === "notebook" && (linked() as LinkedNotebook)}>{(notebook) => <LinkedView linked={notebook()} />}</Match>
      <Match when={linked.loading && agreed()}>
        <MessagePage title="Fetching the notebook…">
          <p class="note">This takes as long as the other site needs.</p>
        </MessagePage>
      </Match>
    </Switch>
  );
}

/** An error's message as a sentence of its own. */
function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}

function LinkedView(props: { linked: LinkedNotebook }) {
  const document = openDocument(props.linked.notebook);
  onCleanup(() => document.dispose());
  return (
    <NotebookView
      id={newNotebookId()}
      document={document}
      banner={<LinkBanner from={props.linked.from} remarks={props.linked.remarks} />}
    />
  );
}
