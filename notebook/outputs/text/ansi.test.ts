import { describe, expect, it } from "vitest";
import { parseAnsi, type Run } from "./ansi.ts";

const ESC = "\u001B";

describe("terminal text", () => {
  it.each<[string, string, Run[]]>([
    ["plain text", "a\tb\n", [{ text: "a\tb\n" }]],
    ["a colour and its end", `${ESC}[31mred${ESC}[39m!`, [{ text: "red", color: "red" }, { text: "!" }]],
    ["several codes at once", `${ESC}[1;4;92mx`, [{ text: "x", bold: true, underline: true, color: "bright-green" }]],
    ["a reset without a number", `${ESC}[3mx${ESC}[my`, [{ text: "x", italic: true }, { text: "y" }]],
    ["one of 256 colours", `${ESC}[38;5;208mx`, [{ text: "x", color: "rgb(255, 135, 0)" }]],
    ["a grey of 256 colours", `${ESC}[48;5;232mx`, [{ text: "x", background: "rgb(8, 8, 8)" }]],
    ["a true colour, then bold", `${ESC}[38;2;1;2;3;1mx`, [{ text: "x", color: "rgb(1, 2, 3)", bold: true }]],
    ["a true colour out of range", `${ESC}[38;2;1;2;999mx`, [{ text: "x" }]],
    ["cursor movement", `${ESC}[2J${ESC}[1;1Hx${ESC}[K`, [{ text: "x" }]],
    ["a link, of which the text stays", `${ESC}]8;;javascript:alert(1)\u0007text${ESC}]8;;\u0007`, [{ text: "text" }]],
    ["a window title", `${ESC}]0;evil${ESC}\\x`, [{ text: "x" }]],
    ["an escape that never ends", `${ESC}]8;;http://x\nnext`, [{ text: "\nnext" }]],
    ["control characters", "a\u0000\u0008b\u007f", [{ text: "ab" }]],
    ["markup, which stays text", "<img src=x onerror=alert(1)>", [{ text: "<img src=x onerror=alert(1)>" }]],
  ])("has the runs of %s", (_, text, runs) => {
    expect(parseAnsi(text).runs).toEqual(runs);
  });
});
