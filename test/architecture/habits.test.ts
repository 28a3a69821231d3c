import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { badHabits, machinePaths } from "./habits.js";
import { example, faults, repository, root } from "./sources.js";

describe("every test runs and nothing is hidden from the compiler", () => {
  it("in the repository", () => {
    const found = [repository("src", "properties", "generators"), repository("test")].flatMap(badHabits);
    expect(faults(found)).toEqual([]);
  });

  it.each([
    ["a skipped test", 'it.skip("x", () => {});', "it.skip"],
    ["a lone test", 'it.concurrent.only("x", () => {});', "it.concurrent.only"],
    ["a test to be written", 'test.todo("x");', "test.todo"],
    ["a lone suite", 'describe.only.each([1])("x", () => {});', "describe.only"],
    ["a test on a condition", 'it.skipIf(true)("x", () => {});', "it.skipIf"],
    ["a cast", "const x = y as any;", "y as any"],
    ["a cast in front", "const x = <any>y;", "<any>y"],
    ["a cast by two steps", "const x = (y as any) as string;", "y as any"],
    ["a line hidden", "// @ts-ignore\nconst x = 1;", "@ts-ignore"],
    ["a line hidden inside", "const x = {\n  /* @ts-ignore */\n  y: 1,\n};", "@ts-ignore"],
    ["a file hidden", "// @ts-nocheck\nconst x = 1;", "@ts-nocheck"],
  ])("flags %s", (_, text, what) => {
    expect(badHabits(example({ "test/a.test.ts": text })).map((found) => found.what)).toEqual([what]);
  });

  it("passes tests that run, other casts, and the words as text", () => {
    const text = `
      it("skips nothing: it.only, x as any", () => {});
      it.each([1])("x", () => {});
      const queue = { skip: 1, only: 2 };
      const x = queue.skip as unknown as string;
      const y: any[] = ["@ts-ignore", \`@ts-nocheck\`, /@ts-ignore/];`;
    expect(faults(badHabits(example({ "test/a.test.ts": text })))).toEqual([]);
  });
});

describe("no text names a path of one machine", () => {
  it("in the repository", () => {
    const written = ["src", "properties", "generators", "bin", "test"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
    );
    const files = ["README.md", ...written.filter((file) => [".ts", ".mjs", ".json", ".md"].includes(extname(file)))];
    const texts = new Map(files.map((file) => [file, readFileSync(join(root, file), "utf8")]));
    expect(faults(machinePaths(texts))).toEqual([]);
  });

  // Written in pieces, so that this file names none.
  const path = (...parts: readonly string[]): string => ["", ...parts].join("/");

  it.each([path("work", "main"), path("root", ".cache", "x"), path("tmp", ""), path("home", "me", "a-b")])(
    "flags %s",
    (found) => {
      const texts = new Map([["README.md", `First.\ncd "${found}" and file://${found}`]]);
      expect(faults(machinePaths(texts))).toEqual([`README.md:2 ${found}`]);
    },
  );

  it("passes paths inside the repository, addresses and folders asked of the system", () => {
    const lines = ["test/worked/a.ts", "src/work/b", "./tmp/x", "https://example.org/home/x", "join(tmpdir(), name)"];
    expect(faults(machinePaths(new Map([["README.md", lines.join("\n")]])))).toEqual([]);
  });
});
