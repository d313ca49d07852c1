/** A dialog: takes the focus, gives it back, closes on Escape. */
import { Dialog } from "@kobalte/core/dialog";
import type { JSX } from "solid-js";

export interface ModalProps {
  title: string;
  /** Hides the title from sight, not from screen readers. */
  quietTitle?: boolean;
  wide?: boolean;
  onClose(): void;
  children: JSX.Element;
}

/** Shown as long as it is mounted. */
export function Modal(props: ModalProps) {
  const before = document.activeElement;
  const giveFocusBack = (event: Event) => {
    event.preventDefault();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay class="dialog-overlay" />
        <div class="dialog-place">
          <Dialog.Content class="dialog" classList={{ wide: props.wide }} onCloseAutoFocus={giveFocusBack}>
            <Dialog.Title class="dialog-title" classList={{ "visually-hidden": props.quietTitle }}>
              {props.title}
            </Dialog.Title>
            {props.children}
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog>
  );
}
