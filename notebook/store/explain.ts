/** Why a notebook could not be stored, as a sentence that says what to do. */
export function explainFailure(error: unknown): string {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (/quota/i.test(message)) return "This browser's storage for Tessera is full. Export the notebook, or delete others.";
  return `The browser refused to store it (${message}). Export the notebook if this goes on.`;
}
