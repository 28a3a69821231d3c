import { describe, expect, it } from "vitest";
import { cycles, decimals, importsOf, rooms, wrongDirections } from "./imports.js";
import { example, faults, repository } from "./sources.js";

const house = () => repository("src", "properties", "generators");

describe("each floor of the house imports only lower ones", () => {
  it("in the repository", () => {
    expect(faults(wrongDirections(house()))).toEqual([]);
  });

  it("and every room of the house has files that import", () => {
    for (const room of rooms) expect(importsOf(house(), room).length, room).toBeGreaterThan(0);
  });

  it.each([
    ["up", "src/number/a.ts", 'import { x } from "../verdict/b.js";', "src/verdict/b.ts"],
    ["types", "src/game/a.ts", 'import type { X } from "../notions/b.js";', "src/notions/b.ts"],
    ["inline types", "src/game/a.ts", 'export type X = import("../search/b.js").Y;', "src/search/b.ts"],
    ["re-exports", "src/verdict/a.ts", 'export * from "../probability/b.js";', "src/probability/b.ts"],
    ["lazily", "src/store/a.ts", 'export const load = () => import("../report/b.js");', "src/report/b.ts"],
    ["a computed path", "src/store/a.ts", "export const load = (path: string) => import(path);", "path"],
    ["notions of mechanisms", "src/notions/a.ts", 'import "../mechanisms/p/b.js";', "src/mechanisms/p/b.ts"],
    ["mechanisms of notions", "src/mechanisms/p/a.ts", 'import "../../notions/b.js";', "src/notions/b.ts"],
    ["src of properties", "src/search/a.ts", 'import "../../properties/index.js";', "properties/index.ts"],
    ["src of generators", "src/claim/a.ts", 'import "../../generators/b.js";', "generators/b.ts"],
    ["src of cli", "src/report/a.ts", 'import "../cli/b.js";', "src/cli/b.ts"],
    ["properties of questions", "properties/p/a.ts", 'import "../../src/questions/b.js";', "src/questions/b.ts"],
    ["properties of search", "properties/p/a.ts", 'import "../../src/search/b.js";', "src/search/b.ts"],
    ["properties of cli", "properties/p/a.ts", 'import "../../src/cli/b.js";', "src/cli/b.ts"],
    ["properties of tests", "properties/p/a.ts", 'import "../../test/b.js";', "test/b.ts"],
    ["generators of notions", "generators/a.ts", 'import "../src/notions/b.js";', "src/notions/b.ts"],
    ["generators of properties", "generators/a.ts", 'import "../properties/b.js";', "properties/b.ts"],
  ])("flags imports: %s", (_, from, text, to) => {
    expect(faults(wrongDirections(example({ [from]: text })))).toEqual([`${from}:1 ${to}`]);
  });

  it("flags a file in no room", () => {
    const project = example({ "src/a.ts": "export {};", "src/extra/a.ts": "export {};" });
    expect(wrongDirections(project).map(({ file }) => file)).toEqual(["src/a.ts", "src/extra/a.ts"]);
  });

  it("passes imports of the own room, downwards, of packages, and all of cli's", () => {
    const project = example({
      "src/number/a.ts": 'import "./b.js"; import "node:fs"; import "fast-check";',
      "src/notions/a.ts": 'import "../game/b.js"; import type { X } from "../number/a.js";',
      "src/mechanisms/p/a.ts": 'import "../q/b.js"; import "../../game/b.js";',
      "src/report/a.ts": 'import "../store/b.js"; import "../questions/b.js";',
      "src/cli/a.ts": 'const p = import("../../properties/index.js"); import "../../generators/b.js";',
      "properties/p/a.ts": 'import "../q/b.js"; import "../../generators/b.js"; import "../../src/claim/b.js";',
      "generators/a.ts": 'import "./b.js"; import "../src/mechanisms/p/a.js"; import "../src/verdict/b.js";',
    });
    expect(faults(wrongDirections(project))).toEqual([]);
  });
});

describe("no imports go in a circle", () => {
  it("in the repository", () => {
    expect(faults(cycles(house()))).toEqual([]);
  });

  it("flags circles of values, of types and of one file", () => {
    const project = example({
      "src/a/a.ts": 'import { b } from "./b.js";',
      "src/a/b.ts": 'import type { C } from "../c/c.js";',
      "src/c/c.ts": 'export type A = import("../a/a.js").A;',
      "src/c/self.ts": 'import "./self.js";',
    });
    expect(faults(cycles(project))).toEqual([
      "src/c/c.ts:1 src/a/a.ts > src/a/b.ts > src/c/c.ts > src/a/a.ts",
      "src/c/self.ts:1 src/c/self.ts > src/c/self.ts",
    ]);
  });

  it("passes two ways to one file", () => {
    const project = example({
      "src/a/a.ts": 'import "./b.js"; import "./c.js";',
      "src/a/b.ts": 'import "./d.js";',
      "src/a/c.ts": 'import "./d.js"; import "./b.js";',
      "src/a/d.ts": 'import "node:path";',
    });
    expect(faults(cycles(project))).toEqual([]);
  });
});

describe("decimal.js only prints", () => {
  it("in the repository", () => {
    expect(faults(decimals(house()))).toEqual([]);
  });

  it("flags it where numbers are decided and passes it where they are printed", () => {
    const text = 'import { Decimal } from "decimal.js";';
    const places = ["properties/a.ts", "src/instance/a.ts", "src/number/a.ts"];
    const project = example(
      Object.fromEntries([...places, "src/instance/output.ts", "src/report/a.ts"].map((place) => [place, text])),
    );
    expect(
      decimals(project)
        .map(({ file }) => file)
        .sort(),
    ).toEqual(places);
  });
});

describe("a list of exceptions", () => {
  const project = () => example({ "src/number/a.ts": 'import "../game/b.js";' });

  it("excuses what it names", () => {
    const exceptions = [{ file: "src/number/a.ts", what: ["src/game/b.ts"], why: "an example" }];
    expect(faults(wrongDirections(project()), exceptions)).toEqual([]);
  });

  it("must not outlive what it excuses", () => {
    const exceptions = [{ file: "src/number/a.ts", what: ["src/game/b.ts", "src/game/c.ts"], why: "an example" }];
    expect(faults(wrongDirections(project()), exceptions)).toEqual(["no longer so: src/number/a.ts src/game/c.ts"]);
  });
});
