/**
 * Notices a worker that is no more. A worker that ended fires no event, and one that is busy cannot answer; so only one that
 * should be idle is given up, after it has left several questions unanswered. They are counted, not timed: a frame that slept
 * must not blame its worker.
 */
const INTERVAL = 1_000;
const MISSED = 5;

export interface Watch {
  /** The worker answered, or said anything else. */
  heard(): void;
  /** Whether a cell is running, which keeps the worker from answering. */
  setBusy(busy: boolean): void;
}

/** @param ask asks the worker for an answer @param onGone called once */
export function watchWorker(ask: () => void, onGone: () => void): Watch {
  let missed = 0;
  let isBusy = true;
  const timer = setInterval(() => {
    if (isBusy) return;
    if (++missed <= MISSED) return ask();
    clearInterval(timer);
    onGone();
  }, INTERVAL);
  return {
    heard: () => (missed = 0),
    setBusy(busy) {
      isBusy = busy;
      missed = 0;
    },
  };
}
