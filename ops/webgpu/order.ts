/**
 * The order of what was asked for, kept while the backend waits for the host. Usually nothing waits, and everything is
 * done at once; a task that gives a promise makes all that come after it wait in a queue.
 */
type Task = () => void | Promise<void>;

export class Order {
  #waiting: Task[] = [];
  #stalled = false;

  /** Whether what comes now has to wait: then it must be pushed. */
  get isStalled(): boolean {
    return this.#stalled;
  }

  /** Does the task after all those pushed before: now, if none waits. A task must not throw, nor its promise reject. */
  push(task: Task): void {
    this.#waiting.push(task);
    if (!this.#stalled) void this.#proceed();
  }

  async #proceed(): Promise<void> {
    this.#stalled = true;
    while (this.#waiting.length > 0) {
      const tasks = this.#waiting;
      this.#waiting = [];
      for (const task of tasks) {
        const pause = task();
        if (pause !== undefined) await pause;
      }
    }
    this.#stalled = false;
  }
}
