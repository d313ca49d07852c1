/** The host's turn between two pieces of long work: messages, timers and the page are heard, and a worker can be stopped. */

/** Waits for the next turn of the event loop. By a message where there are any, which unlike a timer is not slowed down when it follows others. */
export function nextTurn(): Promise<void> {
  if (typeof MessageChannel === "undefined") return new Promise((resolve) => void setTimeout(resolve));
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
