/** The notebook's title, edited in place: Enter or leaving the field keeps it, Escape takes the old one back. */
import { createEffect } from "solid-js";
import { useBench } from "../workbench-context.ts";

export function TitleField() {
  const { document } = useBench();
  let field!: HTMLInputElement;
  createEffect(() => (field.value = document.model.title()));

  const keep = () => {
    document.actions.setTitle(field.value.trim() || "Untitled");
    field.value = document.model.title();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") field.value = document.model.title();
    if (event.key === "Enter" || event.key === "Escape") field.blur();
  };
  return (
    <h1 class="bar-title">
      <input ref={field} aria-label="Title" spellcheck={false} autocomplete="off" onChange={keep} onKeyDown={onKeyDown} />
    </h1>
  );
}
