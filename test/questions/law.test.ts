import Fraction from "fraction.js";
import { describe, expect, test } from "vitest";
import { answer, fileOf, run } from "../cli/run.js";
import { chances, type Vote } from "./second-route.js";

const noisy = { mechanism: "cckmv/noisy-election", parameters: { epsilon: "ln 2" }, reports: ["A", "B", "A"] };

type Terms = readonly (readonly [string, number])[];
interface Entry<P> {
  readonly probability: P;
}
const valueAt = (terms: Terms, b: Fraction): Fraction =>
  terms.reduce((sum, [c, e]) => sum.add(b.pow(e)!.mul(c)), new Fraction(0));

test("the shape of the contract", async () => {
  expect(await answer("law", noisy)).toEqual({
    mechanism: "cckmv/noisy-election",
    epsilon: { times: "1", log: "2" },
    distribution: [
      { outcome: "A", probability: "5/6" },
      { outcome: "B", probability: "1/6" },
    ],
    payments: null,
  });
});

describe("symbolic", () => {
  const profiles: readonly (readonly Vote[])[] = [["A"], ["B", "B"], ["A", "B"], ["A", "A", "A", null]];
  test.each(profiles)("at b = p/q it is the numeric law: %s %s %s %s", async (...given) => {
    const reports = given.filter((vote) => vote !== undefined);
    for (const [times, rate] of [
      ["1", "1"],
      ["2", "1/2"],
      ["1/3", "6"],
    ] as const) {
      const parameters = (log: string) => ({ epsilon: { times, log }, rate });
      const free = await answer("law", { ...noisy, parameters: parameters("17"), reports }, "--symbolic");
      expect(free.epsilon).toEqual({ times });
      for (const b of ["3/2", "2", "11/7"]) {
        const base = new Fraction(b);
        const chance = (p: { numerator: Terms; denominator: Terms }) =>
          valueAt(p.numerator, base).div(valueAt(p.denominator, base)).toFraction();
        const a = base.inverse().pow(new Fraction(times).mul(rate))!;
        const second = chances(a, reports).map((x) => x.toFraction());
        expect(
          free.distribution.map((entry: Entry<Parameters<typeof chance>[0]>) => chance(entry.probability)),
        ).toEqual(second);
        if (times === "1/3") continue;
        const fixed = await answer("law", { ...noisy, parameters: parameters(b), reports });
        expect(fixed.distribution.map((entry: Entry<string>) => entry.probability)).toEqual(second);
      }
    }
  });

  test("the variable, ascending exponents, no zero terms", async () => {
    const { distribution } = await answer("law", noisy, "--symbolic");
    for (const { probability } of distribution) {
      expect(probability.variable).toBe("b");
      for (const terms of [probability.numerator, probability.denominator] as Terms[]) {
        const exponents = terms.map(([, e]) => e);
        expect(exponents).toEqual([...exponents].sort((x, y) => x - y));
        expect(terms.every(([c]) => c !== "0")).toBe(true);
      }
    }
  });

  test.each([
    [{ mechanism: "cckmv/majority", reports: ["A"] }, /^mechproof: --symbolic: cckmv\/majority has no epsilon/],
    [
      { ...noisy, parameters: { epsilon: "2 ln 2", rate: "1/3" } },
      /^mechproof: parameters\.epsilon\.times: .* must be an integer, got 2\/3; use a multiple of 3\n/,
    ],
  ])("is refused where the law is no rational function", async (instance, expected) => {
    const { stdout, stderr, code } = await run("law", fileOf(instance), "--symbolic");
    expect([stdout, code]).toEqual(["", 2]);
    expect(stderr).toMatch(expected);
  });
});

describe("large populations", () => {
  const counted = (counts: object, log = "3/2") => ({
    ...noisy,
    parameters: { epsilon: { times: "1", log } },
    reports: { counts },
  });

  test("ten thousand voters take less than 0.2 s", async () => {
    const instances = [counted({ A: 5001, B: 4998, null: 1 }), counted({ A: 10_000 }), counted({ null: 10_000 })];
    await answer("law", counted({ A: 1 }));
    for (const instance of instances) {
      const start = performance.now();
      await answer("law", instance);
      expect(performance.now() - start).toBeLessThan(200);
    }
  });

  test("counts mean the same as the list", async () => {
    const list = ["B", "B", "B", "A", "A", null];
    const asCounts = { counts: { B: 3, A: 2, null: 1 } };
    for (const command of ["law", "measure"]) {
      expect(await answer(command, { ...noisy, reports: asCounts })).toEqual(
        await answer(command, { ...noisy, reports: list }),
      );
    }
  });

  test("symbolic exponents reach up to the safe integers", async () => {
    const { distribution } = await answer("law", counted({ A: 2 ** 52 }), "--symbolic");
    expect(distribution[1].probability.denominator).toEqual([
      ["1", 2 ** 52],
      ["1", 2 ** 52 + 1],
    ]);
    const { stderr, code } = await run("law", fileOf(counted({ A: 2 ** 53 - 1 })), "--symbolic");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^mechproof: reports: .* pass 2\^53\n$/);
  });
});
