/** The page around the soak's worker: passes questions in and answers out. */
import type { Answer, Question } from "./worker.ts";

const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });

/** Asks the worker. Rejects with what went wrong there. */
function ask(question: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", ({ data }: MessageEvent<Answer | Error>) => (data instanceof Error ? reject(data) : resolve(data)));
    port1.start();
    worker.postMessage(question, [port2]);
  });
}

declare global {
  var askWorker: typeof ask;
}

globalThis.askWorker = ask;
