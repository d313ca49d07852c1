import { afterEach, describe, expect, it } from "vitest";
import { connectKernel } from "./client.ts";
import type { KernelClient, KernelState } from "./client.ts";
import type { Event } from "./messages.ts";

const PATIENCE = { timeout: 10_000 };
let kernel: KernelClient | undefined;
afterEach(() => kernel?.dispose());

function connect() {
  const events: Event[] = [];
  const states: KernelState[] = [];
  const client = connectKernel({ notebookId: `client-${crypto.randomUUID().slice(0, 8)}`, onEvents: (batch) => events.push(...batch), onState: (state) => states.push(state) });
  kernel = client;
  const run = (source: string) => client.execute({ cell: "c", name: "cell.ts", source });
  const reply = (id: string) => events.find((event) => event.type === "execute_reply" && event.run === id);
  const text = () => events.flatMap((event) => (event.type === "stream" ? [event.text] : [])).join("");
  const notices = () => events.flatMap((event) => (event.type === "notice" ? [event.message] : []));
  return { client, events, states, run, reply, text, notices };
}

describe("connectKernel", () => {
  it("ends every run when the kernel is restarted, with the timers that cells left behind", async () => {
    const { client, run, reply, text, states } = connect();
    run("setInterval(() => console.log('tick'), 20);");
    await expect.poll(text, PATIENCE).toContain("tick");
    const waiting = run("await new Promise(() => {})");
    const queued = run("1");
    client.restart();
    expect(reply(waiting)).toMatchObject({ status: "interrupted" });
    expect(reply(queued)).toMatchObject({ status: "aborted" });
    const length = text().length;
    const after = run("typeof tick");
    await expect.poll(() => reply(after), PATIENCE).toMatchObject({ status: "ok", executionCount: 1 });
    expect(text().length).toBe(length);
    expect(states).toContain("starting");
  });

  it("restarts a kernel that cannot hear a Stop, and says what that cost", async () => {
    const { client, run, reply, text, notices } = connect();
    await expect.poll(() => client.info, PATIENCE).not.toBeNull();
    const deaf = run("console.log('on'); (() => { for (const end = performance.now() + 60_000; performance.now() < end; ) /(x+)+y/.test('x'.repeat(24)); })()");
    await expect.poll(text, PATIENCE).toBe("on\n");
    client.interrupt();
    if (client.info!.sharedMemory) client.interrupt();
    await expect.poll(() => reply(deaf), PATIENCE).toMatchObject({ status: "interrupted" });
    await expect.poll(notices).toContain("The cell did not stop, so the kernel was restarted; its variables are gone");
    const after = run("1");
    await expect.poll(() => reply(after), PATIENCE).toMatchObject({ status: "ok" });
  });

  it("refuses what a cell forges and keeps the rest", async () => {
    const { run, reply, text, notices } = connect();
    const forging = run("postMessage([{ type: 'display_data', run: 5 }, { type: 'kernel_info', info: {} }]); console.log('still here')");
    await expect.poll(() => reply(forging), PATIENCE).toMatchObject({ status: "ok" });
    await expect.poll(notices).toContain("2 malformed messages of the kernel were refused");
    expect(text()).toBe("still here\n");
  });

  it("says that a worker is gone when it ended itself, and starts anew on request", async () => {
    const { client, run, reply, states } = connect();
    const last = run("close()");
    await expect.poll(() => states, PATIENCE).toContain("dead");
    expect(reply(last)).toBeDefined();
    expect(() => run("1")).toThrow("kernel is dead");
    client.restart();
    const after = run("2");
    await expect.poll(() => reply(after), PATIENCE).toMatchObject({ status: "ok" });
  });

  it("rejects questions that a dead kernel cannot answer", async () => {
    const { client } = connect();
    const question = client.variables();
    client.restart();
    await expect(question).rejects.toThrow("kernel is gone: it was restarted");
    expect(await client.variables()).toEqual([]);
  });
});
