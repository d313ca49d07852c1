/** Fetches a file for the page, from the one host that this frame's policy allows. It runs no cell's code and keeps nothing. */
import type { FromFetcher, ToFetcher } from "../wire/port.ts";
import { download } from "./download.ts";
import { greetPage } from "./greet.ts";

greetPage((port) => {
  const tell = (message: FromFetcher) => port.postMessage(message);
  port.addEventListener("message", ({ data }: MessageEvent<ToFetcher>) => {
    if (data.type === "ping") tell({ type: "pong" });
    else void download(data.url).then(tell);
  });
  port.start();
});
