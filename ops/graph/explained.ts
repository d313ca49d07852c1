/** For tests on every device: random graphs, explained, then computed and compared with the explanation. */
import { expect } from "vitest";
import type { Call } from "../backend.ts";
import { inputsOf } from "../calls.ts";
import { concat, explain, layerNorm, matmul, maximum, memory, ones, scope, softmax, tensor, where, type PlannedGroup, type Tensor } from "../index.ts";
import { Philox } from "../philox.ts";
import { sizeOf } from "../shape.ts";
import { valueOf } from "../tensor.ts";
import { setCallRecorder } from "./execute.ts";

/** What a call computes, in the words of an explanation: how many steps, the result, and what is read. */
interface Ran {
  readonly steps: number;
  readonly size: number;
  readonly inputs: number;
}

function summary(call: Exclude<Call, { kind: "host" }>): Ran {
  const own = call.kind === "elementwise" ? call.program.length : 1;
  const [before, after] = ["prologue" in call ? call.prologue : undefined, "epilogue" in call ? call.epilogue : undefined];
  return { steps: own + (before?.program.length ?? 0) + (after?.program.length ?? 0), size: sizeOf(call.output.shape), inputs: inputsOf(call).length };
}

type Pick = (below: number) => number;

const steps: readonly ((list: readonly Tensor[], pick: Pick) => Tensor)[] = [
  (list, pick) => list[pick(list.length)]!.add(list[pick(list.length)]!),
  (list, pick) => maximum(list[pick(list.length)]!, list[pick(list.length)]!),
  (list, pick) => list[pick(list.length)]!.exp().mul(0.01),
  (list, pick) => list[pick(list.length)]!.erf(),
  (list, pick) => list[pick(list.length)]!.transpose(),
  (list, pick) => list[pick(list.length)]!.sum({ axis: pick(2), keepdims: true }).sqrt(),
  (list, pick) => where(list[pick(list.length)]!.gt(0.5), list[pick(list.length)]!, 0.25),
  (list, pick) => list[pick(list.length)]!.mul(ones([4, 1])),
  (list, pick) => matmul(list[pick(list.length)]!.add(ones([4, 4])), list[0]!).relu(),
  (list, pick) => layerNorm(list[pick(list.length)]!.add(ones([4, 4])), [4]).tanh(),
  (list, pick) => softmax(list[pick(list.length)]!.add(1)),
  (list, pick) => concat([list[pick(list.length)]!.add(ones([4, 4]))], { axis: pick(2) }),
];

/** On the chosen device. Returns the groups that were explained. */
export function explainAndRun(programs: number): readonly PlannedGroup[] {
  const stream = new Philox(11);
  stream.startBlock();
  const pick: Pick = (below) => stream.word() % below;
  const explained: PlannedGroup[] = [];
  for (let program = 0; program < programs; program++) {
    scope(() => {
      const list = [tensor(Array.from({ length: 16 }, () => stream.uniform53()), { shape: [4, 4] }), ones([4, 4])];
      for (let i = 0; i < 14; i++) list.push(steps[pick(steps.length)]!(list, pick));
      for (const result of [list.at(-1)!, list.at(-2)!, list.at(-3)!]) {
        const ran: Ran[] = [];
        setCallRecorder((_, call) => void ran.push(summary(call as Exclude<Call, { kind: "host" }>)));
        const held = memory().bytes;
        const { groups } = explain(result);
        expect({ program, ran, bytes: memory().bytes }).toEqual({ program, ran: [], bytes: held });
        void valueOf("test", result).storage.buffer; // computes it
        setCallRecorder(undefined);
        expect({ program, ran: ran.map(({ size, inputs }) => ({ size, inputs })) }).toEqual({
          program,
          ran: groups.map(({ shape, inputs }) => ({ size: sizeOf(shape), inputs: inputs.length })),
        });
        groups.forEach(({ ops }, i) => expect(ran[i]!.steps).toBeGreaterThanOrEqual(ops.length)); // conversions are steps of their own
        explained.push(...groups);
      }
    });
  }
  return explained;
}
