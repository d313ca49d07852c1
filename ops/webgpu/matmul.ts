/** Matrix products: which kernel multiplies what. */
import type { MatmulCall } from "../backend.ts";
import { sizeOf } from "../shape.ts";
import { recordApart } from "./apart.ts";
import { recordCopy } from "./copy.ts";
import type { Recorder } from "./kernel.ts";
import { toProduct } from "./product.ts";
import { wordOutput } from "./reduce.ts";
import { recordRegisterMatmul } from "./register-matmul.ts";
import { isSplit, recordThinMatmul } from "./thin-matmul.ts";
import { recordTiledMatmul } from "./tiled-matmul.ts";

export function recordMatmul(call: MatmulCall, recorder: Recorder): void {
  const { a, b, output, epilogue } = call;
  const outputs = sizeOf(output.shape);
  if (outputs === 0) return;
  const product = toProduct(a, b);
  const { m, n, k } = product;
  const { adapter } = recorder;
  const isThin = m === 1 || n === 1 || (!adapter.isSoftware && outputs < 4096 && k >= 512);
  if (isThin && epilogue !== undefined && isSplit(product, adapter)) return recordApart(call, recordMatmul, recorder); // a second kernel sums, and a third runs the epilogue

  const words = wordOutput(output, recorder);
  const store = { epilogue, shape: output.shape, from: a.dtype, output: words };
  if (isThin) recordThinMatmul(product, store, recorder);
  else if (adapter.subgroupSize === 4) recordRegisterMatmul(product, store, recorder);
  else recordTiledMatmul(product, store, recorder);
  if (words !== output) recordCopy({ kind: "copy", input: words, output }, recorder);
}
