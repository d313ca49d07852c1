/** What the pages for starting up share. */

declare global {
  var firstResult: Promise<number>;
}

const side = 256;

/** Runs a product of two matrices of ones on the device that the address names. The time since the navigation goes to `firstResult`. */
export function reportFirst(multiply: (device: "wasm" | "webgpu", ones: Float32Array<ArrayBuffer>, side: number) => Promise<ArrayLike<number>>): void {
  const device = new URLSearchParams(location.search).get("device") as "wasm" | "webgpu";
  globalThis.firstResult = multiply(device, new Float32Array(side * side).fill(1), side).then((product) => {
    if (product[0] !== side) throw new Error(`wrong product: ${product[0]} instead of ${side}`);
    return performance.now();
  });
}
