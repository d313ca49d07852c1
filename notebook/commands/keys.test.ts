import { describe, expect, it } from "vitest";
import { commands } from "./index.ts";
import { createKeyMatcher, nameOfKey, showKeys, type KeyPress } from "./keys.ts";
import { rankCommands } from "./search.ts";

const press = (key: string, code: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  timeStamp: 0,
  ...held,
});
const idOf = (found: ReturnType<ReturnType<typeof createKeyMatcher>["press"]>) => (found && found !== "waiting" ? found.id : found);

const d = (timeStamp: number) => press("d", "KeyD", { timeStamp });
const nothing = () => {};

/** JupyterLab's keys, as the contract names them: mode, key press, command. */
const JUPYTER: ["command" | "edit", KeyPress, string][] = [
  ["command", press("Enter", "Enter", { shiftKey: true }), "run-and-advance"],
  ["edit", press("Enter", "Enter", { shiftKey: true }), "run-and-advance"],
  ["command", press("Enter", "Enter", { ctrlKey: true }), "run"],
  ["command", press("Enter", "Enter", { altKey: true }), "run-and-insert"],
  ["command", press("s", "KeyS", { ctrlKey: true }), "save"],
  ["edit", press("s", "KeyS", { ctrlKey: true }), "save"],
  ["command", press("f", "KeyF", { ctrlKey: true }), "find"],
  ["command", press("C", "KeyC", { ctrlKey: true, shiftKey: true }), "palette"],
  ["edit", press("F1", "F1"), "palette"],
  ["command", press("k", "KeyK", { ctrlKey: true }), "palette"],
  ["edit", press("Escape", "Escape"), "leave-edit"],
  ["edit", press("_", "Minus", { ctrlKey: true, shiftKey: true }), "split"],
  ["command", press("Enter", "Enter"), "edit"],
  ["command", press("k", "KeyK"), "previous"],
  ["command", press("ArrowDown", "ArrowDown"), "next"],
  ["command", press("J", "KeyJ", { shiftKey: true }), "extend-down"],
  ["command", press("a", "KeyA"), "insert-above"],
  ["command", press("b", "KeyB"), "insert-below"],
  ["command", press("x", "KeyX"), "cut"],
  ["command", press("c", "KeyC"), "copy"],
  ["command", press("v", "KeyV"), "paste"],
  ["command", press("z", "KeyZ"), "undo"],
  ["command", press("Z", "KeyZ", { shiftKey: true }), "redo"],
  ["command", press("y", "KeyY"), "to-code"],
  ["command", press("m", "KeyM"), "to-markdown"],
  ["command", press("r", "KeyR"), "to-raw"],
  ["command", press("3", "Digit3"), "heading-3"],
  ["command", press("M", "KeyM", { shiftKey: true }), "merge"],
  ["command", press("ArrowUp", "ArrowUp", { ctrlKey: true, shiftKey: true }), "move-up"],
  ["command", press("ArrowLeft", "ArrowLeft"), "fold"],
  ["command", press("L", "KeyL", { shiftKey: true }), "line-numbers"],
  ["command", press("a", "KeyA", { ctrlKey: true }), "select-all"],
];

describe("the key table", () => {
  it.each(JUPYTER)("in %s mode, %o means %s", (mode, key, id) => {
    expect(idOf(createKeyMatcher(commands, false).press(key, mode))).toBe(id);
  });

  it("leaves letters to the text while it is edited", () => {
    const matcher = createKeyMatcher(commands, false);
    for (const letter of ["a", "b", "d", "z", "m"]) expect(matcher.press(press(letter, `Key${letter.toUpperCase()}`), "edit")).toBeNull();
  });

  it("refuses two commands with the same keys", () => {
    const twice = [
      { id: "one", title: "One", group: "Edit" as const, keys: { command: ["A"] }, run: nothing },
      { id: "two", title: "Two", group: "Edit" as const, keys: { both: ["A"] }, run: nothing },
    ];
    expect(() => createKeyMatcher(twice, false)).toThrow("key claimed twice in command mode: A (one, two)");
  });
});

describe("key sequences", () => {
  it("need both presses, close together", () => {
    const matcher = createKeyMatcher(commands, false);
    expect(matcher.press(d(0), "command")).toBe("waiting");
    expect(idOf(matcher.press(d(300), "command"))).toBe("delete");
  });

  it("are forgotten when the second press is late or another", () => {
    const matcher = createKeyMatcher(commands, false);
    matcher.press(d(0), "command");
    expect(matcher.press(d(5_000), "command")).toBe("waiting");
    expect(idOf(matcher.press(press("b", "KeyB", { timeStamp: 5_100 }), "command"))).toBe("insert-below");
    expect(matcher.press(d(5_200), "command")).toBe("waiting");
  });
});

it("uses Cmd where Macs do", () => {
  expect(nameOfKey(press("k", "KeyK", { metaKey: true }), true)).toBe("Accel+K");
  expect(nameOfKey(press("m", "KeyM", { ctrlKey: true }), true)).toBe("Ctrl+M");
  expect(showKeys("Accel+Shift+C", true)).toBe("⌘⇧C");
  expect(showKeys("Accel+Shift+C", false)).toBe("Ctrl+Shift+C");
});

it("finds commands by the beginnings of words first", () => {
  const titles = rankCommands(commands, "run a").map(({ title }) => title);
  expect(titles[0]).toBe("Run all cells");
  expect(rankCommands(commands, "zzz")).toEqual([]);
});
