/** What the reader must know before anything else: where this came from, what is wrong, what to do. */
import X from "lucide-solid/icons/x";
import { For, Show, type JSX } from "solid-js";
import { useBench } from "./workbench-context.ts";

export function Banners(props: { children?: JSX.Element }) {
  const { session, save } = useBench();
  return (
    <div class="banners">
      {props.children}
      <Show when={save().kind === "unsaved" && save().failed && save().reason}>
        {(reason) => (
          <div class="banner bad" role="alert">
            <p>
              <strong>Not saved.</strong> {reason()}
            </p>
          </div>
        )}
      </Show>
      <Show when={session.kernel() === "dead" && session.deathReason()}>
        {(reason) => (
          <div class="banner bad" role="alert">
            <p>
              <strong>The kernel stopped:</strong> {reason()}. Your cells and their outputs are all here; the variables are gone.
            </p>
            <button type="button" class="button" onClick={() => session.restart()}>
              Start a new kernel
            </button>
          </div>
        )}
      </Show>
      <Show when={session.notices().length > 0}>
        <div class="banner warn" role="status">
          <div class="banner-lines">
            <For each={session.notices()}>{(notice) => <p>{notice}</p>}</For>
          </div>
          <button type="button" class="icon-button" aria-label="Dismiss notices" onClick={() => session.dismissNotices()}>
            <X />
          </button>
        </div>
      </Show>
      <Show when={session.networkQuestion()}>
        {(question) => (
          <div class="banner warn" role="alert">
            <p>
              A cell wants {question().what} from <strong>{question().origin}</strong>. Allowing it restarts the kernel, which then may load from
              that host. Run the cells again after that.
            </p>
            <button type="button" class="button primary" onClick={() => session.answerNetwork(true)}>
              Allow and restart
            </button>
            <button type="button" class="button" onClick={() => session.answerNetwork(false)}>
              Do not allow
            </button>
          </div>
        )}
      </Show>
    </div>
  );
}
