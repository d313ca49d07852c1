/** The elements of an array with its axes in another order, row-major. */
export function permuted(data: ArrayLike<number>, shape: readonly number[], order: readonly number[]): Float32Array<ArrayBuffer> {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((size, length) => size * length, 1));
  const result = new Float32Array(data.length);
  let next = 0;
  const visit = (depth: number, offset: number): void => {
    if (depth === order.length) return void (result[next++] = data[offset]!);
    const axis = order[depth]!;
    for (let i = 0; i < shape[axis]!; i++) visit(depth + 1, offset + i * strides[axis]!);
  };
  visit(0, 0);
  return result;
}
