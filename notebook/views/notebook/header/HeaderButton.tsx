/** A button of the header: an icon, with its name beside it or only for those who ask. */
import { Show, type Component } from "solid-js";
import { Dynamic } from "solid-js/web";

export interface HeaderButtonProps {
  icon: Component;
  label: string;
  /** The name is written beside the icon where there is room. */
  labelled?: boolean;
  disabled?: boolean;
  /** For a button that switches something on and off. */
  pressed?: boolean;
  onClick(): void;
}

export function HeaderButton(props: HeaderButtonProps) {
  return (
    <button
      type="button"
      class={props.labelled ? "button quiet" : "icon-button"}
      aria-label={props.label}
      title={props.label}
      disabled={props.disabled}
      aria-pressed={props.pressed}
      onClick={() => props.onClick()}
    >
      <Dynamic component={props.icon} />
      <Show when={props.labelled}>
        <span class="button-word">{props.label}</span>
      </Show>
    </button>
  );
}
