/** Writes ONNX models: the few fields of the protobuf that a graph of some nodes needs (onnx.proto, IR version 10). */

export interface Node {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  /** Integers and arrays of integers; floats in `floats`. */
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
  readonly floats?: Readonly<Record<string, number>>;
}

interface Value {
  readonly name: string;
  readonly shape: readonly number[];
}

export interface Constant extends Value {
  readonly data: Float32Array<ArrayBuffer>;
}

export interface Graph {
  readonly nodes: readonly Node[];
  readonly inputs: readonly Value[];
  readonly constants: readonly Constant[];
  readonly output: Value;
}

const float32 = 1;
const [typeFloat, typeInt, typeInts] = [1, 2, 7];

type Bytes = Uint8Array<ArrayBuffer>;

export function encodeModel({ nodes, inputs, constants, output }: Graph): Bytes {
  const graph = message([
    ...nodes.map((node) => field(1, encodeNode(node))),
    field(2, text("graph")),
    ...constants.map((constant) => field(5, encodeConstant(constant))),
    ...inputs.map((input) => field(11, encodeValue(input))),
    field(12, encodeValue(output)),
  ]);
  const operatorSet = message([field(1, text("")), field(2, 20)]);
  return message([field(1, 10), field(7, graph), field(8, operatorSet)]);
}

function encodeNode({ op, inputs, output, attributes = {}, floats = {} }: Node): Bytes {
  return message([
    ...inputs.map((name) => field(1, text(name))),
    field(2, text(output)),
    field(3, text(output)),
    field(4, text(op)),
    ...Object.entries(attributes).map(([name, value]) => field(5, encodeAttribute(name, value))),
    ...Object.entries(floats).map(([name, value]) => field(5, message([field(1, text(name)), float(2, value), field(20, typeFloat)]))),
  ]);
}

function encodeAttribute(name: string, value: number | readonly number[]): Bytes {
  if (typeof value === "number") return message([field(1, text(name)), field(3, value), field(20, typeInt)]);
  return message([field(1, text(name)), ...value.map((item) => field(8, item)), field(20, typeInts)]);
}

function encodeConstant({ name, shape, data }: Constant): Bytes {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return message([...shape.map((length) => field(1, length)), field(2, float32), field(8, text(name)), field(9, bytes)]);
}

function encodeValue({ name, shape }: Value): Bytes {
  const dimensions = message(shape.map((length) => field(1, message([field(1, length)]))));
  const tensor = message([field(1, float32), field(2, dimensions)]);
  return message([field(1, text(name)), field(2, message([field(1, tensor)]))]);
}

const text = (value: string): Bytes => new TextEncoder().encode(value);

/** A field that is a number, or bytes: text, a message or raw data. */
function field(number: number, value: number | Bytes): Bytes {
  if (typeof value === "number") return message([varint(number << 3), varint(value)]);
  return message([varint((number << 3) | 2), varint(value.length), value]);
}

function float(number: number, value: number): Bytes {
  return message([varint((number << 3) | 5), new Uint8Array(Float32Array.of(value).buffer)]);
}

/** Integers of two's complement in 64 bits, seven bits a byte. */
function varint(value: number): Bytes {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const more = rest > 127n ? 128 : 0;
    bytes.push(Number(rest & 127n) | more);
    rest >>= 7n;
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}

function message(parts: readonly Bytes[]): Bytes {
  const result = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    result.set(part, offset);
    offset += part.length;
  }
  return result;
}
