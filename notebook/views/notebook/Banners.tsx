/** What the reader must know before anything else: where this came from, what is wrong, what to do. */
import X from "lucide-solid/icons/x";
import { For, Show, type JSX } from "solid-js";
import { exportFormats } from "../../share/export.ts";
import { useApp } from "../app-context.ts";
import { StorageTrouble } from "../parts/StorageTrouble.tsx";
import { useExport } from "./use-export.ts";
import { useBench } from "./workbench-context.ts";

export function Banners(props: { children?: JSX.Element }) {
  const app = useApp();
  return (
    <div class="banners">
      {props.children}
      <Show when={app.trouble()} fallback={<NotSaved />}>
        {(trouble) => <StorageTrouble trouble={trouble()} />}
      </Show>
      <KernelStopped />
      <KernelNotices />
      <NetworkQuestion />
    </div>
  );
}

function NotSaved() {
  const { save } = useBench();
  const exportAs = useExport();
  return (
    <Show when={save().failed && save().reason}>
      {(reason) => (
        <div class="banner bad" role="alert">
          <p>
            <strong>Not saved.</strong> {reason()}
          </p>
          <button type="button" class="button" onClick={() => exportAs(exportFormats[0]!)}>
            Export it now
          </button>
        </div>
      )}
    </Show>
  );
}

function KernelStopped() {
  const { session } = useBench();
  return (
    <Show when={session.deathReason()}>
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
  );
}

function KernelNotices() {
  const { session } = useBench();
  return (
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
  );
}

function NetworkQuestion() {
  const { session } = useBench();
  return (
    <Show when={session.networkQuestion()}>
      {(question) => (
        <div class="banner warn" role="alert">
          <p>
            A cell asked <strong>{question().origin}</strong> for {question().what}. Allowing it restarts the kernel, which may then load from that
            host; run the cells again after that.
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
  );
}
