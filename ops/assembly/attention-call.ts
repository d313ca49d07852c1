// What the two ways to attend share of a call.

/** As `simd/attention.ts` writes it, before what each way has besides. Strides count bytes. */
@unmanaged
export class AttentionCall {
  /** 0: none; 1: bool; 4: float32. */
  maskKind: u32;
  mask: usize;
  maskBatch: usize;
  maskHead: usize;
  maskQuery: usize;
  maskKey: usize;
  out: usize;
  heads: u32;
  headsOfGroup: u32;
  queryCount: u32;
  keyCount: u32;
  depth: u32;
  width: u32;
  causal: u32;
  scale: f32;
}
