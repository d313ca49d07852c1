/**
 * `npm run bench -- pool`: what the memory pools are worth. The gallery's notebooks run twice each, with the pool and without, in Node;
 * and the four ways to divide the WASM memory serve the same requests.
 */
import { compareNotebooks } from "./notebooks.ts";
import { compareStrategies } from "./strategies.ts";

export async function run(words: readonly string[]): Promise<void> {
  const quick = words.includes("--quick");
  console.log(compareStrategies(quick ? 20_000 : 200_000));
  console.log(compareNotebooks(quick ? 1 : 5));
}
