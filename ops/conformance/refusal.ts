/** How bad input is refused, for the tests of the rooms of data. */
import { expect } from "vitest";
import { TesseraError } from "../errors.ts";

/** A call that must be refused, and what the message says after the name of the function: the problem in lower case, then what was given. */
export type Refusal = readonly [name: string, call: () => unknown, message: RegExp];

/** Asks for a `TesseraError` whose message begins with the function's name and goes on in lower case. Anything else, an answer as well as an error of the engine, fails. */
export async function expectRefusal(call: () => unknown, message: RegExp): Promise<void> {
  let error: unknown;
  try {
    const answer: unknown = await call();
    expect.fail(`answered ${JSON.stringify(answer)}`);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(TesseraError);
  const refused = error as TesseraError;
  expect(refused.message.startsWith(`${refused.op}: `), refused.message).toBe(true);
  expect(refused.message.slice(refused.op.length + 2)).toMatch(/^[\p{Ll}\d"-]/u);
  expect(refused.message).toMatch(message);
}
