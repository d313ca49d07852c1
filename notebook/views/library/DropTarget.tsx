/** Takes files that are dropped anywhere on the page. */
import { createSignal, onCleanup, onMount, Show, type JSX } from "solid-js";

export function DropTarget(props: { onFiles(files: readonly File[]): void; children: JSX.Element }) {
  const [over, setOver] = createSignal(false);
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  const onDragOver = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(true);
  };
  const onDragLeave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
  const onDrop = (event: DragEvent) => {
    setOver(false);
    if (!hasFiles(event)) return;
    event.preventDefault();
    props.onFiles([...(event.dataTransfer?.files ?? [])]);
  };
  onMount(() => {
    addEventListener("dragover", onDragOver);
    addEventListener("dragleave", onDragLeave);
    addEventListener("drop", onDrop);
  });
  onCleanup(() => {
    removeEventListener("dragover", onDragOver);
    removeEventListener("dragleave", onDragLeave);
    removeEventListener("drop", onDrop);
  });
  return (
    <>
      {props.children}
      <Show when={over()}>
        <div class="drop-veil">Drop to import notebooks</div>
      </Show>
    </>
  );
}
