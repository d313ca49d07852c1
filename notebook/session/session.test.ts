import { createRoot } from "solid-js";
import { expect, it } from "vitest";
import { toCell } from "../../cells/notebook.ts";
import type { KernelClient, KernelOptions } from "../../kernel/wire/client.ts";
import type { Analysis, Event } from "../../kernel/wire/messages.ts";
import { openDocument } from "../document/open.ts";
import { createSession } from "./session.ts";
import { createStale } from "./stale.ts";

const reply = (run: string, status: "ok" | "error" | "interrupted" | "aborted" = "ok", duration = 5): Event => ({
  type: "execute_reply",
  run,
  status,
  executionCount: 1,
  duration,
});

/** A kernel that does what the test says, and remembers what it was asked. */
function open(...sources: string[]) {
  const document = openDocument({ cells: sources.map((source, at) => toCell({ id: `c${at}`, source })), metadata: {} });
  const asked: { cell: string; name: string; source: string; stopOnError?: boolean }[] = [];
  const restarts: (readonly string[] | undefined)[] = [];
  const analyses: Analysis[] = [];
  let options!: KernelOptions;
  const watched: { profile: boolean; memory: boolean }[] = [];
  const client = {
    watch: (wanted: (typeof watched)[number]) => watched.push(wanted),
    network: ["https://known.example"],
    analyze: async () => analyses.splice(0),
    execute: (request: (typeof asked)[number]) => `run-${asked.push(request)}`,
    restart(restart?: { network?: readonly string[] }) {
      restarts.push(restart?.network);
      options.onState("starting");
    },
  } as Partial<KernelClient> as KernelClient;
  return createRoot(() => {
    const session = createSession({
      notebookId: "n",
      document,
      connect(given) {
        options = given;
        return client;
      },
    });
    const say = (...events: Event[]) => options.onEvents(events);
    return { document, session, stale: createStale(document.model, session), asked, analyses, restarts, watched, say, options };
  });
}

it("names the cell in stack traces as the page numbers it", () => {
  const { session, asked } = open("1", "2");
  session.execute(["c1"]);
  expect(asked).toMatchObject([{ cell: "c1", name: "cell-2.ts", source: "2", stopOnError: true }]);
});

it("goes from queued to running to done, with the kernel's own duration", () => {
  const { session, say } = open("1");
  const run = session.run("c0");
  session.execute(["c0"]);
  expect(run.state()).toBe("queued");
  say({ type: "execute_input", run: "run-1", executionCount: 4 });
  expect(run.state()).toBe("running");
  say(reply("run-1", "ok", 12));
  expect([run.state(), run.duration()]).toEqual(["done", 12]);
  expect(session.announcement()).toBe("Cell 1 finished");
});

it("keeps the old output until the new run shows something or ends", () => {
  const { document, session, say } = open("1");
  document.actions.setOutputs("c0", [{ type: "stream", name: "stdout", text: "old" }], 1);
  session.execute(["c0"]);
  say({ type: "execute_input", run: "run-1", executionCount: 2 });
  expect(session.run("c0").live()).toBeNull();
  say({ type: "stream", run: "run-1", name: "stdout", text: "new" });
  expect(session.run("c0").live()).toEqual([{ type: "stream", name: "stdout", text: "new" }]);
  say(reply("run-1"));
  expect(session.run("c0").live()).toBeNull();
  expect(document.read().cells[0]).toMatchObject({ executionCount: 2, outputs: [{ text: "new" }] });
});

it("leaves what an aborted cell showed", () => {
  const { document, session, say } = open("1", "2");
  document.actions.setOutputs("c1", [{ type: "stream", name: "stdout", text: "kept" }], 1);
  session.execute(["c0", "c1"]);
  say(reply("run-1", "error"), reply("run-2", "aborted", 0));
  expect(session.run("c0").state()).toBe("error");
  expect(session.run("c1").state()).toBe("idle");
  expect(document.read().cells[1]?.outputs).toHaveLength(1);
});

it("sends no text cells to the kernel", () => {
  const { document, session, asked } = open("1", "# text");
  document.actions.setKind(["c1"], "markdown");
  session.execute(["c0", "c1"]);
  expect(asked.map(({ cell }) => cell)).toEqual(["c0"]);
});

it("ignores events of runs it does not know", () => {
  const { document, say } = open("1");
  say({ type: "stream", run: "stranger", name: "stdout", text: "x" });
  expect(document.read().cells[0]?.outputs).toEqual([]);
});

it("forgets states after a restart, and keeps outputs", () => {
  const { document, session, say, options } = open("1");
  session.execute(["c0"]);
  say({ type: "execute_input", run: "run-1", executionCount: 1 }, { type: "stream", run: "run-1", name: "stdout", text: "x" }, reply("run-1"));
  options.onState("starting");
  expect(session.run("c0").state()).toBe("idle");
  expect(document.read().cells[0]?.outputs).toHaveLength(1);
});

it("says why the kernel is dead, and runs nothing then", () => {
  const { session, asked, options } = open("1");
  options.onState("dead", "its memory ran out");
  session.execute(["c0"]);
  expect([session.kernel(), session.deathReason(), asked.length]).toEqual(["dead", "its memory ran out", 0]);
});

it("asks before a host is reached, and adds it to those already approved", () => {
  const { session, say, restarts } = open("1");
  say({ type: "network_request", run: null, origin: "https://esm.sh", what: "npm:lodash@4" });
  expect(session.networkQuestion()?.origin).toBe("https://esm.sh");
  session.answerNetwork(false);
  expect(restarts).toEqual([]);
  say({ type: "network_request", run: null, origin: "https://esm.sh", what: "npm:lodash@4" });
  session.answerNetwork(true);
  expect(restarts).toEqual([["https://known.example", "https://esm.sh"]]);
});

it("marks a cell stale when its text changed since it ran, until it is as it was", () => {
  const { document, session, stale, say } = open("1");
  session.execute(["c0"]);
  say({ type: "execute_input", run: "run-1", executionCount: 1 }, reply("run-1"));
  expect(stale().size).toBe(0);
  document.actions.setSource("c0", "12");
  expect([...stale()]).toEqual(["c0"]);
  document.actions.setSource("c0", "1");
  expect(stale().size).toBe(0);
});

it("marks cells stale that build on one that ran later", async () => {
  const { session, stale, say, analyses } = open("const a = 1", "a + 1");
  analyses.push({ cell: "c0", defines: ["a"], uses: [], diagnostics: [] }, { cell: "c1", defines: [], uses: ["a"], diagnostics: [] });
  session.execute(["c0", "c1", "c0"]);
  for (const run of ["run-1", "run-2"]) say({ type: "execute_input", run, executionCount: 1 }, reply(run));
  await expect.poll(() => analyses.length).toBe(0);
  expect([...stale()]).toEqual([]);
  say({ type: "execute_input", run: "run-3", executionCount: 3 }, reply("run-3"));
  expect([...stale()]).toEqual(["c1"]);
});

it("shows what a timer writes after its run ended, until the cell runs again", () => {
  const { document, session, say } = open("1");
  const run = session.run("c0");
  session.execute(["c0"]);
  say({ type: "execute_input", run: "run-1", executionCount: 1 }, reply("run-1"));
  say({ type: "stream", run: "run-1", name: "stdout", text: "tick" });
  expect(run.live()).toEqual([{ type: "stream", name: "stdout", text: "tick" }]);
  session.execute(["c0"]);
  say({ type: "execute_input", run: "run-2", executionCount: 2 }, { type: "stream", run: "run-1", name: "stdout", text: "too late" }, reply("run-2"));
  expect(document.model.cell("c0")!.outputs()).toEqual([]);
});

it("has the kernel tell of its work only while somebody listens", () => {
  const { session, watched, say } = open("1");
  const heard: string[] = [];
  const profile: Event = { type: "profile_data", profile: { fresh: true, now: 0, groups: [], sums: new Float64Array(), blocks: new Float64Array(), runs: [] } };
  const stopProfile = session.watch("profile", ({ type }) => heard.push(type));
  const stopMemory = session.watch("memory", ({ type }) => heard.push(type));
  say(profile);
  stopProfile();
  say(profile);
  stopMemory();
  expect(heard).toEqual(["profile_data"]);
  expect(watched).toEqual([
    { profile: true, memory: false },
    { profile: true, memory: true },
    { profile: false, memory: true },
    { profile: false, memory: false },
  ]);
});
