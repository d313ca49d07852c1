/** A canvas that is as large as its place, sharp on every screen, and drawn at most once a frame. */
import { createEffect, onCleanup, onMount, type JSX } from "solid-js";
import { onThemeChange, readColours, type Colours } from "./colours.ts";

export interface Picture {
  readonly context: CanvasRenderingContext2D;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly colours: Colours;
}

export interface CanvasProps {
  /** What the picture shows, in words; its numbers must stand in a table, too. */
  label: string;
  class: string;
  /** Reads what is to be drawn, and is asked again when that changes; what it returns draws on a cleared canvas. */
  draw(): (picture: Picture) => void;
  /** Given when the keyboard does something here. */
  onKeyDown?: JSX.EventHandler<HTMLCanvasElement, KeyboardEvent>;
  ref?(canvas: HTMLCanvasElement): void;
}

export function Canvas(props: CanvasProps): JSX.Element {
  let canvas!: HTMLCanvasElement;
  let colours: Colours | undefined;
  let size = { width: 0, height: 0 };
  let frame = 0;
  let draw: (picture: Picture) => void = () => {};

  function paint(): void {
    frame = 0;
    const context = canvas.getContext("2d");
    if (!context || size.width === 0) return;
    colours ??= readColours(canvas);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    draw({ context, ...size, colours });
  }
  const repaint = () => void (frame ||= requestAnimationFrame(paint));

  onThemeChange(() => {
    colours = undefined;
    repaint();
  });
  onMount(() => {
    const observer = new ResizeObserver(() => {
      size = { width: canvas.clientWidth, height: canvas.clientHeight };
      canvas.width = Math.round(size.width * devicePixelRatio);
      canvas.height = Math.round(size.height * devicePixelRatio);
      paint();
    });
    observer.observe(canvas);
    onCleanup(() => observer.disconnect());
  });
  createEffect(() => {
    draw = props.draw();
    repaint();
  });
  onCleanup(() => cancelAnimationFrame(frame));

  return (
    <canvas
      ref={(element) => {
        canvas = element;
        props.ref?.(element);
      }}
      class={props.class}
      role="img"
      aria-label={props.label}
      tabindex={props.onKeyDown ? 0 : undefined}
      onKeyDown={(event) => props.onKeyDown?.(event)}
    />
  );
}
