/** Tabs of one notebook tell each other what changed, so that their documents stay one. Works without any database. */
import * as Y from "yjs";

type Message = { type: "hello"; vector: Uint8Array } | { type: "update"; update: Uint8Array };

/** The origin of what another tab did. */
export const OTHER_TAB = "other-tab";

/** Joins the document to the other tabs' until the returned function is called. */
export function exchangeWithTabs(notebook: string, doc: Y.Doc): () => void {
  const channel = new BroadcastChannel(`tessera.${notebook}`);
  const post = (message: Message) => channel.postMessage(message);
  const greet = () => post({ type: "hello", vector: Y.encodeStateVector(doc) });
  const onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin !== OTHER_TAB) post({ type: "update", update });
  };
  // A tab that slept may have missed what was said meanwhile.
  const onVisible = () => document.visibilityState === "visible" && greet();
  channel.addEventListener("message", ({ data }: MessageEvent<Message>) => {
    if (data.type === "update") Y.applyUpdateV2(doc, data.update, OTHER_TAB);
    else post({ type: "update", update: Y.encodeStateAsUpdateV2(doc, data.vector) });
  });
  doc.on("updateV2", onUpdate);
  document.addEventListener("visibilitychange", onVisible);
  greet();
  return () => {
    doc.off("updateV2", onUpdate);
    document.removeEventListener("visibilitychange", onVisible);
    channel.close();
  };
}
