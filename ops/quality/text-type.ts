/** What a string reads as. */

export type TextType = "integer" | "number" | "boolean" | "date" | "string";

const integer = /^[+-]?\d{1,15}$/;
const number = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const boolean = /^(true|false|yes|no)$/i;
const months = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
/** 2021-07-04, with a time or without; 7/4/2021; Jul 4, 2021; 4 Jul 2021. */
const dates = [
  /^\d{4}-\d{1,2}-\d{1,2}([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/,
  /^\d{1,2}[/.]\d{1,2}[/.](\d{2}|\d{4})$/,
  new RegExp(`^(${months})[a-z]*\\.? \\d{1,2},? \\d{4}$`, "i"),
  new RegExp(`^\\d{1,2}[. -]+(${months})[a-z]*\\.?[ -]\\d{4}$`, "i"),
];

/** The narrowest type that a string reads as; white space around it does not count. */
export function textTypeOf(text: string): TextType {
  const plain = text.trim();
  if (integer.test(plain)) return "integer";
  if (number.test(plain)) return "number";
  if (boolean.test(plain)) return "boolean";
  return dates.some((form) => form.test(plain)) ? "date" : "string";
}

/** Whether a type counts as another: an integer is a number, and everything is a string. */
export const isOfType = (type: TextType, wanted: TextType): boolean => type === wanted || wanted === "string" || (wanted === "number" && type === "integer");
