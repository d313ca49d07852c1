/** A dialog, by the browser's own element: it keeps the focus inside, gives it back at the end, and closes on Escape. */
import { createUniqueId, onCleanup, onMount, type JSX } from "solid-js";

export interface ModalProps {
  title: string;
  /** Hides the title from sight, not from screen readers. */
  quietTitle?: boolean;
  wide?: boolean;
  onClose(): void;
  children: JSX.Element;
}

/** Shown as long as it is mounted. What has the attribute `autofocus` gets the focus. */
export function Modal(props: ModalProps) {
  const title = createUniqueId();
  let element!: HTMLDialogElement;
  onMount(() => element.showModal());
  // Before it leaves the page: only a closed dialog gives the focus back.
  onCleanup(() => element.close());
  return (
    <dialog
      ref={element}
      class="dialog"
      classList={{ wide: props.wide }}
      aria-labelledby={title}
      on:cancel={() => props.onClose()}
      onClick={(event) => event.target === element && props.onClose()}
    >
      <div class="dialog-body">
        <h2 id={title} class="dialog-title" classList={{ "visually-hidden": props.quietTitle }}>
          {props.title}
        </h2>
        {props.children}
      </div>
    </dialog>
  );
}
