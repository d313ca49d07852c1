/**
 * A kernel: everything a host has to start and to talk to. The hosts (`worker.ts` in a browser, `node/` in Node) only say
 * where they run and carry its events away.
 */
import { Scope } from "../cells/runtime/scope.ts";
import { setCallCheck, setFetch, setPlaceFinder, setPressureListener } from "../ops/host.ts";
import { createEvaluator } from "./evaluate.ts";
import { createGlobals } from "./globals/globals.ts";
import { measureInfo } from "./info.ts";
import { createInterrupter } from "./interrupt.ts";
import type { HostPlace } from "./info.ts";
import { createModules } from "./modules.ts";
import { approvedFetch, createApprove } from "./network.ts";
import { createOwner } from "./owner.ts";
import { createPlaces } from "./profile/places.ts";
import { createWatch } from "./profile/watch.ts";
import { createAnswers } from "./requests/answers.ts";
import { createSession } from "./session.ts";
import { createVariables } from "./variables.ts";
import type { Event, Request } from "./wire/messages.ts";

export interface KernelHost extends HostPlace {
  /** Its first number is 1 while a Stop is asked for, see `interrupt.ts`; null without shared memory. */
  flag: Int32Array | null;
  /** Whether the reader approved that cells reach this host. */
  isApproved(origin: string): boolean;
  /** `fetch` for cells, which also knows where a relative address begins. */
  fetch: typeof fetch;
  /** Loads a module by its address. */
  importModule(address: string): Promise<object>;
  /** The address of an npm package named as `name@version/path`. */
  resolvePackage(specifier: string): string;
  emit(event: Event): void;
}

export interface Kernel {
  /** Begins with the cells that wait; rejects when the device that was asked for is not there. Cells without tensors need not wait for the measuring. */
  start(): Promise<void>;
  handle(request: Request): void;
  /** An error that no cell waited for. The cell it belongs to is found by its stack. */
  reportStray(error: unknown): void;
  readonly console: Console;
}

export function createKernel(host: KernelHost): Kernel {
  const { emit } = host;
  const scope = new Scope();
  const variables = createVariables(scope);
  const owner = createOwner((run, error) => session.reportStray(error, run));
  const interrupter = createInterrupter(host.flag);
  setPressureListener(interrupter.askForPause);
  setCallCheck(() => interrupter.checkActive());
  const measured = measureInfo(host);
  const approve = createApprove({ ...host, owner });
  const modules = createModules({ ...host, approve, measured });
  const fetch = approvedFetch(approve, host.fetch);
  setFetch(fetch);
  const globals = createGlobals({ scope, owner, modules, fetch, measured });
  const evaluator = createEvaluator({ scope, variables, provide: globals.provide, modules, interrupter, owner });
  const places = createPlaces(owner, evaluator.find);
  setPlaceFinder(places.here);
  const watch = createWatch({ scope, variables, owner, places, emit });
  const session = createSession({ emit, owner, interrupter, evaluate: evaluator.evaluate, began: watch.began, ended: watch.ended, find: evaluator.find });
  const answer = createAnswers({ scope, variables, watch });

  return {
    console: globals.console,
    reportStray: (error) => session.reportStray(error),
    async start() {
      session.open();
      emit({ type: "kernel_info", info: await measured });
    },
    handle(request) {
      if (request.type === "execute_request") session.execute(request);
      else if (request.type === "interrupt_request") session.interrupt();
      else if (request.type === "input_value") globals.setInput(request.widget, request.value);
      else if (request.type === "watch_request") watch.set(request);
      else if (request.type === "clear_profile_request") watch.clear();
      else void answer(request).then(emit);
    },
  };
}
