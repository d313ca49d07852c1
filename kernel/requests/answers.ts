/** Answers to the questions that run no cell: names and diagnostics, completions, what a name holds, the variables, the device, the profile. */
import { analyze } from "../../cells/transform/analyze.ts";
import type { Scope } from "../../cells/runtime/scope.ts";
import { describe } from "../display/describe.ts";
import { releaseMemory, setDevice } from "../../ops/core.ts";
import { answerCeilings, type Watch } from "../profile/watch.ts";
import type { Variables } from "../variables.ts";
import type { Analysis, Diagnostic, Event, Request } from "../wire/messages.ts";
import { complete } from "./complete.ts";
import { valueAt } from "./inspect.ts";

type Question = Extract<Request, { id: number }>;

export interface AnswerOptions {
  scope: Scope;
  variables: Variables;
  watch: Watch;
}

export function createAnswers({ scope, variables, watch }: AnswerOptions): (question: Question) => Promise<Event> {
  return async (question) => {
    const { id } = question;
    if (question.type === "analyze_request") return { type: "analyze_reply", id, cells: question.cells.map(analysisOf) };
    if (question.type === "complete_request") return { type: "complete_reply", id, ...complete(question.source, question.position, scope, variables) };
    if (question.type === "variables_request") return { type: "variables_reply", id, variables: variables.list() };
    if (question.type === "inspect_request") {
      const found = valueAt(question.source, question.position, scope);
      return { type: "inspect_reply", id, data: found ? (await describe(found.value)).data : null };
    }
    if (question.type === "kernel_source_request") return { type: "kernel_source_reply", id, source: await watch.source(question.group) };
    if (question.type === "trace_request") return { type: "trace_reply", id, text: watch.trace() };
    if (question.type === "release_memory_request") return { type: "release_memory_reply", id, bytes: releaseMemory() };
    if (question.type === "ceilings_request") return answerCeilings(id, question.device);
    try {
      return { type: "set_device_reply", id, device: await setDevice(question.device) };
    } catch (error) {
      return { type: "set_device_reply", id, device: "cpu", error: error instanceof Error ? error.message : String(error) };
    }
  };
}

function analysisOf({ id, source }: { id: string; source: string }): Analysis {
  const { defines, assigns, uses, error } = analyze(source);
  const diagnostics: Diagnostic[] = error ? [{ severity: "error", message: error.message, line: error.line, column: error.column }] : [];
  return { cell: id, defines: [...defines, ...assigns], uses, diagnostics };
}
