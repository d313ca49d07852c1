/**
 * The order of runs: a queue, execution counts, states, what a Stop and an error mean for those that wait. How a cell is
 * evaluated and what its values look like is said elsewhere.
 */
import { nextTurn } from "../ops/host.ts";
import { describe } from "./display/describe.ts";
import { reportError } from "./errors/report.ts";
import { cellFrames } from "./errors/stack.ts";
import type { RunText } from "./errors/report.ts";
import { Interrupted } from "./interrupt.ts";
import type { Interrupter } from "./interrupt.ts";
import { createSink } from "./output/sink.ts";
import type { Owner } from "./owner.ts";
import type { Run } from "./run.ts";
import type { Event, Request } from "./wire/messages.ts";

type ExecuteRequest = Extract<Request, { type: "execute_request" }>;

export interface SessionOptions {
  emit(event: Event): void;
  owner: Owner;
  interrupter: Interrupter;
  /** Runs a cell; resolves to its last value, or to nothing when it has none to show. */
  evaluate(run: Run): Promise<{ value: unknown } | undefined>;
  /** Are told when a run begins, and when all that it shows is there. */
  began(run: Run): void;
  ended(run: Run): void;
  /** The text that a numbered run ran, with the places of its errors. */
  find(executionCount: number): RunText | undefined;
}

export interface Session {
  /** Begins with the runs that wait. Until then they are only queued. */
  open(): void;
  execute(request: ExecuteRequest): void;
  /** Stops the running cell and drops the queue. */
  interrupt(): void;
  /** An error that no cell waited for: of a timer, or of a promise that nobody handles. */
  reportStray(error: unknown, run?: Run): void;
}

export function createSession({ emit, owner, interrupter, evaluate, began, ended, find }: SessionOptions): Session {
  const queue: ExecuteRequest[] = [];
  const runs = new Map<number, Run>();
  let executionCount = 0;
  let opened = false;
  let busy = false;
  /** The batch that ended early; what still arrives of it is not run. */
  let endedBatch: string | undefined;

  async function pump() {
    if (busy || !opened) return;
    busy = true;
    emit({ type: "status", state: "busy" });
    for (let request = queue.shift(); request; request = queue.shift()) {
      const status = await execute(request);
      if (status === "interrupted" || (status === "error" && request.stopOnError)) {
        endedBatch = request.batch;
        abortQueue();
      }
      // A Stop that was pressed meanwhile is heard before the next cell begins.
      if (queue.length > 0) await nextTurn();
    }
    busy = false;
    emit({ type: "status", state: "idle" });
  }

  function abortQueue() {
    for (const request of queue.splice(0)) abort(request);
  }

  function abort({ run }: ExecuteRequest) {
    emit({ type: "execute_reply", run, status: "aborted", executionCount: null, duration: 0 });
  }

  async function execute({ run: id, cell, name, source }: ExecuteRequest): Promise<"ok" | "error" | "interrupted"> {
    const sink = createSink(id, emit);
    const run: Run = { id, cell, name, source, executionCount: ++executionCount, sink, cancelled: false };
    interrupter.begin(run);
    runs.set(run.executionCount, run);
    owner.execute(run);
    emit({ type: "execute_input", run: id, executionCount: run.executionCount });
    const start = performance.now();
    began(run);
    let status: "ok" | "error" | "interrupted" = "ok";
    try {
      const result = await interrupter.race(run, evaluate(run));
      if (result) sink.show(resultEvent(run, result.value));
      await interrupter.race(run, sink.settled());
    } catch (error) {
      status = error instanceof Interrupted ? "interrupted" : "error";
      if (run.cancelled) sink.abandon();
      sink.show(errorEvent(run, error));
    }
    const duration = performance.now() - start;
    await sink.settled();
    ended(run);
    interrupter.end();
    emit({ type: "execute_reply", run: id, status, executionCount: run.executionCount, duration });
    return status;
  }

  function errorEvent(run: Run, error: unknown): Event {
    return { type: "error", run: run.id, ...reportError(error, { cell: run.cell, run: run.executionCount, find }) };
  }

  return {
    open() {
      opened = true;
      if (queue.length > 0) void pump();
      else emit({ type: "status", state: "idle" });
    },
    execute(request) {
      if (request.batch !== undefined && request.batch === endedBatch) return abort(request);
      queue.push(request);
      void pump();
    },
    interrupt() {
      abortQueue();
      interrupter.stop();
    },
    reportStray(error, run) {
      const stack = error instanceof Error ? String(error.stack) : "";
      const thrower = run ?? runs.get(cellFrames(stack)[0]?.run ?? 0) ?? owner.current;
      if (!thrower || thrower.cancelled || error instanceof Interrupted) return;
      thrower.sink.show(errorEvent(thrower, error));
    },
  };
}

function resultEvent(run: Run, value: unknown): Event | Promise<Event> {
  const event = ({ data, metadata }: Awaited<ReturnType<typeof describe>>): Event => ({
    type: "execute_result",
    run: run.id,
    data,
    metadata,
    executionCount: run.executionCount,
  });
  const described = describe(value);
  return described instanceof Promise ? described.then(event) : event(described);
}
