/** A link that carries the whole notebook; nothing is uploaded. */
import { createResource, createSignal, Show } from "solid-js";
import { linkTo, LONG_LINK, VERY_LONG_LINK } from "../../../share/link.ts";
import { Modal } from "../../parts/Modal.tsx";
import { useBench } from "../workbench-context.ts";
import type { DialogProps } from "./Dialogs.tsx";

export default function Share(props: DialogProps) {
  const { document: notebook } = useBench();
  const [outputs, setOutputs] = createSignal(false);
  const [copied, setCopied] = createSignal(false);
  const [link] = createResource(
    () => ({ outputs: outputs() }),
    (options) => linkTo(notebook.read(), options),
  );
  const length = () => link.latest?.length ?? 0;
  let field!: HTMLInputElement;

  async function copy() {
    field.select();
    try {
      await navigator.clipboard.writeText(link.latest ?? "");
    } catch {
      // Where the clipboard is refused the link stays selected, one key from being copied.
      return;
    }
    setCopied(true);
  }

  return (
    <Modal title="Share this notebook" onClose={props.onClose}>
      <p class="note">
        The link holds the notebook itself: nothing is uploaded, and whoever opens it gets a copy of their own. Nothing runs there until they press Run.
      </p>
      <div class="share-link">
        <input ref={field} class="field" readOnly aria-label="Link" value={link.latest ?? ""} onFocus={() => field.select()} />
        <button type="button" class="button primary" disabled={!link.latest} onClick={() => void copy()}>
          {copied() ? "Copied" : "Copy link"}
        </button>
      </div>
      <label class="choice">
        <input
          type="checkbox"
          checked={outputs()}
          onChange={(event) => {
            setCopied(false);
            setOutputs(event.currentTarget.checked);
          }}
        />
        With outputs
      </label>
      <Show when={link.error}>
        <p class="note bad" role="alert">
          The link could not be made: {String(link.error?.message ?? link.error)}
        </p>
      </Show>
      <Show when={length() > LONG_LINK} fallback={<p class="note">{length().toLocaleString("en")} characters.</p>}>
        <p class="note warn" role="status">
          {length().toLocaleString("en")} characters:{" "}
          {length() > VERY_LONG_LINK
            ? "most chat and mail programs cut links this long. Export the file and send that instead."
            : "some chat programs cut links this long. Try it before you rely on it, or send the exported file."}
        </p>
      </Show>
    </Modal>
  );
}
