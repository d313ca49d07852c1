/** Keeps the room that outputs took while their cell runs again, so that what stands below does not jump up and down. */
import { createEffect, createSignal, on, onCleanup, onMount, type ParentProps } from "solid-js";

/** Milliseconds after the run's end in which its last output is drawn. */
const SETTLE = 500;

export function HeldHeight(props: ParentProps<{ running: boolean }>) {
  let box!: HTMLDivElement;
  let height = 0;
  const [held, setHeld] = createSignal<string>();
  onMount(() => {
    // Told, not asked for: asking lays the page out, once for each of a hundred cells.
    const observer = new ResizeObserver(([entry]) => (height = entry?.borderBoxSize[0]?.blockSize ?? 0));
    observer.observe(box);
    onCleanup(() => observer.disconnect());
  });
  createEffect(
    on(
      () => props.running,
      (running) => {
        if (running && height > 0) setHeld(`${height}px`);
        if (running || !held()) return;
        const timer = setTimeout(() => setHeld(undefined), SETTLE);
        onCleanup(() => clearTimeout(timer));
      },
      { defer: true },
    ),
  );
  return (
    <div ref={box} style={{ "min-height": held() }}>
      {props.children}
    </div>
  );
}
