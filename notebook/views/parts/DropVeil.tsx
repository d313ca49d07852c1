/** Takes files that are dropped anywhere on the page, and shows so while they hover over it. What a control of a cell takes is left to it. */
import { createSignal, onCleanup, onMount, Show } from "solid-js";

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

export function DropVeil(props: { onFiles(files: readonly File[]): void }) {
  const [over, setOver] = createSignal(false);
  const onDragOver = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    setOver(!event.defaultPrevented);
    event.preventDefault();
  };
  const onDragLeave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
  const onDrop = (event: DragEvent) => {
    setOver(false);
    if (!hasFiles(event) || event.defaultPrevented) return;
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
    <Show when={over()}>
      <div class="drop-veil">Drop notebooks to import them, or data to look into it</div>
    </Show>
  );
}
