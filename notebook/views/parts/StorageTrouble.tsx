/** Says that notebooks cannot be kept here, or that this page is too old for them, and what to do. */
import { Match, Switch } from "solid-js";
import type { StoreTrouble } from "../../store/store.ts";
import { RescueButton } from "./RescueButton.tsx";

export function StorageTrouble(props: { trouble: StoreTrouble }) {
  return (
    <div class="banner warn" role="alert">
      <Switch>
        <Match when={props.trouble.kind === "memory" && props.trouble}>{(trouble) => <p>{trouble().reason}</p>}</Match>
        <Match when={props.trouble.kind === "broken" && props.trouble}>
          {(trouble) => (
            <>
              <p>
                <strong>What is stored here cannot be read</strong> ({trouble().reason}). It is left alone. What you do now lasts until you close this page;
                export what you want to keep.
              </p>
              <RescueButton />
            </>
          )}
        </Match>
        <Match when={props.trouble.kind === "newer"}>
          <p>Your notebooks were stored by a newer Tessera than this page, so they are left alone. Reload to get the newer page.</p>
          <Reload />
        </Match>
        <Match when={props.trouble.kind === "outdated"}>
          <p>Another tab has a newer Tessera. Your work here was saved; reload to go on with the newer page.</p>
          <Reload />
        </Match>
      </Switch>
    </div>
  );
}

function Reload() {
  return (
    <button type="button" class="button" onClick={() => location.reload()}>
      Reload
    </button>
  );
}
