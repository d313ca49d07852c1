/** Sends the newest of many values, at most once a frame: dragging a slider must not flood a busy kernel. */

export function sendLatest<T>(send: (value: T) => void): (value: T) => void {
  let waiting: { value: T } | null = null;
  return (value) => {
    if (!waiting) {
      requestAnimationFrame(() => {
        const latest = waiting;
        waiting = null;
        if (latest) send(latest.value);
      });
    }
    waiting = { value };
  };
}
