/** Width and height from the head of a base64 PNG, so that the picture's place is known before it is decoded. */
export function pngSize(base64: string): { width: number; height: number } | null {
  if (!base64.startsWith("iVBORw0KGgo")) return null;
  const head = Uint8Array.from(atob(base64.slice(0, 32)), (character) => character.charCodeAt(0));
  if (head.byteLength < 24) return null;
  const view = new DataView(head.buffer);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
