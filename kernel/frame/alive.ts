/**
 * Hears of a worker's death. A worker that dies of an overflowing heap fires no event, and one that is busy answers no
 * question; but a lock that it holds is released when it is gone.
 */

/** Calls back once when the worker that holds the lock `name` is gone. Without locks (an opaque frame) it never does. */
export function onWorkerGone(name: string, callback: () => void): void {
  // An opaque origin has no locks; there only the page's own watch over the frame remains.
  void navigator.locks?.request(name, callback).catch(() => undefined);
}
