/** The part of a 2D canvas that Plot draws rasters and colour ramps with: pixels in, a PNG out. */
import { rgb } from "d3";
import { encode } from "fast-png";

interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

const blank = (width: number, height: number): Pixels => ({ width, height, data: new Uint8ClampedArray(width * height * 4) });

/** What a canvas element needs on top of its `width` and `height`. */
export function canvasMethods(canvas: { width: number; height: number }): object {
  let pixels: Pixels | undefined;
  const current = () => (pixels ??= blank(canvas.width, canvas.height));
  const context = {
    fillStyle: "black",
    createImageData: blank,
    putImageData: (image: Pixels) => void (pixels = image),
    fillRect(x: number, y: number, width: number, height: number) {
      const { width: stride, data } = current();
      const { r, g, b, opacity } = rgb(context.fillStyle);
      for (let row = y; row < y + height; row++) {
        for (let column = x; column < x + width; column++) data.set([r, g, b, opacity * 255], (row * stride + column) * 4);
      }
    },
  };
  return { getContext: () => context, toDataURL: () => `data:image/png;base64,${toBase64(encode(current()))}` };
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 0x8000) text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  return btoa(text);
}
