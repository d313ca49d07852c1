/** Keeps the end of growing text in view, unless the reader has scrolled away from it. */
import { createEffect, createSignal, on, type Accessor } from "solid-js";

/** Pixels from the end that still count as the end. */
const SLACK = 24;

export interface EndFollower {
  ref(element: HTMLElement): void;
  onScroll(): void;
  /** The text is longer than its box, so that the box needs a place in the tab order. */
  scrolls: Accessor<boolean>;
}

/** Follows while `enabled`, which it asks for each time `content` changes. */
export function followEnd(content: Accessor<unknown>, enabled: Accessor<boolean>): EndFollower {
  const [scrolls, setScrolls] = createSignal(false);
  let element: HTMLElement | undefined;
  let atEnd = true;
  createEffect(
    on(content, () => {
      if (!element) return;
      if (enabled() && atEnd) element.scrollTop = element.scrollHeight;
      setScrolls(element.scrollHeight > element.clientHeight + 1);
    }),
  );
  return {
    ref: (made) => (element = made),
    onScroll: () => {
      if (element) atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < SLACK;
    },
    scrolls,
  };
}
