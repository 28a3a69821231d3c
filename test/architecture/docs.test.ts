import { describe, expect, it } from "vitest";
import { undocumented } from "./docs.js";
import { type Exceptions, example, faults, repository } from "./sources.js";

const algebra = "an operation, relation or element of algebra under its usual name";
const fields = "a shape whose name says what it is, and whose members say the rest";
const json = "the JSON of the type of the same name, or its printer";

const exceptions: Exceptions = [
  { file: "src/mechanisms/cckmv/election.ts", what: ["candidates", "opponent", "Election"], why: fields },
  { file: "src/number/algebraic.ts", what: ["fromRational", "midpoint", "equalNumbers"], why: algebra },
  {
    file: "src/number/enclosure.ts",
    what: ["exactly", "add", "negate", "subtract", "width", "printEnclosure"],
    why: algebra,
  },
  { file: "src/number/integer.ts", what: ["signOf", "absolute"], why: algebra },
  { file: "src/number/log-form.ts", what: ["fromRational", "zero", "negate"], why: algebra },
  { file: "src/number/log-polynomial.ts", what: ["LogCell"], why: json },
  {
    file: "src/number/polynomial.ts",
    what: [
      ...["zero", "one", "constant", "isZero", "equals", "negate", "add", "subtract", "multiply"],
      ...["derivative", "valueAt", "signAtRational", "printPolynomial"],
    ],
    why: algebra,
  },
  {
    file: "src/number/rational.ts",
    what: [
      ...["zero", "one", "add", "negate", "subtract", "multiply", "compare", "equals", "signOfRational"],
      ...["maximum", "minimum", "isInteger", "printExtended"],
    ],
    why: algebra,
  },
  {
    file: "src/number/real-set.ts",
    what: ["all", "empty", "union", "intersection", "isEmpty", "equals", "isAll"],
    why: algebra,
  },
  { file: "src/number/real-set.ts", what: ["EndJson", "CellJson", "printCell"], why: json },
];

describe("what the lower floors export has a docstring", () => {
  it("in the repository, apart from what its name explains", () => {
    expect(faults(undocumented(repository("src", "properties", "generators")), exceptions)).toEqual([]);
  });

  it("flags functions, values, interfaces, types and classes without one, or with an empty one", () => {
    const project = example({
      "src/notions/a.ts": `
        export function f(): void {}
        export const [x, y] = [1, 2];
        // Only a comment.
        export interface I {}
        /** */
        export type T = I;
        export abstract class C {}
        export default function (): void {}`,
    });
    expect(undocumented(project).map(({ what }) => what)).toEqual(["f", "[x, y]", "I", "T", "C", "default"]);
  });

  it("passes documented exports, one docstring for all overloads, and what is not exported", () => {
    const project = example({
      "src/notions/a.ts": `
        /** What it is. */
        export interface I {}
        /** What it does. */
        export function f(x: 1): void;
        export function f(x: 2): void;
        export function f(x: unknown): void {}
        const inner = 1;
        export { inner as outer };
        export * from "./b.js";`,
      "src/cli/a.ts": "export const x = 1;",
    });
    expect(faults(undocumented(project))).toEqual([]);
  });
});
