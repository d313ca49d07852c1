import { describe, expect, it } from "vitest";
import type { Buffer, Call, ElementwiseCall, HostCall, View } from "../backend.ts";
import { signatureOf } from "./signature.ts";

const buffer = (byteLength = 16): Buffer => ({ device: "webgpu", byteLength });
const view = (of: Buffer, strides = [1]): View => ({ buffer: of, dtype: "float32", shape: [4], strides, offset: 0 });
const add = (a: View, b: View, output = view(buffer())): ElementwiseCall => ({ kind: "elementwise", program: [{ op: "add", args: [{ input: 0 }, { input: 1 }], dtype: "float32" }], inputs: [a, b], output });
const times = (constant: number): ElementwiseCall => ({ kind: "elementwise", program: [{ op: "mul", args: [{ input: 0 }, { constant, dtype: "float32" }], dtype: "float32" }], inputs: [view(buffer())], output: view(buffer()) });
const keyOf = (call: Call): string => signatureOf(call).key;

describe("calls are planned alike", () => {
  it("when only their buffers differ", () => {
    expect(keyOf(add(view(buffer()), view(buffer())))).toBe(keyOf(add(view(buffer()), view(buffer()))));
  });

  it("whatever the host would do where there is a shader, but not when its numbers differ", () => {
    const call = (compute: HostCall["compute"], length: number): Call => {
      const shader = { code: "fn each(index: u32) {}", items: 4, params: { length } };
      return { kind: "host", name: "f", inputs: [view(buffer())], outputs: [view(buffer())], compute, shader };
    };
    const plain = keyOf(call((x) => [x!], 4));
    expect(keyOf(call((x) => [x!.slice()], 4))).toBe(plain);
    expect(keyOf(call((x) => [x!], 5))).not.toBe(plain);
  });

  it("but not when one buffer is there twice", () => {
    const same = buffer();
    expect(keyOf(add(view(same), view(same)))).not.toBe(keyOf(add(view(buffer()), view(buffer()))));
    expect(signatureOf(add(view(same), view(same))).buffers.length).toBe(2);
  });

  it("nor when strides, lengths of buffers or constants differ, be it by a sign of 0", () => {
    const plain = keyOf(add(view(buffer()), view(buffer())));
    expect(keyOf(add(view(buffer()), view(buffer(), [0])))).not.toBe(plain);
    expect(keyOf(add(view(buffer()), view(buffer()), view(buffer(32))))).not.toBe(plain);
    expect(keyOf(times(0))).not.toBe(keyOf(times(-0)));
  });
});
