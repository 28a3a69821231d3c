import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { equation3 } from "../../../properties/basu/eq-3.js";
import { equation4 } from "../../../properties/basu/eq-4.js";
import { conditioning } from "../../../properties/basu/proof-conditioning.js";
import { fiveDelta } from "../../../properties/basu/proof-five-delta.js";
import { fourTerms } from "../../../properties/basu/proof-four-terms.js";
import { paymentChange } from "../../../properties/basu/proof-payment-change.js";
import { sameChoice } from "../../../properties/basu/proof-same-choice.js";
import type { Claim, Example } from "../../../src/claim/claim.js";
import { integersWithoutLog } from "../../../src/number/log-ring.js";
import { multiply, one, rational } from "../../../src/number/rational.js";
import { violates } from "../../../src/search/score.js";
import type { Json, JsonObject } from "../../../src/verdict/json.js";

type Row = readonly (string | number)[];

/** One environment, written once for both routes. */
interface Written {
  readonly prior: Row;
  readonly likelihood: readonly Row[];
  readonly utilities: readonly (readonly Row[])[];
}

const turned = (chance: string) => new Fraction(1).sub(chance).toFraction();
const right = (chance: string): readonly Row[] => [
  [chance, turned(chance)],
  [turned(chance), chance],
];
const even = ["1/2", "1/2"];
const matching = [
  [1, 0],
  [0, 1],
];
const guess: Written = { prior: even, likelihood: right("3/4"), utilities: [matching] };
const oneAlternative: Written = { prior: even, likelihood: right("2/3"), utilities: [[[1, -1]]] };
const clear: Written = { prior: even, likelihood: right("99/100"), utilities: [[[1, -1]]] };
const uninformed: Written = { ...guess, likelihood: right("1/2") };

const texts = (table: readonly Row[]): Json => table.map((row) => row.map(String));
const instanceOf = (written: Written, groups?: readonly number[], more: JsonObject = {}): JsonObject => ({
  mechanism: "basu/posterior-price",
  environment: {
    states: written.prior.length,
    signals: written.likelihood[0]!.length,
    alternatives: written.utilities[0]!.length,
    prior: written.prior.map(String),
    likelihood: texts(written.likelihood),
    utilities: written.utilities.map(texts),
    ...(groups && { groups: [...groups] }),
  },
  ...more,
});
const eventsOf = (written: Written, delta: string, others?: number): JsonObject =>
  instanceOf(written, undefined, { question: "proof-events", delta, ...(others !== undefined && { others }) });

const switchesOf = (claim: Claim<Example>, reading: string) =>
  claim.readings.find(({ name }) => name === reading)!.switches;
const check = (claim: Claim<Example>, reading: string, instance: JsonObject, choices: JsonObject = {}) =>
  claim.check({ instance, choices }, switchesOf(claim, reading));
const falls = (...at: Parameters<typeof check>): boolean => violates(check(...at));
const decided = (claim: Claim<Example>, reading: string, instance: JsonObject, choices: JsonObject = {}) => {
  const { hypotheses, conclusion } = claim.decide(
    integersWithoutLog,
    { instance, choices },
    switchesOf(claim, reading),
  );
  return hypotheses === "outside" ? hypotheses : conclusion;
};
const value = (side: unknown): string => {
  const { numerator, denominator } = side as { numerator: bigint; denominator: bigint };
  return new Fraction(numerator, denominator).toFraction();
};
/** The check under switches that need not be those of a reading. */
const sidesUnder = (claim: Claim<Example>, switches: Example["choices"], instance: JsonObject, choices: JsonObject) => {
  const { left, right, hypotheses, holds } = claim.check({ instance, choices }, switches as Record<string, string>);
  return [value(left), value(right), hypotheses, holds];
};
const sides = (...at: Parameters<typeof check>): readonly string[] => {
  const { left, right } = check(...at);
  return [value(left), value(right)];
};

/** The second route: sequence of signals by sequence, in fractions of another library. */
const F = (x: string | number | Fraction) => new Fraction(x);
const sum = (list: readonly Fraction[]) => list.reduce((x, y) => x.add(y), F(0));
const sequences = (signals: number, length: number): number[][] =>
  length === 0
    ? [[]]
    : sequences(signals, length - 1).flatMap((rest) => Array.from({ length: signals }, (_, x) => [...rest, x]));
const chance = ({ likelihood }: Written, state: number, seen: readonly number[]) =>
  seen.reduce((product, x) => product.mul(F(likelihood[state]![x]!)), F(1));
const posterior = (written: Written, seen: readonly number[]) => {
  const weights = written.prior.map((p, state) => chance(written, state, seen).mul(F(p)));
  return weights.map((weight) => weight.div(sum(weights)));
};
const dot = (x: readonly Fraction[], y: Row) => sum(x.map((a, i) => a.mul(F(y[i]!))));
const signalsOf = ({ likelihood }: Written) => likelihood[0]!.map((_, x) => x);
/** v^n(P_ω ∩ T|ω), T by squares of Euclidean lengths. */
const inEvent = (written: Written, n: number, state: number, e: string, delta: string): Fraction =>
  sum(
    sequences(signalsOf(written).length, n)
      .filter((seen) => {
        const after = signalsOf(written).map((y) => posterior(written, [...seen, y]));
        const square = (x: readonly Fraction[], y: readonly Fraction[]) => sum(x.map((a, i) => a.sub(y[i]!).pow(2)!));
        return (
          after.every((belief) => belief[state]!.compare(e) > 0) &&
          after.every((x) => after.every((y) => square(x, y).compare(F(delta).pow(2)!) < 0))
        );
      })
      .map((seen) => chance(written, state, seen)),
  );
/** gain(x → y) of the only utility, payoffs and payments profile by profile. */
const gain = (written: Written, players: number, x: number, y: number): Fraction => {
  const table = written.utilities[0]!;
  const payoff = (report: number) =>
    sum(
      sequences(signalsOf(written).length, players - 1).flatMap((others) => {
        const told = posterior(written, [report, ...others]);
        const worth = table.map((row) => dot(told, row));
        const drawn = worth.reduce((best, w, a) => (w.compare(worth[best]!) > 0 ? a : best), 0);
        return posterior(written, [x]).map((p, state) =>
          p.mul(chance(written, state, others)).mul(F(table[drawn]![state]!).sub(worth[drawn]!)),
        );
      }),
    );
  return payoff(y).sub(payoff(x));
};

/** States in two halves, told apart by two signals, in millionths. */
const halves = (states: number, high: number, low: number): Written => {
  const all = Array.from({ length: states }, (_, state) => state);
  const chances = all.map((state) => (2 * state < states ? high + state : low - (states - 1 - state)));
  return {
    prior: all.map(() => `1/${states}`),
    likelihood: chances.map((c) => [`${c}/1000000`, `${1_000_000 - c}/1000000`]),
    utilities: [[all.map((state) => (2 * state < states ? 1 : -1))]],
  };
};

describe("equation (3)", () => {
  const literal = "almost-surely+distinct";

  it("holds with the bound by the root of the odds, and not with 99/100 of it", () => {
    for (const n of [0, 1, 4]) {
      const choices = { level: "1/10", upTo: 4, state: 0, n };
      const far = sequences(2, n).filter((seen) => posterior(guess, seen)[0]!.compare("9/10") <= 0);
      expect(sides(equation3(), literal, instanceOf(guess), choices)[0]).toBe(
        sum(far.map((seen) => chance(guess, 0, seen))).toFraction(),
      );
      expect(falls(equation3(), literal, instanceOf(guess), choices)).toBe(false);
    }
    // √((1/2)/(1/2)) = 1 at n = 0, where the posterior is 1/2 for certain.
    const start = { level: "1/2", upTo: 4, state: 0, n: 0 };
    expect(sides(equation3(), literal, instanceOf(guess), start)).toEqual(["1", "1"]);
    expect(falls(equation3(), literal, instanceOf(guess), start)).toBe(false);
    expect(falls(equation3([], rational(99n, 100n)), literal, instanceOf(guess), start)).toBe(true);
    expect(decided(equation3([], rational(99n, 100n)), literal, instanceOf(guess), start)).toBe("fails");
    expect(decided(equation3(), literal, instanceOf(guess), start)).toBe("holds");
  });

  it("falls where two states are as likely, however many signals there are", () => {
    for (const seen of [...sequences(2, 0), ...sequences(2, 3)]) {
      expect(posterior(uninformed, seen)[0]!.toFraction()).toBe("1/2");
    }
    expect(sides(equation3(), "almost-surely+any", instanceOf(uninformed), { state: 0 })).toEqual(["1/2", "1"]);
    expect(falls(equation3(), "in-probability+any", instanceOf(uninformed), { state: 0 })).toBe(true);
    expect(check(equation3(), literal, instanceOf(uninformed), { state: 0 }).hypotheses).toBe("outside");
  });
});

describe("equation (4)", () => {
  const literal = "l2+distinct+some+strict+at-least";
  const first = "l2+distinct+first+strict+at-least";

  it("has the least n0 that sequences give, which is not the first n that does", () => {
    const lacking = (delta: string, upTo: number) =>
      Array.from({ length: upTo }, (_, n) => n).filter(
        (n) => inEvent(guess, n, 0, "1/2", delta).compare(F(1).sub(delta)) < 0,
      );
    expect(lacking("1/2", 9)).toEqual([0, 1, 3]);
    expect(check(equation4(), literal, eventsOf(guess, "1/2")).choices.n0).toBe(4);
    expect(sides(equation4(), first, eventsOf(guess, "1/2", 3), { state: 1 })).toEqual(["27/64", "1/2"]);
    expect(inEvent(guess, 3, 1, "1/2", "1/2").toFraction()).toBe("27/64");
    expect([falls(equation4(), first, eventsOf(guess, "1/2", 3)), falls(equation4(), literal, eventsOf(guess, "1/2"))]).toEqual([true, false]); // biome-ignore format: one line
  });

  it("falls with the skewed signals at n = 4 if the first n is taken", () => {
    const skewed: Written = {
      prior: ["1/3", "2/3"],
      likelihood: [
        ["1/2", "1/2"],
        ["1/5", "4/5"],
      ],
      utilities: [matching],
    };
    const at = (n: number) => [0, 1].map((state) => inEvent(skewed, n, state, "1/2", "1/2").toFraction());
    expect(at(4)[0]).toBe("5/16");
    expect(sides(equation4(), first, eventsOf(skewed, "1/2", 4), { state: 0 })).toEqual(["5/16", "1/2"]);
    expect(at(3).every((x) => F(x).compare("1/2") >= 0)).toBe(true);
  });

  it("falls where two states are as likely, and with 1 in the place of e", () => {
    expect(falls(equation4(), "l2+any+some+strict+at-least", eventsOf(uninformed, "1/2"))).toBe(true);
    expect(
      falls(
        equation4([], () => one),
        literal,
        eventsOf(guess, "1/2"),
      ),
    ).toBe(true);
    expect(
      decided(
        equation4([], () => one),
        literal,
        eventsOf(guess, "1/2"),
      ),
    ).toBe("fails");
    expect(decided(equation4(), literal, eventsOf(guess, "1/2"))).toBe("holds");
    expect(decided(equation4(), literal, eventsOf(uninformed, "1/2"))).toBe("outside");
  });
});

describe("on P_ω the choice stays", () => {
  it("for every tie; not at π = e, nor with half of e", () => {
    const halved = sameChoice([], (e) => multiply(e, rational(1n, 2n)));
    for (const tie of ["first", "last", "uniform"]) {
      const [two, three] = [2, 3].map((n) => instanceOf(guess, [n], { parameters: { tie } }));
      expect([two!, three!].some((instance) => falls(sameChoice(), "others+above", instance))).toBe(false);
      expect(falls(sameChoice(), "others+at-least", two!)).toBe(true);
      expect(falls(halved, "others+above", two!)).toBe(true);
    }
    // After 0, 1 the belief is even, after 1, 1 it is 9/10 on state 1: with y either, at least 1/2.
    expect(posterior(guess, [0, 1])[1]!.toFraction()).toBe("1/2");
    expect(posterior(guess, [1, 1])[1]!.toFraction()).toBe("9/10");
  });

  it("falls for one player who is counted among x^n", () => {
    const skewed: Written = { prior: ["1/3", "2/3"], likelihood: [["1/2", "1/2"], ["1/5", "4/5"]], utilities: [matching] }; // biome-ignore format: one line
    const after = [0, 1].map((y) => posterior(skewed, [1, y])[1]!);
    expect(after.every((x) => x.compare("1/2") > 0)).toBe(true);
    expect(posterior(skewed, [0])[0]!.compare("1/2")).toBe(1);
    expect(falls(sameChoice(), "all+above", instanceOf(skewed, [1]), { state: 1, x: [0, 1] })).toBe(true);
    expect(decided(sameChoice(), "all+above", instanceOf(skewed, [1]))).toBe("fails");
  });
});

describe("on T the payments are close", () => {
  it("by the norms that are dual to one another, and not by half", () => {
    const q = [0, 1].map((s) => dot(posterior(oneAlternative, [s]), [1, -1]));
    expect(q[0]!.sub(q[1]!).toFraction()).toBe("2/3");
    const at = { others: [0, 0], delta: "1/2", report: 0, lie: 1 };
    const instance = instanceOf(oneAlternative, [1]);
    // The beliefs differ by (1/3, −1/3): 1/3 in sup, and below 1/2 in l2.
    expect(sides(paymentChange(), "sup+M-sup+same", instance, at)).toEqual(["2/3", "1/2"]);
    expect(sides(paymentChange(), "l2+M-sup+same", instance, at)).toEqual(["2/3", "1/2"]);
    expect(sides(paymentChange(), "l2+M-l2+same", instance, at)).toEqual(["4/9", "1/2"]);
    expect(sides(paymentChange(), "sup+M-l1+same", instance, at)).toEqual(["2/3", "1"]);
    const fallen = ["sup+M-sup", "l2+M-sup", "sup+M-l2"].map((norms) => decided(paymentChange(), `${norms}+same`, instance)); // biome-ignore format: one line
    expect(fallen).toEqual(["fails", "fails", "fails"]);
    expect(decided(paymentChange([], rational(2n)), "sup+M-sup+same", instance)).toBe("holds");
    expect(decided(paymentChange(), "l2+M-l2+same", instance)).toBe("holds");
    expect(decided(paymentChange([], rational(99n, 100n)), "l2+M-l2+same", instance)).toBe("fails");
    expect(falls(paymentChange([], rational(1n, 2n)), "l2+M-l2+same", instance, at)).toBe(true);
  });

  it("in sup by 2/9 < 9/25 of squares with one other player", () => {
    const q = [[0, 0], [0, 1]].map((seen) => dot(posterior(oneAlternative, seen), [1, -1])); // biome-ignore format: one line
    expect(q[0]!.sub(q[1]!).pow(2)!.toFraction()).toBe("9/25");
    const at = { others: [1, 0], delta: "1/3", report: 0, lie: 1 };
    expect(sides(paymentChange(), "sup+M-l2+same", instanceOf(oneAlternative, [2]), at)).toEqual(["9/25", "2/9"]);
  });

  it("not where the choice changes: two players who turn at different beliefs", () => {
    const two: Written = { prior: even, likelihood: right("11/20"), utilities: [matching, [["1/2", 0], [0, 1]]] }; // biome-ignore format: one line
    const paid = (seen: readonly number[], drawn: number) => dot(posterior(two, seen), two.utilities[1]![drawn]!);
    const difference = paid([0, 1], 1).sub(paid([0, 0], 0));
    expect(difference.pow(2)!.toFraction()).toBe("6561/163216");
    const at = { others: [1, 0], delta: "1/5", utility: 1, report: 1, lie: 0 };
    expect(sides(paymentChange(), "l2+M-l2+any", instanceOf(two, [1, 1]), at)).toEqual(["6561/163216", "1/25"]);
    expect(decided(paymentChange(), "l2+M-l2+same", instanceOf(two, [1, 1]))).toBe("holds");
  });
});

describe("the four terms", () => {
  it("are at most 4M, and more than 3M for one player against 15", () => {
    const crowded: Written = { ...guess, utilities: [[[1, -1], [-1, 1]], [[1, 0], [-1, "1/15"]]] }; // biome-ignore format: one line
    const instance = instanceOf(crowded, [1, 15]);
    // 5 of the others have seen 0 and 10 have not: 1/10 on state 0 after 0, 1/82 after 1.
    const [s, t] = [1, 0].map((own) =>
      posterior(crowded, [own, ...Array.from({ length: 15 }, (_, i) => (i < 7 ? 0 : 1))]),
    );
    const terms = F(1)
      .sub(dot(t!, [1, -1]))
      .sub(F(-1).sub(dot(s!, [-1, 1])));
    const at = { others: [7, 8], state: 0, utility: 0, report: 1, lie: 0 };
    expect(check(fourTerms(), "sup", instance, at).holds).toBe(true);
    expect([terms.compare(4), terms.compare(1)]).toEqual([-1, 1]);
    expect(decided(fourTerms(), "sup", instance)).toBe("holds");
    expect(decided(fourTerms(rational(3n)), "sup", instance)).toBe("fails");
    expect(falls(fourTerms(rational(3n)), "sup", instance, { others: [6, 9], state: 0, utility: 0 })).toBe(true);
    expect(falls(fourTerms(), "sup", instance, { others: [6, 9], state: 0, utility: 0 })).toBe(false);
  });
});

describe("five times δM", () => {
  it("is above every gain with n0 others, and below one with fewer", () => {
    expect(inEvent(clear, 1, 0, "0", "1/30").toFraction()).toBe("0");
    for (const n of [2, 3, 4]) expect(inEvent(clear, n, 0, "0", "1/30").compare("29/30")).toBe(1);
    expect(gain(clear, 2, 0, 1).toFraction()).toBe("4900/4901");
    const choices = { delta: "1/30", n0: 2, report: 0, lie: 1 };
    const parameters = { tolerance: "1/2" };
    expect(sides(fiveDelta(), "l2+M-l2+at-least", instanceOf(clear, [2], { parameters }), choices)).toEqual(["4900/4901", "1/2"]); // biome-ignore format: one line
    expect(falls(fiveDelta(), "l2+M-l2+at-least", instanceOf(clear, [2], { parameters }), choices)).toBe(true);
    expect(check(fiveDelta(), "l2+M-l2+above", instanceOf(clear, [2], { parameters }), choices).hypotheses).toBe("outside"); // biome-ignore format: one line
    const three = instanceOf(clear, [3]);
    expect(sides(fiveDelta(), "l1+M-sup+above", three, choices)).toEqual([gain(clear, 3, 0, 1).toFraction(), "1/6"]);
    expect(falls(fiveDelta(), "l1+M-sup+above", three, choices)).toBe(false);
    expect(falls(fiveDelta([], one), "l1+M-sup+above", three, choices)).toBe(true);
    expect(decided(fiveDelta([], one), "l1+M-sup+above", instanceOf(clear), { delta: "1/30" })).toBe("fails");
  });

  it.each([
    ["sup+M-sup", 6, 700_000, 300_000, "3/22", "15/22"],
    ["sup+M-l2", 56, 800_000, 200_000, "9/400", "567/800"],
    ["l2+M-sup", 56, 800_000, 200_000, "1/6", "5/6"],
  ])("falls in %s for %s states that all change by as much", (norms, states, high, low, delta, bound) => {
    const written = halves(states, high, low);
    const choices = { delta, n0: 1, report: 0, lie: 1 };
    const slack = norms === "sup+M-sup" ? "11/16" : "6/7";
    const instance = instanceOf(written, [2], { parameters: { tolerance: slack } });
    const g = gain(written, 2, 0, 1);
    const [beliefs, utilities] = norms.split("+") as [string, string];
    const found = sidesUnder(fiveDelta(), { beliefs, utilities, players: "above" }, instance, choices);
    expect(found).toEqual([g.toFraction(), slack, "inside", false]);
    // 5δM, its square in l2, is below ε, and ε below the gain.
    const square = norms === "sup+M-l2" ? F(bound) : F(bound).pow(2)!;
    expect([square.compare(F(slack).pow(2)!), F(slack).compare(g)]).toEqual([-1, -1]);
    // The norms without a reading of their own are told beside the literal one.
    const told = JSON.stringify(fiveDelta().evidence!("gate", { beliefs: "l2", utilities: "M-l2", players: "above" }));
    if (norms !== "sup+M-sup") expect(told).toContain(`gain ${g.toFraction()} > ${slack} > 5δM`);
  });
});

describe("the probability given a player's signal", () => {
  it("is a mixture over the states, and needs normed beliefs", () => {
    const [literal, instance] = ["true-state+above+each-state+l2", eventsOf(guess, "1/2", 4)];
    const ofState = inEvent(guess, 4, 0, "1/2", "1/2");
    expect(sides(conditioning(), literal, instance, { signal: 1 })[0]).toBe(ofState.toFraction());
    expect(falls(conditioning(), literal, instance)).toBe(false);
    const joint: Parameters<typeof conditioning>[1] = ({ prior, likelihood }, x) => prior.map((p, state) => multiply(p, likelihood[state]![x]!)); // biome-ignore format: one line
    expect(falls(conditioning([], joint), literal, instance)).toBe(true);
  });

  it("falls with fewer others, with a guarantee on average, and with one state's event", () => {
    const skewed: Written = { prior: ["1/3", "2/3"], likelihood: right("3/4"), utilities: [[[0, 0]]] };
    const states = [0, 1].map((state) => inEvent(skewed, 1, state, "0", "1/2"));
    const given = posterior(skewed, [0]);
    const average = sum(states.map((p, state) => p.mul(F(skewed.prior[state]!))));
    expect(sum(states.map((p, state) => p.mul(given[state]!))).toFraction()).toBe("9/20");
    expect(average.toFraction()).toBe("7/12");
    for (const reading of ["true-state+above+ex-ante+l2", "true-state+at-least+each-state+l2"]) {
      expect(sides(conditioning(), reading, eventsOf(skewed, "1/2", 1), { signal: 0 })).toEqual(["9/20", "1/2"]);
      expect(falls(conditioning(), reading, eventsOf(skewed, "1/2", 1))).toBe(true);
    }
    expect(falls(conditioning(), "one-state+above+each-state+l2", eventsOf(guess, "1/2", 4))).toBe(true);
    expect(falls(conditioning(), "some-state+above+each-state+l2", eventsOf(guess, "1/2", 4))).toBe(false);
  });
});
