import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { printedLaw, printedQuantities } from "../hk/printed.js";
import { multiCases, pricingCases, retrainingCases, twoPriceCases } from "./examples-cases.js";
import { type Example, leastSensitivity, pricingExample } from "./examples-route.js";
import {
  type Drawn,
  drawn,
  epsilonOf,
  exchanged,
  expected,
  most,
  objectiveAt,
  printed,
  selected,
  sum,
  upTo,
  type World,
} from "./finite-route.js";

const zero = new Fraction(0);

/** What is compared with the program: the law, what everybody expects, and the best lie. */
function answers(world: World, reports: readonly number[], law: (announced: readonly number[]) => readonly Drawn[]) {
  const at = law(reports);
  const gains = reports.flatMap((truth, i) =>
    upTo(world.types[i]!)
      .filter((lie) => lie !== truth)
      .map((lie) => {
        const lied = expected(world, law(exchanged(reports, i, lie)), i, reports);
        return lied.sub(expected(world, at, i, reports));
      }),
  );
  return {
    distribution: printed(at),
    expectedUtilities: reports.map((_, i) => expected(world, at, i, reports).toFraction()),
    expectedObjective: sum(
      at.map(({ alternative, chance }) => chance.mul(objectiveAt(world, reports, alternative))),
    ).toFraction(),
    optimum: most(upTo(world.alternatives).map((s) => objectiveAt(world, reports, s))).toFraction(),
    gain: most(gains).toFraction(),
    sensitivity: leastSensitivity(world).toFraction(),
  };
}

/** The same of the program. */
function answersOf(instance: object) {
  const quantities = printedQuantities(instance);
  const of = (name: string) => quantities[name].value;
  return {
    distribution: printedLaw(instance).distribution,
    expectedUtilities: of("expectedUtilities"),
    expectedObjective: of("expectedObjective"),
    optimum: of("optimum"),
    gain: quantities.bestLie.gain,
    sensitivity: of("sensitivity"),
  };
}

const mixtureOf = (mechanism: string, { environment, world }: Example, reports: readonly number[], d?: string) => ({
  mechanism,
  parameters: {
    q: world.q.toFraction(),
    ...(!world.q.equals(1) && { epsilon: epsilonOf(world) }),
    ...(d && { d }),
  },
  environment,
  reports,
});

describe("nst/pricing", () => {
  it.each(pricingCases)("%s: as by the definition, with d = D left out and told", (_, example, reports) => {
    const { world } = example;
    const route = answers(world, reports, (announced) => drawn(world, announced));
    expect(answersOf(mixtureOf("nst/pricing", example, reports))).toEqual(route);
    expect(answersOf(mixtureOf("nst/pricing", example, reports, world.d.toFraction()))).toEqual(route);
  });

  it("tells the rules at V = p and the places in a cohort apart", () => {
    const at = (buyers: "strict" | "weak", reports: readonly number[]) => {
      const setting = { m: 2, N: 1, D: 2, signals: 2, valuation: [["0", "0", "1/2", "1"], ["0", "0", "0", "1"]], buyers }; // biome-ignore format: one line
      const example = pricingExample(setting, { base: "2", q: "1", d: "1" });
      return printedLaw(mixtureOf("nst/pricing", example, reports)).distribution;
    };
    expect(at("strict", [1, 0])).not.toEqual(at("weak", [1, 0]));
    expect(at("strict", [1, 0])).not.toEqual(at("strict", [0, 1]));
  });
});

describe("nst/pricing-multi", () => {
  it.each(multiCases)("%s: as by the definition, with d* left out and told", (_, example, reports) => {
    const { world } = example;
    expect(leastSensitivity(world)).toEqual(world.d);
    const route = answers(world, reports, (announced) => drawn(world, announced));
    expect(answersOf(mixtureOf("nst/pricing-multi", example, reports))).toEqual(route);
    expect(answersOf(mixtureOf("nst/pricing-multi", example, reports, world.d.toFraction()))).toEqual(route);
  });
});

describe("nst/two-price", () => {
  it.each(twoPriceCases("0"))("%s: as by the definition", (_, { world, environment }, reports) => {
    const instance = { mechanism: "nst/two-price", parameters: { epsilon: epsilonOf(world) }, environment, reports };
    expect(answersOf(instance)).toEqual(answers(world, reports, (announced) => drawn(world, announced)));
  });

  it("is b^n against b^2k with times = 4", () => {
    const environment = { kind: "two-price", n: 3, values: ["5/8", "9/8"], prices: ["1/2", "1"] };
    const instance = { mechanism: "nst/two-price", parameters: { epsilon: "4 ln 3" }, environment, reports: [1, 1, 0] };
    expect(printedLaw(instance).distribution.map((entry: { probability: string }) => entry.probability)).toEqual([
      new Fraction(3 ** 3, 3 ** 3 + 3 ** 4).toFraction(),
      new Fraction(3 ** 4, 3 ** 3 + 3 ** 4).toFraction(),
    ]);
  });
});

/** The price of the largest revenue, and with probability q a uniform one with imposed reactions; equal outcomes merged. */
function optimalDrawn(
  world: World,
  prices: readonly string[],
  announced: readonly number[],
  tiePrice: string,
  imposeAlways: boolean,
): readonly Drawn[] {
  const revenue = upTo(prices.length).map((s) => objectiveAt(world, announced, s));
  const best = upTo(prices.length).filter((s) => revenue[s]!.equals(most(revenue)));
  const worth = (s: number) => new Fraction(prices[s]!);
  const chosen = best.reduce((x, y) =>
    (tiePrice === "lowest" ? worth(y).lt(worth(x)) : worth(y).gt(worth(x))) ? y : x,
  );
  const sure = new Fraction(1).sub(world.q);
  const held = (s: number) => announced.map((_, i) => selected(world, i, announced, s));
  const imposed = upTo(prices.length).map((alternative) => ({
    alternative,
    imposed: held(alternative),
    chance: world.P[alternative]!.mul(world.q).add(imposeAlways && alternative === chosen ? sure : zero),
  }));
  const free = imposeAlways ? [] : [{ alternative: chosen, imposed: null, chance: sure }];
  return [...free, ...imposed].filter(({ chance }) => !chance.equals(0));
}

const rules = ["lowest", "highest"].flatMap((tiePrice) =>
  [false, true].flatMap((imposeAlways) => ["0", "1/4", "1"].map((q) => [tiePrice, imposeAlways, q] as const)),
);

describe("nst/optimal-price", () => {
  it.each(rules)("%s of the best, always imposing: %s, q = %s", (tiePrice, imposeAlways, q) => {
    for (const [, { world, environment }, reports, prices] of twoPriceCases(q)) {
      const written = tiePrice === "lowest" && !imposeAlways ? {} : { tiePrice, imposeAlways };
      const instance = { mechanism: "nst/optimal-price", parameters: { q, ...written }, environment, reports };
      expect(answersOf(instance)).toEqual(
        answers(world, reports, (announced) => optimalDrawn(world, prices, announced, tiePrice, imposeAlways)),
      );
    }
  });
});

describe("nst/retraining-naive", () => {
  it.each([
    [0, 1, 2],
    [2, 0, 1],
    [1, 2, 0],
    [2, 1, 0],
  ])("the first best pair in the order %i, %i, %i", (...order) => {
    for (const [{ world, environment }, reports] of retrainingCases({ base: "2", q: "0" })) {
      const law = (announced: readonly number[]): readonly Drawn[] => {
        const values = upTo(3).map((s) => objectiveAt(world, announced, s));
        const alternative = order.find((s) => values[s]!.equals(most(values)))!;
        return [{ alternative, imposed: null, chance: new Fraction(1) }];
      };
      const parameters = order[0] === 0 ? {} : { order };
      const instance = { mechanism: "nst/retraining-naive", parameters, environment, reports };
      expect(answersOf(instance)).toEqual(answers(world, reports, law));
    }
  });
});

describe("nst/retraining-scheme", () => {
  it.each(["0", "1/5", "1"])("as by the definition with q = %s, with d* left out and told", (q) => {
    for (const [example, reports] of retrainingCases({ base: "3/2", q })) {
      const { world } = example;
      expect(leastSensitivity(world)).toEqual(world.d);
      const route = answers(world, reports, (announced) => drawn(world, announced));
      expect(answersOf(mixtureOf("nst/retraining-scheme", example, reports))).toEqual(route);
      expect(answersOf(mixtureOf("nst/retraining-scheme", example, reports, world.d.toFraction()))).toEqual(route);
    }
  });
});

describe("the second route catches a mechanism", () => {
  it("with the shares of its parts exchanged, or without imposed reactions", () => {
    const [, example, reports] = pricingCases[2]!;
    const { world } = example;
    const exchanged = drawn(world, reports, new Fraction(1).sub(world.q));
    const found = answersOf(mixtureOf("nst/pricing", example, reports));
    expect(found.distribution).not.toEqual(printed(exchanged));
    const free = drawn(world, reports).map((entry) => ({ ...entry, imposed: null }));
    expect(found.distribution).not.toEqual(printed(free));
    const lied = answers(world, reports, (announced) => drawn(world, announced).map((e) => ({ ...e, imposed: null })));
    expect(found.gain).not.toEqual(lied.gain);
  });

  it("that takes the last of the best pairs, or the highest of the best prices", () => {
    const environment = { kind: "retraining", n: 1 };
    const naive = (order: readonly number[]) =>
      printedLaw({ mechanism: "nst/retraining-naive", parameters: { order }, environment, reports: [0] }).distribution;
    expect(naive([0, 1, 2])).not.toEqual(naive([1, 0, 2]));
    const [, { world, environment: buyers }, reports, prices] = twoPriceCases("1/4")[4]!;
    const instance = { mechanism: "nst/optimal-price", parameters: { q: "1/4" }, environment: buyers, reports };
    const other = optimalDrawn(world, prices, reports, "highest", false);
    expect(answersOf(instance).distribution).not.toEqual(printed(other));
  });
});
