/** What travels between the page and the language worker: calls of the service's methods, and their answers. */
import type { LanguageService } from "./service.ts";

export type LanguageMethod = keyof LanguageService;

export interface LanguageRequest {
  id: number;
  method: LanguageMethod;
  args: unknown[];
}

export type LanguageResponse = { id: number; result: unknown } | { id: number; error: string };

/** The methods that ask about a cell, and what they ask besides its id. */
export type Question = Exclude<LanguageMethod, "setCells" | "setSource">;
export type QuestionArgs<Q extends Question> = Parameters<LanguageService[Q]> extends [string, ...infer Rest] ? Rest : never;
export type Answer<Q extends Question> = ReturnType<LanguageService[Q]>;
