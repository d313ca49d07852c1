/** A file of the reader's own: chosen with the browser's dialog, or dropped here. It is handed to the kernel and goes nowhere else. */
import { createSignal, onMount, Show, type JSX } from "solid-js";
import type { InputView } from "../../../cells/mime.ts";
import { formatBytes } from "../format.ts";

interface Props {
  id: string;
  view: InputView;
  /** Taken as if it had been chosen. */
  offered: File | undefined;
  onFile(file: File): void;
}

export function FileControl(props: Props): JSX.Element {
  const [chosen, setChosen] = createSignal<File>();
  const [over, setOver] = createSignal(false);
  const [refused, setRefused] = createSignal("");
  let control!: HTMLInputElement;
  const take = (file: File | undefined) => {
    if (!file) return;
    const fits = isAccepted(file, props.view.accept ?? "");
    setRefused(fits ? "" : `${file.name} is not of the kind asked for: ${props.view.accept}`);
    if (!fits) return;
    setChosen(file);
    // What was dropped stands in the browser's own control too.
    const files = new DataTransfer();
    files.items.add(file);
    control.files = files.files;
    props.onFile(file);
  };
  onMount(() => take(props.offered));
  const hover = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer?.files[0]);
  };
  return (
    <div class="input-file" data-over={over() ? "" : undefined} onDragOver={hover} onDragLeave={() => setOver(false)} onDrop={drop}>
      <input ref={control} id={props.id} type="file" accept={props.view.accept} onChange={(event) => take(event.currentTarget.files?.[0])} />
      <Show when={!chosen()}>
        <span class="input-hint">{typeof props.view.value === "string" ? `last time: ${props.view.value}` : "or drop it here; it stays on this machine"}</span>
      </Show>
      <Show when={chosen()}>{(file) => <span class="input-hint">{formatBytes(file().size)}</span>}</Show>
      <Show when={refused()}>
        <span class="input-error" role="alert">
          {refused()}
        </span>
      </Show>
    </div>
  );
}

/** The browser's dialog filters by itself; what is dropped is checked here. */
function isAccepted(file: File, accept: string): boolean {
  const kinds = accept.split(",").map((kind) => kind.trim().toLowerCase()).filter(Boolean);
  const fits = (kind: string) =>
    kind.startsWith(".") ? file.name.toLowerCase().endsWith(kind) : kind.endsWith("/*") ? file.type.startsWith(kind.slice(0, -1)) : file.type === kind;
  return kinds.length === 0 || kinds.some(fits);
}
