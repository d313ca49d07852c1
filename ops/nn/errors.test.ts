/** Bad input is refused with an error that names the shapes. */
import { describe, expect, it } from "vitest";
import * as tessera from "../index.ts";
import { ones, tensor, zeros } from "../index.ts";

const x = zeros([2, 3, 8, 8]);
const q = zeros([1, 4, 5, 8]);

/** The message, the class of the error, and what is called. */
const refused: readonly [message: string, name: string, call: () => unknown][] = [
  ["conv2d: channels of the weight do not match: x [2, 3, 8, 8], weight [4, 2, 3, 3]", "ShapeError", () => tessera.conv2d(x, zeros([4, 2, 3, 3]))],
  ["conv2d: channels of the weight do not match: x [2, 3, 8, 8], weight [4, 3, 3, 3], 3 groups", "ShapeError", () => tessera.conv2d(x, zeros([4, 3, 3, 3]), null, { groups: 3 })],
  ["conv2d: outputs do not part into 3 groups: x [2, 3, 8, 8], weight [4, 1, 3, 3]", "ShapeError", () => tessera.conv2d(x, zeros([4, 1, 3, 3]), null, { groups: 3 })],
  ["conv2d: window is greater than the padded image: [9, 3] over [2, 3, 8, 8]", "ShapeError", () => tessera.conv2d(x, zeros([4, 3, 9, 3]))],
  ["conv2d: weight is not [o, c, kh, kw]: [4, 3, 3]", "ShapeError", () => tessera.conv2d(x, zeros([4, 3, 3]))],
  ["conv2d: channels of the weight do not match: x [3], weight [4, 3, 3, 3]", "ShapeError", () => tessera.conv2d(zeros([3]), zeros([4, 3, 3, 3]))],
  ["conv2d: x is not [n, c, h, w] or [c, h, w]: [1, 2, 3, 8, 8]", "ShapeError", () => tessera.conv2d(zeros([1, 2, 3, 8, 8]), zeros([4, 3, 3, 3]))],
  ["conv2d: bias has the wrong shape: [3] where [4] is expected", "ShapeError", () => tessera.conv2d(x, zeros([4, 3, 3, 3]), zeros([3]))],
  ["conv2d: invalid stride: 0", "ValidationError", () => tessera.conv2d(x, zeros([4, 3, 3, 3]), null, { stride: 0 })],
  ["conv2d: invalid padding: -1", "ValidationError", () => tessera.conv2d(x, zeros([4, 3, 3, 3]), null, { padding: -1 })],
  ['conv2d: "same" padding needs stride 1: [2, 2]', "ValidationError", () => tessera.conv2d(x, zeros([4, 3, 3, 3]), null, { padding: "same", stride: 2 })],
  ["conv2d: invalid number of groups: 0", "ValidationError", () => tessera.conv2d(x, zeros([4, 3, 3, 3]), null, { groups: 0 })],
  ["conv1d: channels of the weight do not match: x [2, 3, 8], weight [4, 5, 3]", "ShapeError", () => tessera.conv1d(zeros([2, 3, 8]), zeros([4, 5, 3]))],
  ["maxPool2d: padding is more than half of the window: [2, 2] for [3, 3]", "ValidationError", () => tessera.maxPool2d(x, 3, { padding: 2 })],
  ["avgPool1d: x is not [n, c, l] or [c, l]: [2, 3, 8, 8]", "ShapeError", () => tessera.avgPool1d(x, 3)],
  ["maxPool1d: window is greater than the padded image: [1, 9] over [1, 3, 1, 8]", "ShapeError", () => tessera.maxPool1d(zeros([3, 8]), 9)],
  ["layerNorm: shape does not end in the normalized one: [2, 3, 8, 8] and [3, 8]", "ShapeError", () => tessera.layerNorm(x, [3, 8])],
  ["layerNorm: weight has the wrong shape: [3] where [8] is expected", "ShapeError", () => tessera.layerNorm(x, 8, { weight: ones([3]) })],
  ["layerNorm: shape does not end in the normalized one: [] and []", "ShapeError", () => tessera.layerNorm(tensor(1))],
  ["groupNorm: channels do not part into 2 groups: [2, 3, 8, 8]", "ShapeError", () => tessera.groupNorm(x, 2)],
  ["batchNorm: runningVar has the wrong shape: [2] where [3] is expected", "ShapeError", () => tessera.batchNorm(x, zeros([3]), ones([2]))],
  ["batchNormTraining: no two elements in a channel: [1, 3]", "ShapeError", () => tessera.batchNormTraining(zeros([1, 3]), zeros([3]), ones([3]))],
  ["scaledDotProductAttention: heads of k do not divide those of q: [1, 4, 5, 8], [1, 3, 6, 8], [1, 3, 6, 8]", "ShapeError", () => tessera.attention(q, zeros([1, 3, 6, 8]), zeros([1, 3, 6, 8]))],
  ["scaledDotProductAttention: q and k differ in d: [1, 4, 5, 8], [1, 4, 6, 7], [1, 4, 6, 8]", "ShapeError", () => tessera.attention(q, zeros([1, 4, 6, 7]), zeros([1, 4, 6, 8]))],
  ["scaledDotProductAttention: k and v differ beside d: [1, 4, 5, 8], [1, 4, 6, 8], [1, 4, 5, 8]", "ShapeError", () => tessera.attention(q, zeros([1, 4, 6, 8]), zeros([1, 4, 5, 8]))],
  ["scaledDotProductAttention: mask does not broadcast to the scores: [3, 5] to [1, 4, 5, 5]", "ShapeError", () => tessera.attention(q, q, q, { mask: zeros([3, 5]) })],
  ["scaledDotProductAttention: mask is neither bool nor float: int32", "DtypeError", () => tessera.attention(q, q, q, { mask: zeros([5, 5], { dtype: "int32" }) })],
  ["linear: lengths of x and weight do not match: [2, 3, 8, 8] and [4, 7]", "ShapeError", () => tessera.linear(x, zeros([4, 7]))],
  ["linear: bias has the wrong shape: [8] where [4] is expected", "ShapeError", () => tessera.linear(x, zeros([4, 8]), zeros([8]))],
  ["embedding: indices are not integers: float32", "DtypeError", () => tessera.embedding(zeros([4, 2]), [1.5])],
  ["embedding: weight is not [n, d]: [4]", "ShapeError", () => tessera.embedding(zeros([4]), [1])],
  ["rotaryPositions: x is not [..., t, d] with an even d: [2, 3]", "ShapeError", () => tessera.rotaryPositions(zeros([2, 3]))],
  ["dropout: not a probability: 1.5", "ValidationError", () => tessera.dropout(x, { p: 1.5 })],
  ["dropout: invalid seed: -1", "ValidationError", () => tessera.dropout(x, { seed: -1 })],
  ["crossEntropy: target does not fit the scores: [1] for [2, 3]", "ShapeError", () => tessera.crossEntropy(zeros([2, 3]), [0])],
  ["mseLoss: shapes differ: [2] and [3]", "ShapeError", () => tessera.mseLoss(zeros([2]), zeros([3]))],
  ["softmax: axis out of range: 4 for 4 dimensions", "ShapeError", () => tessera.softmax(x, { axis: 4 })],
  ["gelu: unknown approximation: sigmoid", "ValidationError", () => tessera.gelu(x, { approximate: "sigmoid" as "tanh" })],
];

describe("bad input is refused", () => {
  it.each(refused)("%s", (message, name, call) => {
    expect(call).toThrow(expect.objectContaining({ name, message }));
  });

  it("on the way in when an index is out of range", () => {
    expect(() => tessera.embedding(zeros([4, 2]), [4]).dataSync()).toThrow(expect.objectContaining({ name: "ValidationError" }));
  });
});
