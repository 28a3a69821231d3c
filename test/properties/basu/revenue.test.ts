import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { posteriorInstance } from "../../../properties/basu/environments.js";
import { equation5 } from "../../../properties/basu/eq-5.js";
import { fullExtraction } from "../../../properties/basu/full-extraction.js";
import { notExternality } from "../../../properties/basu/remark-not-externality.js";
import { proportions } from "../../../properties/basu/remark-weights.js";
import { whatYouGive } from "../../../properties/basu/remark-what-you-give.js";
import { revenueIdentity } from "../../../properties/basu/revenue-identity.js";
import { revenueWorld, revenueWorldOf } from "../../../properties/basu/revenue-world.js";
import { theorem1Bir } from "../../../properties/basu/theorem-1-bir.js";
import { theorem1Revenue } from "../../../properties/basu/theorem-1-revenue.js";
import { type ValueWorld, valueWorld } from "../../../properties/basu/value-world.js";
import { welfareOptimality } from "../../../properties/basu/welfare-optimality.js";
import type { Claim } from "../../../src/claim/claim.js";
import * as Q from "../../../src/number/rational.js";
import { violates } from "../../../src/search/score.js";
import type { JsonObject } from "../../../src/verdict/json.js";

/** The model a second time, by hand: players with one signal each, everything summed over profiles and states. */
type Numbers = readonly (readonly string[])[];
interface Hand {
  readonly prior: readonly string[];
  readonly likelihood: Numbers;
  readonly utilities: readonly Numbers[];
  /** The utility of each player. */
  readonly players: readonly number[];
}
const f = (x: string | number) => new Fraction(x);
const sum = (terms: readonly Fraction[]) => terms.reduce((x, y) => x.add(y), f(0));
const most = (terms: readonly Fraction[]) => terms.reduce((x, y) => (y.compare(x) > 0 ? y : x));

const profilesOf = ({ players, likelihood }: Hand): number[][] =>
  players.reduce<number[][]>((all) => all.flatMap((rest) => likelihood[0]!.map((_, x) => [...rest, x])), [[]]);

/** Pr[s, ω], one a state. */
const joint = ({ prior, likelihood }: Hand, profile: readonly number[]) =>
  prior.map((chance, w) => profile.reduce((product, x) => product.mul(f(likelihood[w]![x]!)), f(chance)));

/** What a player has from each alternative at a profile, in expectation over the state. */
const worthOf = (hand: Hand, profile: readonly number[], player: number) => {
  const weights = joint(hand, profile);
  const table = hand.utilities[hand.players[player]!]!;
  return table.map((row) => sum(row.map((value, w) => f(value).mul(weights[w]!))).div(sum(weights)));
};
const seats = ({ players }: Hand) => players.map((_, i) => i);

/** The first alternative that is best for all together. */
function choiceOf(hand: Hand, profile: readonly number[]): number {
  const all = seats(hand).map((i) => worthOf(hand, profile, i));
  const together = all[0]!.map((_, a) => sum(all.map((row) => row[a]!)));
  return together.findIndex((value) => value.equals(most(together)));
}
const valuePaid = (hand: Hand, profile: readonly number[], i: number) =>
  worthOf(hand, profile, i)[choiceOf(hand, profile)]!;
function pivotPaid(hand: Hand, profile: readonly number[], i: number): Fraction {
  const others = seats(hand).filter((j) => j !== i);
  const all = others.map((j) => worthOf(hand, profile, j));
  const together = hand.utilities[0]!.map((_, a) => sum(all.map((row) => row[a]!)));
  return most(together).sub(together[choiceOf(hand, profile)]!);
}
const revenueOf = (hand: Hand, paid = valuePaid) =>
  sum(profilesOf(hand).flatMap((s) => seats(hand).map((i) => sum(joint(hand, s)).mul(paid(hand, s, i)))));

/** E[u_i − q_i | s_i = x] with a report. */
function payoffOf(hand: Hand, i: number, x: number, report: number, paid = valuePaid): Fraction {
  const heard = profilesOf(hand).filter((s) => s[i] === x);
  const net = heard.map((s) => {
    const told = s.map((signal, j) => (j === i ? report : signal));
    const a = choiceOf(hand, told);
    const weights = joint(hand, s);
    const enjoyed = sum(hand.utilities[hand.players[i]!]![a]!.map((value, w) => f(value).mul(weights[w]!)));
    return enjoyed.sub(sum(weights).mul(paid(hand, told, i)));
  });
  return sum(net).div(sum(heard.flatMap((s) => joint(hand, s))));
}
const largestGain = (hand: Hand, paid = valuePaid) =>
  most(
    seats(hand).flatMap((i) =>
      hand.likelihood[0]!.flatMap((_, x) =>
        hand.likelihood[0]!.map((__, y) => payoffOf(hand, i, x, y, paid).sub(payoffOf(hand, i, x, x, paid))),
      ),
    ),
  );
/** Σ_ω π0(ω)·max_a Σ_i u_i(a, ω). */
const informed = ({ prior, utilities, players }: Hand) =>
  sum(prior.map((chance, w) => most(utilities[0]!.map((_, a) => sum(players.map((u) => f(utilities[u]![a]![w]!))))).mul(f(chance)))); // biome-ignore format: one line

const half = ["1/2", "1/2"];
const weak: Numbers = [half, ["1/3", "2/3"]];
const symmetric = (right: string, wrong: string): Numbers => [
  [right, wrong],
  [wrong, right],
];
const guess: Numbers = [
  ["1", "0"],
  ["0", "1"],
];
const alone: Hand = { prior: half, likelihood: weak, utilities: [[["0", "1"]]], players: [0] };
const guessing: Hand = { prior: half, likelihood: weak, utilities: [guess], players: [0] };
const pair: Hand = { prior: half, likelihood: symmetric("3/4", "1/4"), utilities: [guess], players: [0, 0] };
const mixed: Hand = {
  prior: half,
  likelihood: symmetric("2/3", "1/3"),
  utilities: [
    [
      ["-1", "0"],
      ["1", "-1"],
    ],
    [
      ["-1", "1"],
      ["0", "-1"],
    ],
  ],
  players: [0, 1],
};

const instanceOf = ({ players, ...numbers }: Hand, parameters: JsonObject = {}): JsonObject =>
  posteriorInstance(
    numbers,
    numbers.utilities.map((_, u) => players.filter((v) => v === u).length),
    parameters,
  );
const checked = (claim: Claim, reading: string, instance: JsonObject, choices: JsonObject = {}) =>
  claim.check({ instance, choices }, claim.readings.find(({ name }) => name === reading)!.switches);
const falls = (...at: Parameters<typeof checked>): boolean => violates(checked(...at));
const printed = (side: unknown): string => Q.printRational(side as Q.Rational);

/** The honest mechanism with something added to every payment. */
const dearer =
  (by: string) =>
  (instance: JsonObject): ValueWorld => {
    const world = valueWorld(instance);
    const more = Q.parseRational(by)!;
    return { ...world, pays: (...at) => Q.add(world.pays(...at), more) };
  };

/** The prior in the place of the posterior. */
function byPrior(instance: JsonObject): ValueWorld {
  const world = valueWorld(instance);
  const { prior, utilities } = world.environment;
  const pays: ValueWorld["pays"] = (_, u, a) =>
    utilities[u]![a]!.map((value, w) => Q.multiply(value, prior[w]!)).reduce(Q.add);
  return { ...world, pays };
}

/** Not the best alternative but the other one. */
function secondBest(instance: JsonObject): ValueWorld {
  const world = valueWorld(instance);
  const drawn: ValueWorld["drawn"] = (counts) =>
    world.drawn(counts).map((draw) => ({ ...draw, alternative: draw.alternative === 0 ? 1 : 0 }));
  return { ...world, drawn };
}

const literal = "interim+optimum+theorem";

describe("payments at the posterior value", () => {
  it("are the expected utility given the own signal, by hand", () => {
    for (const hand of [alone, guessing, pair, mixed]) {
      for (const i of seats(hand)) {
        for (const x of [0, 1]) expect(payoffOf(hand, i, x, x).equals(0)).toBe(true);
      }
      expect(falls(theorem1Bir(), literal, instanceOf(hand))).toBe(false);
      expect(falls(equation5(), literal, instanceOf(hand))).toBe(false);
      expect(falls(revenueIdentity(), "ex-ante+optimum+theorem+sum", instanceOf(hand))).toBe(false);
    }
  });

  it("are not what is enjoyed in the state itself", () => {
    const [unlikely, likely] = joint(alone, [1]).map((x) => x.div(sum(joint(alone, [1]))).toFraction());
    expect([unlikely, likely]).toEqual(["3/7", "4/7"]);
    const found = checked(equation5(), "outcome+optimum+theorem", instanceOf(alone));
    expect([printed(found.left), printed(found.right)]).toEqual(["0", likely]);
    expect(falls(theorem1Bir(), "outcome+optimum+theorem", instanceOf(alone))).toBe(true);
    expect(falls(equation5(), "state+optimum+theorem", instanceOf(alone))).toBe(true);
    const given = sum([0, 1].map((x) => f(weak[0]![x]!).mul(worthOf(alone, [x], 0)[0]!)));
    const byState = checked(revenueIdentity(), "state-alone+optimum+theorem+sum", instanceOf(alone), { state: 0 });
    expect([printed(byState.left), printed(byState.right)]).toEqual(["0", given.toFraction()]);
    const lie = checked(whatYouGive(), "ex-ante+optimum+theorem+any", instanceOf(alone), { report: 1, utility: 0 });
    expect([printed(lie.left), printed(lie.right)]).toEqual(["1/2", likely]);
    expect(falls(whatYouGive(), "ex-ante+optimum+theorem+truthful", instanceOf(alone))).toBe(false);
  });

  it("break as soon as a payment is off, or is taken from the prior", () => {
    expect(falls(theorem1Bir(dearer("1/1000")), literal, instanceOf(pair))).toBe(true);
    expect(falls(theorem1Bir(dearer("-1/1000")), literal, instanceOf(pair))).toBe(false);
    for (const read of [dearer("1/1000"), dearer("-1/1000")]) {
      expect(falls(equation5(read), literal, instanceOf(pair))).toBe(true);
      expect(falls(revenueIdentity(read), "ex-ante+optimum+theorem+sum", instanceOf(pair))).toBe(true);
      expect(falls(whatYouGive(read), "ex-ante+optimum+theorem+truthful", instanceOf(pair))).toBe(true);
    }
    expect(falls(equation5(byPrior), literal, instanceOf(alone))).toBe(true);
    expect(falls(whatYouGive(byPrior), "ex-ante+optimum+theorem+truthful", instanceOf(alone))).toBe(false);
  });
});

describe("revenue and welfare", () => {
  const roomy = { tolerance: "2" };

  it("no rule on the profiles raises more from players who take part", () => {
    for (const hand of [guessing, pair, mixed]) {
      const profiles = profilesOf(hand);
      const rules = profiles.reduce<number[][]>((all) => all.flatMap((rest) => [0, 1].map((a) => [...rest, a])), [[]]);
      const raised = rules.map(
        (rule) =>
        sum(profiles.flatMap((s, k) => seats(hand).map((i) => sum(joint(hand, s)).mul(worthOf(hand, s, i)[rule[k]!]!)))), // biome-ignore format: one line
      );
      expect(most(raised).equals(revenueOf(hand))).toBe(true);
      expect(falls(theorem1Revenue(), "truthful-and-rational+at-least", instanceOf(hand, roomy))).toBe(false);
      expect(falls(welfareOptimality(), "signals+deterministic", instanceOf(hand))).toBe(false);
    }
  });

  it("the second best is caught, and an ε below the gain is outside", () => {
    const broken = (instance: JsonObject) => revenueWorldOf(secondBest(instance), instance);
    expect(falls(theorem1Revenue(broken), "truthful-and-rational+at-least", instanceOf(guessing, roomy))).toBe(true);
    expect(falls(welfareOptimality(secondBest), "signals+deterministic", instanceOf(guessing))).toBe(true);
    const small = { tolerance: largestGain(alone).mul(f("99/100")).toFraction() };
    const gain = { tolerance: largestGain(alone).toFraction() };
    expect(revenueWorld(instanceOf(alone, small)).isTruthful()).toBe(false);
    expect(revenueWorld(instanceOf(alone, gain)).isTruthful()).toBe(true);
  });

  it("a fair bet raises as much, and one at unfair odds loses participation", () => {
    const one: Hand = { prior: ["1"], likelihood: [half], utilities: [[["1"], ["0"]]], players: [0, 0] };
    const more = "truthful-and-rational+more";
    const bet = checked(theorem1Revenue(), more, instanceOf(one, roomy), { competitor: { bet: "1" } });
    expect([violates(bet), printed(bet.left), printed(bet.right)]).toEqual([true, "2", "2"]);
    expect(revenueOf(one).toFraction()).toBe("2");
    const table = (high: string) => ({
      keyedBy: "profile",
      rule: { "0,0": 0, "0,1": 0, "1,0": 0, "1,1": 0 },
      payments: { "0,0": [high, "1"], "0,1": ["1/2", "1"], "1,0": ["3/2", "1"], "1,1": ["1/2", "1"] },
    });
    expect(falls(theorem1Revenue(), more, instanceOf(one, roomy), { competitor: table("3/2") })).toBe(true);
    const dear = checked(theorem1Revenue(), more, instanceOf(one, roomy), { competitor: table("2") });
    expect([dear.hypotheses, dear.holds]).toEqual(["outside", false]);
  });

  it("another rule raises as much only where two alternatives are equally good", () => {
    const utilities = [
      [
        ["2", "0"],
        ["0", "3"],
      ],
    ];
    const tied: Hand = { ...guessing, utilities };
    const [left, right] = worthOf(tied, [0], 0);
    expect(left!.equals(right!)).toBe(true);
    const other = { competitor: { rule: { "0": 1, "1": 1 } } };
    const reading = "truthful-and-rational+more-than-other-rules";
    expect(falls(theorem1Revenue(), reading, instanceOf(tied, roomy), other)).toBe(true);
    expect(falls(theorem1Revenue(), reading, instanceOf(guessing, roomy), other)).toBe(false);
  });
});

describe("the surplus", () => {
  it("is not all extracted where the state would be of use, and the gap is n·Pr[a wrong guess]", () => {
    const found = checked(fullExtraction(), "full-information", instanceOf(guessing));
    expect([printed(found.left), printed(found.right)]).toEqual([revenueOf(guessing).toFraction(), informed(guessing).toFraction()]); // biome-ignore format: one line
    expect(printed(found.left)).toBe("7/12");
    expect(falls(fullExtraction(), "given-signals", instanceOf(guessing))).toBe(false);
    expect(falls(fullExtraction(), "interim-rents", instanceOf(guessing))).toBe(false);
    expect(falls(fullExtraction(dearer("-1/1000")), "given-signals", instanceOf(guessing))).toBe(true);
    // Signals right with 3/4: wrong by the majority of n, half of the ties.
    const wrong = (n: number) => {
      let [total, ways] = [f(0), 1];
      for (let k = 0; k <= n; k++) {
        const chance = f(3).pow(n - k)!.mul(ways).div(f(4).pow(n)!); // biome-ignore format: one line
        if (2 * k > n) total = total.add(chance);
        if (2 * k === n) total = total.add(chance.div(2));
        ways = (ways * (n - k)) / (k + 1);
      }
      return total;
    };
    const claim = fullExtraction();
    const { gap, firstNWithGapAtMost } = claim.evidence!("standard", { surplus: "full-information" }) as {
      gap: Record<string, string>;
      firstNWithGapAtMost: Record<string, number>;
    };
    for (const n of [1, 2, 3, 4]) expect(gap[`n = ${n}`]).toBe(wrong(n).mul(n).toFraction());
    const first = [...Array(60).keys()].find((n) => n >= 3 && wrong(n).mul(n).compare("1/10") <= 0);
    expect(firstNWithGapAtMost["1/10"]).toBe(first);
  });

  it("the bound on the gap cannot be halved with one player", () => {
    const one: Hand = { ...pair, players: [0] };
    expect(informed(one).sub(revenueOf(one)).toFraction()).toBe("1/4");
    expect(falls(fullExtraction(), "vanishing-gap", instanceOf(one))).toBe(false);
    // BC = √3/2, so that the bound is √3/4: 1/4 is above half of it.
    expect(falls(fullExtraction(valueWorld, [], Q.rational(1n, 2n)), "vanishing-gap", instanceOf(one))).toBe(true);
    expect(falls(welfareOptimality(), "state+deterministic", instanceOf(guessing))).toBe(true);
    expect(falls(welfareOptimality(valueWorld, ["the rule sees the signals, not the state"]), "state+deterministic", instanceOf(guessing))).toBe(false); // biome-ignore format: one line
  });
});

describe("proportions and externalities", () => {
  it("twice the players with twice the signals may choose otherwise, at one posterior they do not", () => {
    const skewed: Hand = { ...guessing, prior: ["1/3", "2/3"] };
    const twice: Hand = { ...skewed, players: [0, 0] };
    expect([choiceOf(skewed, [0]), choiceOf(twice, [0, 0])]).toEqual([1, 0]);
    expect(falls(proportions(), "replicated", instanceOf(skewed))).toBe(true);
    for (const reading of ["held", "reached"]) expect(falls(proportions(), reading, instanceOf(mixed))).toBe(false);
    expect(falls(proportions(), "replicated", instanceOf(pair))).toBe(false);
    // A threshold in numbers: one player alone changes nothing.
    const biased: NonNullable<Parameters<typeof proportions>[0]> = (_, sizes) => [sizes[0]! > 1 ? 1 : 0];
    expect(falls(proportions(biased), "held", instanceOf(guessing))).toBe(true);
  });

  it("nobody contributes anything where all is worth 0; gains may be larger either way", () => {
    const nothing: Hand = { prior: ["1"], likelihood: [["1"]], utilities: [[["0"]]], players: [0] };
    for (const paid of [valuePaid, pivotPaid]) expect(revenueOf(nothing, paid).toFraction()).toBe("0");
    for (const reading of ["payments+all", "payments+everywhere", "revenue+all"]) {
      expect(falls(notExternality(), reading, instanceOf(nothing))).toBe(true);
      expect(falls(notExternality(), reading, instanceOf(pair))).toBe(false);
    }
    expect([largestGain(mixed), largestGain(mixed, pivotPaid)].map((x) => x.toFraction())).toEqual(["1/5", "2/9"]);
    const gains = checked(notExternality(), "gains+all", instanceOf(mixed));
    expect([printed(gains.left), printed(gains.right)]).toEqual(["1/5", "2/9"]);
    expect(largestGain(pair, pivotPaid).toFraction()).toBe("0");
    for (const reading of ["payments+some", "revenue+some"]) {
      const same = notExternality({ mechanism: () => () => [], price: (world, ...at) => world.pays(...at) }); // biome-ignore format: one line
      expect(falls(same, reading, instanceOf(pair))).toBe(true);
      expect(falls(notExternality(), reading, instanceOf(pair))).toBe(false);
    }
  });
});
