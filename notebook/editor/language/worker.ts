/** The language worker: TypeScript's language service behind a message port. Requests are answered in the order they came. */
import type { LanguageRequest, LanguageResponse } from "./protocol.ts";
import { createLanguageService } from "./service.ts";

const ready = import("./types.ts").then(({ typeFiles }) => createLanguageService(typeFiles));

const answer = (response: LanguageResponse) => self.postMessage(response);

self.addEventListener("message", async ({ data: { id, method, args } }: MessageEvent<LanguageRequest>) => {
  try {
    const service = await ready;
    const ask = service[method] as (...args: unknown[]) => unknown;
    answer({ id, result: ask(...args) });
  } catch (error) {
    answer({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
