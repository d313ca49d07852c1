/** Keeps the end of growing text in view, unless the reader has scrolled away from it. */
import { createSignal, onCleanup, type Accessor } from "solid-js";

/** Pixels from the end that still count as the end. */
const SLACK = 24;

export interface EndFollower {
  /** The box that scrolls. */
  box(element: HTMLElement): void;
  /** What grows inside it. */
  content(element: HTMLElement): void;
  onScroll(): void;
  /** The text is longer than its box, so that the box needs a place in the tab order. */
  scrolls: Accessor<boolean>;
}

/** Follows while `enabled`, which it asks for each time the content has another size. */
export function followEnd(enabled: Accessor<boolean>): EndFollower {
  const [scrolls, setScrolls] = createSignal(false);
  let box: HTMLElement | undefined;
  let atEnd = true;
  // The observer comes after layout: what it reads costs nothing, however many texts arrive in one frame.
  const observer = new ResizeObserver(() => {
    if (!box) return;
    const { scrollHeight, clientHeight } = box;
    if (enabled() && atEnd) box.scrollTop = scrollHeight;
    setScrolls(scrollHeight > clientHeight + 1);
  });
  onCleanup(() => observer.disconnect());
  return {
    box: (element) => observer.observe((box = element)),
    content: (element) => observer.observe(element),
    onScroll: () => {
      if (box) atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < SLACK;
    },
    scrolls,
  };
}
