import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { budgetBalance } from "../../../properties/basu/example-budget-balance.js";
import { singleObject } from "../../../properties/basu/example-single-object.js";
import { singleObjectPayment } from "../../../properties/basu/example-single-object-payment.js";
import { singleObjectSizes } from "../../../properties/basu/example-single-object-sizes.js";
import { msContrast } from "../../../properties/basu/remark-ms-contrast.js";
import { workedWorld } from "../../../properties/basu/worked-world.js";
import type { Claim } from "../../../src/claim/claim.js";
import { add, rational } from "../../../src/number/rational.js";
import { violates } from "../../../src/search/score.js";
import type { JsonObject } from "../../../src/verdict/json.js";

type Numbers = readonly (readonly (string | number)[])[];

/** One environment, written once for both routes. */
interface Written {
  readonly prior: readonly string[];
  readonly likelihood: Numbers;
  readonly utilities: readonly Numbers[];
  readonly groups: readonly number[];
}

const certain = { prior: ["1"], likelihood: [[1]] };
const right = (chance: string) => ({
  prior: ["1/2", "1/2"],
  likelihood: [
    [chance, new Fraction(1).sub(chance).toFraction()],
    [new Fraction(1).sub(chance).toFraction(), chance],
  ],
});
const trade = (buyer: readonly (string | number)[], seller: readonly (string | number)[]) =>
  [buyer, seller].map((row) => [row, row.map(() => 0)]);

const texts = (table: Numbers) => table.map((row) => row.map(String));
const instanceOf = (mechanism: string, written: Written, tolerance: string, question?: JsonObject): JsonObject => ({
  mechanism: `basu/${mechanism}`,
  parameters: { tolerance },
  environment: {
    states: written.prior.length,
    signals: written.likelihood[0]!.length,
    alternatives: written.utilities[0]!.length,
    prior: [...written.prior],
    likelihood: texts(written.likelihood),
    utilities: written.utilities.map(texts),
    groups: [...written.groups],
  },
  ...question,
});
const check = (claim: Claim, reading: string, instance: JsonObject, choices: JsonObject = {}) =>
  claim.check({ instance, choices }, claim.readings.find(({ name }) => name === reading)!.switches);
const value = (side: unknown): string => {
  const { numerator, denominator } = side as { numerator: bigint; denominator: bigint };
  return new Fraction(numerator, denominator).toFraction();
};
const leftOf = (...at: Parameters<typeof check>): string => value(check(...at).left);
const falls = (...at: Parameters<typeof check>): boolean => violates(check(...at));

/** The second route: profile by profile, in fractions of another library. */
const F = (x: string | number | Fraction) => new Fraction(x);
const sum = (list: readonly Fraction[]) => list.reduce((x, y) => x.add(y), F(0));
const dot = (x: readonly Fraction[], y: readonly (string | number)[]) => sum(x.map((a, i) => a.mul(F(y[i]!))));
const profiles = (signals: number, players: number): number[][] =>
  players === 0 ? [[]] : profiles(signals, players - 1).flatMap((p) => Array.from({ length: signals }, (_, x) => [...p, x])); // biome-ignore format: one line
const seats = ({ groups }: Written) => groups.flatMap((size, u) => Array.from({ length: size }, () => u));
const joint = ({ prior, likelihood }: Written, profile: readonly number[]) =>
  prior.map((p, w) => profile.reduce((chance, x) => chance.mul(F(likelihood[w]![x]!)), F(p)));
const posterior = (written: Written, profile: readonly number[]) => {
  const weights = joint(written, profile);
  return weights.map((weight) => weight.div(sum(weights)));
};
/** σ*, the first of the best, and what everybody pays. */
const outcome = (written: Written, profile: readonly number[]) => {
  const belief = posterior(written, profile);
  const worth = (u: number, a: number) => dot(belief, written.utilities[u]![a]!);
  const welfare = written.utilities[0]!.map((_, a) => sum(seats(written).map((u) => worth(u, a))));
  const choice = welfare.reduce((best, x, a) => (x.compare(welfare[best]!) > 0 ? a : best), 0);
  return { choice, paid: seats(written).map((u) => worth(u, choice)) };
};
const revenue = (written: Written): Fraction =>
  sum(
    profiles(written.likelihood[0]!.length, seats(written).length).map((p) =>
      sum(joint(written, p)).mul(sum(outcome(written, p).paid)),
    ),
  );
/** gain(x → y) of one of the players. */
const gain = (written: Written, player: number, x: number, y: number): Fraction => {
  const all = profiles(written.likelihood[0]!.length, seats(written).length).filter((p) => p[player] === x);
  const mass = sum(all.map((p) => sum(joint(written, p))));
  const table = written.utilities[seats(written)[player]!]!;
  const payoff = (report: number) =>
    sum(
      all.map((p) => {
        const { choice, paid } = outcome(
          written,
          p.map((s, i) => (i === player ? report : s)),
        );
        return dot(joint(written, p), table[choice]!).sub(sum(joint(written, p)).mul(paid[player]!));
      }),
    );
  return payoff(y).sub(payoff(x)).div(mass);
};

const object = (values: Numbers): readonly Numbers[] =>
  values.map((row, k) => values.map((_, a) => row.map((v) => (a === k ? v : 0))));

describe("the hypotheses of Theorem 1 in the example of one object", () => {
  const reading = "hypotheses+nothing+any";
  const holds = (values: Numbers) =>
    !falls(singleObject(), reading, instanceOf("single-object", { ...certain, utilities: object(values), groups: values.map(() => 1) }, "1/10")); // biome-ignore format: one line

  it("hold for one group, and for two with values of opposite signs: by every mixture of a grid", () => {
    const numbers = [-2, -1, 0, 1, 2];
    for (const first of numbers) {
      for (const second of numbers) {
        // With k of 12 parts for the first group, which wins alternative 0; 12 has all denominators up to 4.
        const isTied = Array.from({ length: 13 }, (_, k) => k).some((k) => k * first === (12 - k) * second);
        expect(holds([[first], [second]]), `${first}, ${second}`).toBe(!isTied);
        expect(isTied).toBe(first * second >= 0);
        for (const third of numbers) expect(holds([[first], [second], [third]])).toBe(false);
      }
    }
    expect(holds([[0]])).toBe(true);
  });

  it("fail for two who want it at the mixture that makes them equal", () => {
    const utilities = object([[1], [3]]);
    const instance = instanceOf("single-object", { ...certain, utilities, groups: [1, 1] }, "1/10");
    expect(leftOf(singleObject(), reading, instance, { share: "1/4" })).toBe("3/4");
  });
});

describe("the conclusions of Theorem 1 in the example of one object", () => {
  const written = { ...right("9/10"), utilities: object([[0, 1]]), groups: [2] };
  const all = instanceOf("single-object", written, "1/2");

  it("hold, and not with payments that reward a report, ask for more or take less", () => {
    const [truthful, participation, takes] = ["truthful", "participation", "revenue"].map((part) => `${part}+nothing+any`); // biome-ignore format: one line
    for (const reading of [truthful!, participation!, takes!]) expect(falls(singleObject(), reading, all)).toBe(false);
    const priced = (by: (counts: readonly number[]) => number): Claim =>
      singleObject((instance) => {
        const world = workedWorld(instance);
        return { ...world, price: (env, counts, u, a) => add(world.price(env, counts, u, a), rational(BigInt(by(counts)), 100n)) }; // biome-ignore format: one line
      });
    expect(
      falls(
        priced((counts) => -100 * counts[0]!),
        truthful!,
        all,
      ),
    ).toBe(true);
    expect(
      falls(
        priced(() => 1),
        participation!,
        all,
      ),
    ).toBe(true);
    expect(
      falls(
        priced(() => -1),
        takes!,
        all,
      ),
    ).toBe(true);
  });

  it("come with the same revenue profile by profile", () => {
    const reading = "revenue+nothing+any";
    for (const [values, groups] of [
      [
        [
          [1, 2],
          [2, 1],
        ],
        [1, 2],
      ],
      [
        [
          [1, -1],
          [-1, 1],
        ],
        [2, 1],
      ],
    ] as const) {
      // biome-ignore format: one line
      const here = { ...right("3/4"), utilities: object(values), groups };
      expect(leftOf(singleObject(), reading, instanceOf("single-object", here, "1/10"))).toBe(
        revenue(here).toFraction(),
      );
    }
  });
});

describe("payments in the example of one object", () => {
  const at = (written: Written) => instanceOf("single-object", written, "1/10");
  const one = { ...certain, utilities: object([[1]]), groups: [1] };
  const two = { ...certain, utilities: object([[1]]), groups: [2] };

  it("are the expected value, which is not the value in the state, nor that of the group, nor nothing", () => {
    const mixed = { ...right("3/4"), utilities: object([[0, 1]]), groups: [1] };
    expect([falls(singleObjectPayment(), "won", at(mixed)), falls(singleObjectPayment(), "signals", at(mixed))]).toEqual([false, false]); // biome-ignore format: one line
    expect(leftOf(singleObjectPayment(), "state", at(mixed))).toBe(outcome(mixed, [1]).paid[0]!.toFraction());
    expect([falls(singleObjectPayment(), "never", at(one)), falls(singleObjectPayment(), "group", at(one))]).toEqual([true, false]); // biome-ignore format: one line
    expect(falls(singleObjectPayment(), "group", at(two))).toBe(true);
    // Group 1 never gets it: it pays nothing, though the object is worth something to it.
    const unequal = at({ ...certain, utilities: object([[2], [1]]), groups: [1, 1] });
    expect(check(singleObjectPayment(), "before", unequal).choices.place).toEqual({ utility: 1 });
    expect(falls(singleObjectPayment(), "loser", unequal)).toBe(false);
    const envied = at({
      ...certain,
      utilities: [
        [[1], [0]],
        [[1], [0]],
      ],
      groups: [1, 1],
    });
    expect([falls(singleObjectPayment(), "loser-any", envied), falls(singleObjectPayment(), "loser-value", envied)]).toEqual([true, false]); // biome-ignore format: one line
  });

  it("would not be if everybody paid a little more", () => {
    const dearer = singleObjectPayment((instance) => {
      const world = workedWorld(instance);
      return { ...world, price: (env, counts, u, a) => add(world.price(env, counts, u, a), rational(1n, 1000n)) };
    });
    for (const reading of ["won", "signals", "loser", "loser-value"]) {
      const utilities = object([[2], [1]]);
      const given = at({ ...certain, utilities, groups: [1, 1] });
      expect([falls(singleObjectPayment(), reading, given), falls(dearer, reading, given)]).toEqual([false, true]);
    }
  });
});

/** The largest gain of any lie in (σ*, q*) with two states and signals that are right with a chance of 3/4, up to a group's values. */
function fairGain(values: readonly (readonly number[])[], groups: readonly number[]): Fraction {
  const n = groups.reduce((x, y) => x + y);
  const binomial = (m: number, k: number): number => (k === 0 ? 1 : (binomial(m - 1, k - 1) * m) / k);
  let most = F(0);
  for (const y of [0, 1]) {
    const tau = y === 0 ? F("3/4") : F("1/4");
    for (const [u, size] of groups.entries()) {
      if (size === 0) continue;
      // (ρ_x(0) − ρ_y(0))·Σ_c m(c)·L_0·L_1·(u(a, 0) − u(a, 1))/(τL_0 + (1 − τ)L_1), a = σ*(c + y).
      const terms = Array.from({ length: n }, (_, zeros) => {
        const [l0, l1] = [
          F(3)
            .pow(zeros)!
            .div(F(4).pow(n - 1)!),
          F(3)
            .pow(n - 1 - zeros)!
            .div(F(4).pow(n - 1)!),
        ];
        const [p0, p1] = [l0.mul(tau), l1.mul(F(1).sub(tau))];
        const worth = values.map((row, k) => p0.mul(row[0]! * groups[k]!).add(p1.mul(row[1]! * groups[k]!)));
        const winner = worth.reduce((best, x, k) => (x.compare(worth[best]!) > 0 ? k : best), 0);
        if (winner !== u) return F(0);
        return l0
          .mul(l1)
          .mul(binomial(n - 1, zeros))
          .mul(values[u]![0]! - values[u]![1]!)
          .div(p0.add(p1));
      });
      const found = sum(terms).mul(y === 0 ? "-1/2" : "1/2");
      if (found.compare(most) > 0) most = found;
    }
  }
  return most;
}

describe("the sizes of the groups in the example of one object", () => {
  const values = [[1, 2], [2, 1]]; // biome-ignore format: one line
  const split = (n: number) => Array.from({ length: n + 1 }, (_, k) => [k, n - k]);
  const isAbove = (groups: readonly number[]) => fairGain(values, groups).compare("1/10") > 0;

  it("do not matter above n_0 = 9 at ε = 1/10, and matter below it", () => {
    const told = singleObjectSizes().evidence!("gate", singleObjectSizes().readings[0]!.switches);
    const violating = (family: (groups: readonly number[]) => boolean) =>
      Array.from({ length: 11 }, (_, i) => i + 1)
        .filter((n) => split(n).filter(family).some(isAbove))
        .at(-1);
    expect(told.largestViolating).toEqual({
      any: violating(() => true),
      lone: violating((groups) => groups.includes(1)),
      halves: violating(([a, b]) => Math.abs(a! - b!) < 2),
      one: violating((groups) => groups.includes(0)),
    });
    expect(told.largestViolating).toEqual({ any: 9, lone: 9, halves: 6, one: 9 });
  });

  it("tell whether n = 1 is enough where one group does not want the object", () => {
    const written = { ...right("3/4"), utilities: object([[0, 1], [0, 0]]), groups: [1, 0] }; // biome-ignore format: one line
    const question = { question: "thresholds", tolerances: ["1/4"], upTo: 12, over: "all" };
    const instance = instanceOf("single-object", written, "1/4", question);
    const choices = { players: 1, groups: [1, 0], other: [0, 1] };
    const { left, right: other, holds } = check(singleObjectSizes(), "same-for-each+nothing+any", instance, choices);
    expect([value(left), value(other), holds]).toEqual([gain(written, 0, 1, 0).toFraction(), "0", false]);
    expect(gain(written, 0, 1, 0).toFraction()).toBe("1/2");
    const rewarding = singleObjectSizes((given) => {
      const world = workedWorld(given);
      return {
        ...world,
        price: (env, counts, u, a) => add(world.price(env, counts, u, a), rational(BigInt(counts[1]!))),
      };
    });
    const few = instanceOf("single-object", { ...written, ...right("99/100") }, "3/4", question);
    for (const claim of [singleObjectSizes(), rewarding]) {
      expect(falls(claim, "serves-all+nothing+any", few)).toBe(claim === rewarding);
    }
  });
});

describe("budgets that are nearly balanced", () => {
  const at = (written: Written, tolerance: string) => instanceOf("budget-balance", written, tolerance);
  const literal = "sum+optimum+implies+theorem";
  const state = [[1, -1]];

  it("are in expectation alone: 33/32 without news, 8/5 at two like signals, 1 for each of two", () => {
    const news = { ...right("3/4"), utilities: [[[1, -1], [0, 0]]], groups: [3] }; // biome-ignore format: one line
    const reading = "sum+each-alternative+implies+theorem";
    expect([leftOf(budgetBalance(), reading, at(news, "1")), revenue(news).toFraction()]).toEqual(["33/32", "33/32"]);
    const pair = { ...right("3/4"), utilities: [state], groups: [2] };
    const place = { part: "payments", counts: [2, 0], alternative: 0 };
    expect(leftOf(budgetBalance(), "signals+optimum+implies+theorem", at(pair, "1"), { place })).toBe("8/5");
    expect(sum(outcome(pair, [0, 0]).paid).toFraction()).toBe("8/5");
    expect([falls(budgetBalance(), literal, at(pair, "1")), revenue(pair).toFraction()]).toEqual([false, "0"]);
    const opposed = at({ ...certain, utilities: [[[1]], [[-1]]], groups: [1, 1] }, "1/2");
    expect(falls(budgetBalance(), "each+optimum+implies+theorem", opposed)).toBe(true);
    expect(falls(budgetBalance(), literal, opposed)).toBe(false);
    const taxed = budgetBalance((instance) => {
      const world = workedWorld(instance);
      return { ...world, price: (env, counts, u, a) => add(world.price(env, counts, u, a), rational(1n)) };
    });
    expect(falls(taxed, literal, opposed)).toBe(true);
  });

  it("are so where levels cancel: eight players, −341/15625", () => {
    const matching = [[1, 0], [0, 1]]; // biome-ignore format: one line
    const other = [[-1, -2], [-2, -1]]; // biome-ignore format: one line
    // −8 for every wrong choice: five or more of eight signals wrong, or four with the prior even.
    const wrong = [4, 5, 6, 7, 8].map((k) => F([70, 56, 28, 8, 1][k - 4]!).mul(F("1/10").pow(k)!).mul(F("9/10").pow(8 - k)!).mul(k === 4 ? "1/2" : 1)); // biome-ignore format: one line
    expect(sum(wrong).mul(-8).toFraction()).toBe("-341/15625");
    const told = budgetBalance().evidence!("gate", budgetBalance().readings[0]!.switches);
    expect((told.levelsCancel as JsonObject).welfare).toBe("-341/15625");
    const written = { ...right("9/10"), utilities: [matching, other], groups: [1, 1] };
    expect(revenue(written).toFraction()).toBe(
      sum([F("1/10").pow(2)!, F("9/100")])
        .mul(-2)
        .toFraction(),
    );
  });

  it("are not to be had in every environment of the theorem", () => {
    const reading = "sum+optimum+every-library+theorem";
    expect(falls(budgetBalance(), reading, at({ ...certain, utilities: [[[1]]], groups: [1] }, "1/2"))).toBe(true);
    expect(falls(budgetBalance(), reading, at({ ...certain, utilities: [[[0]]], groups: [1] }, "1/2"))).toBe(false);
  });
});

describe("trade, in contrast to the impossibility", () => {
  const at = (written: Written, tolerance: string) => instanceOf("budget-balance", written, tolerance);
  const reading = (situation: string, traders: string, setting = "as-given") => `${situation}+${traders}+${setting}+given-signals+sum`; // biome-ignore format: one line
  const same = { ...right("9/10"), utilities: trade([1, 0], [-1, 0]), groups: [1, 1] };

  it("is balanced by taking all gains, and two traders may lie: 20/41", () => {
    const place = { part: "truthful", utility: 0, signal: 0, report: 1 };
    expect(leftOf(msContrast(), reading("balanced", "two"), at(same, "1/4"), { place })).toBe("20/41");
    expect(gain(same, 0, 0, 1).toFraction()).toBe("20/41");
    const worthwhile = { ...certain, utilities: trade([1], [0]), groups: [1, 1] };
    expect([leftOf(msContrast(), reading("any", "crowds"), at(worthwhile, "1/2")), revenue(worthwhile).toFraction()]).toEqual(["1", "1"]); // biome-ignore format: one line
    expect(falls(msContrast(), reading("balanced", "crowds"), at(same, "3/4"))).toBe(false);
    const taxed = msContrast((instance) => {
      const world = workedWorld(instance);
      return { ...world, price: (env, counts, u, a) => add(world.price(env, counts, u, a), rational(1n)) };
    });
    expect(falls(taxed, reading("balanced", "crowds"), at(same, "3/4"))).toBe(true);
  });

  it("takes in gains of 3/4 and 3231/250000, the latter 359/185 at four signals for the unlikely state", () => {
    const { trades } = msContrast().evidence!("gate", msContrast().readings[0]!.switches);
    const told = (trades as readonly JsonObject[]).map(({ revenue: taken, largestGain }) => [taken, largestGain]);
    const uneven = { ...right("9/10"), utilities: trade([2, 0], [-1, "1/2"]), groups: [1, 1] };
    const rare = { ...right("9/10"), prior: ["1/100", "99/100"], utilities: trade([1, -1], [0, 0]), groups: [2, 2] };
    expect([told[0]![0], told.at(-1)![0]]).toEqual([revenue(uneven).toFraction(), revenue(rare).toFraction()]);
    expect(told[1]).toEqual(["0", "20/41"]);
    expect(sum(outcome(rare, [0, 0, 0, 0]).paid).toFraction()).toBe("359/185");
  });

  it("has neither independent signals nor private values nor hypothesis (1)", () => {
    const [x, y] = [posterior(same, [0]), posterior(same, [0, 1])];
    expect(leftOf(msContrast(), reading("balanced", "crowds", "independent"), at(same, "1"), { signal: 0, report: 0 })).toBe(dot(x, [same.likelihood[0]![0]!, same.likelihood[1]![0]!]).toFraction()); // biome-ignore format: one line
    expect(leftOf(msContrast(), reading("balanced", "crowds", "private"), at(same, "1"), { signal: 0, report: 1, utility: 0 })).toBe(dot(y, [1, 0]).toFraction()); // biome-ignore format: one line
    expect(falls(msContrast(), reading("balanced", "crowds", "theorem"), at(same, "1"))).toBe(true);
  });
});
