import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { readList, readProbability, refuse } from "../../src/instance/input.js";
import type { ReactionFormat } from "../../src/instance/nst-finite.js";
import { mixtureMechanismFormat } from "../../src/instance/nst-mechanisms.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import type { Outcome } from "../../src/mechanisms/nst/lottery.js";
import type { Mixture } from "../../src/mechanisms/nst/mixture.js";
import * as Q from "../../src/number/rational.js";
import type { OrderedRing } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import type { Json } from "../../src/verdict/json.js";
import { lawClaim } from "../law-claim.js";
import type { LawCase, LawPlace } from "../law-setting.js";
import { repairedBy } from "../repairs.js";
import { weightsIn } from "./announced.js";
import { scoreTable } from "./score-tables.js";

/** Laws on so many alternatives whose probabilities are multiples of 1/parts. */
type Size = readonly [alternatives: number, parts: number];

const gate: readonly Size[] = [
  [1, 1],
  [2, 2],
  [3, 1],
];
const standard: readonly Size[] = [...gate, [2, 4], [3, 2], [3, 3]];
const sizes: Readonly<Record<Budget, readonly Size[]>> = {
  gate,
  standard,
  deep: [...standard, [2, 8], [4, 2], [3, 5]],
};

/** Every way to write `parts` as a sum of so many counts. */
const compositions = (length: number, parts: number): readonly (readonly number[])[] =>
  length === 1
    ? [[parts]]
    : Array.from({ length: parts + 1 }, (_, first) =>
        compositions(length - 1, parts - first).map((rest) => [first, ...rest]),
      ).flat();

/** Every set of alternatives, the empty one first. */
const everyEvent = (m: number): readonly (readonly number[])[] =>
  m === 0 ? [[]] : everyEvent(m - 1).flatMap((event) => [event, [...event, m - 1]]);

/** What is decided at a budget: a reading that falls for every law, or for most, needs no more than the gate. */
const sizesAt = (budget: Budget, switches: Switches, made: readonly string[]): readonly Size[] =>
  ["quotient", "skipped"].includes(eventsOf(switches, made)) ? gate : sizes[budget];

/** The law P: with q = 1 the mixture draws from P, and with one reaction a player it imposes nothing. */
const casesOf = (chosen: readonly Size[]): readonly LawCase[] =>
  chosen.flatMap(([m, parts]) =>
    compositions(m, parts).map((counts) => ({
      parameters: {
        q: "1",
        d: "1/2",
        P: counts.map((count) => Q.printRational(Q.rational(BigInt(count), BigInt(parts)))),
      },
      environment: scoreTable([counts.map(() => 0)]),
      reports: [0],
    })),
  );

type Place = LawPlace<Mixture, KnownEnvironment, number, Outcome>;

const lawOf = ({ parameters: { P }, environment }: Place): readonly Q.Rational[] =>
  P === "uniform"
    ? Array.from({ length: environment.alternatives }, () => Q.rational(1n, BigInt(environment.alternatives)))
    : P;

/** A second law, that of a neighbouring profile: multiples of the same fraction. */
const othersAt = (place: Place): readonly (readonly Q.Rational[])[] => {
  const parts = lawOf(place).reduce((common, { denominator }) => (denominator > common ? denominator : common), 2n);
  return compositions(place.environment.alternatives, Number(parts)).map((counts) =>
    counts.map((count) => Q.rational(BigInt(count), parts)),
  );
};

/** The event version of the definition. */
type Events = "quotient" | "skipped" | "infinite" | "product";

/** What is needed of the numbers that both routes compute in. */
interface Signs<T> {
  /** The sign of x. */
  sign(x: T): number;
  /** The sign of x − e^ε·y. */
  excess(x: T, y: T): number;
}

/** Whether M(t)(Ŝ)/M(t̂)(Ŝ) ≤ e^ε in the sense of a reading. */
function isWithin<T>({ sign, excess }: Signs<T>, events: Events, x: T, y: T): boolean {
  if (events === "product" || sign(y) > 0) return excess(x, y) <= 0;
  if (events === "quotient") return false;
  return events === "skipped" || sign(x) === 0;
}

/** Whether both definitions say the same of two laws: for single alternatives, and for events. */
function bothSay<T>(
  signs: Signs<T>,
  events: Events,
  laws: readonly (readonly T[])[],
  sum: (parts: readonly T[]) => T,
): { readonly single: boolean; readonly event: boolean; readonly failing: readonly number[] | undefined } {
  const [P, other] = laws as [readonly T[], readonly T[]];
  const orders = [
    [P, other],
    [other, P],
  ] as const;
  const single = orders.every(([x, y]) => x.every((part, s) => signs.excess(part, y[s]!) <= 0));
  const failing = everyEvent(P.length).find((event) =>
    orders.some(([x, y]) => !isWithin(signs, events, sum(event.map((s) => x[s]!)), sum(event.map((s) => y[s]!)))),
  );
  return { single, event: failing === undefined, failing };
}

const product = "M(t)(Ŝ) ≤ e^ε·M(t̂)(Ŝ)";

const eventsOf = ({ events }: Switches, made: readonly string[]): Events =>
  made.includes(product) ? "product" : (events as Events);

/**
 * Footnote 12, on discrete sets: it says the same of two laws as Definition 4 if the quotient is a product, or x/0 is infinite;
 * not as it is printed, since the empty event makes the quotient 0/0. `slack` multiplies e^ε for events in the check: a control.
 */
export const eventPrivacy = (
  format: ReactionFormat<Mixture> = mixtureMechanismFormat,
  made: readonly string[] = [],
  slack = Q.one,
): Claim =>
  lawClaim<Mixture, KnownEnvironment, number, Outcome>(format, {
    id: "nst/def-dp-events",
    citation: cite("nst", "Definition 4, footnote 12"),
    statement:
      "For a non-imposing M and finite S: M(t)(s) ≤ e^ε·M(t̂)(s) for all s ∈ S and all t, t̂ that differ in a single coordinate if and only if M(t)(Ŝ)/M(t̂)(Ŝ) ≤ e^ε for all Ŝ ⊂ S and the same t, t̂.",
    hypotheses: ["S finite", "ε > 0"],
    readings: readingsOf({ events: ["quotient", "skipped", "infinite", "product"] }),
    switchMeanings: {
      quotient:
        "the quotient is defined and at most e^ε for every event, as printed; at events of probability 0 it is not defined",
      skipped: "events with M(t̂)(Ŝ) = 0 are left out",
      infinite: "x/0 is infinite for x > 0, and 0/0 is left out",
      product,
    },
    step: Q.one,
    cases: (budget, switches) => casesOf(sizesAt(budget, switches, made)),
    describe: (budget, switches) =>
      `every two laws M(t), M(t̂) with probabilities that are multiples of 1/k, k at least 2: ${sizesAt(
        budget,
        switches,
        made,
      )
        .map(([m, parts]) => `|S| = ${m}, k = ${parts}`)
        .join("; ")}`,
    argument:
      'All finite S and laws: M(t)(Ŝ) − e^ε·M(t̂)(Ŝ) is the sum over s ∈ Ŝ of the same for s, so that "product" holds, and "infinite" says the same. For other S the same sum is an integral: with densities the product for all measurable events is the inequality of the densities almost everywhere, and every point of a continuous law is an event of probability 0, of which the printed quotient and "skipped" say nothing.',
    corners: {
      "one alternative": ({ environment }) => environment.alternatives === 1,
      "more than two alternatives": ({ environment }) => environment.alternatives > 2,
      "a point mass": (place) => lawOf(place).some((chance) => Q.equals(chance, Q.one)),
      "an impossible alternative": (place) => lawOf(place).some((chance) => chance.numerator === 0n),
      "all equally likely": (place) => lawOf(place).every((chance) => Q.equals(chance, lawOf(place)[0]!)),
    },
    // Elsewhere the mixture does not draw from P alone.
    hypothesesAt: ({ parameters: { q } }) => (Q.equals(q, Q.one) ? "inside" : "outside"),
    draws: { gate: 2, standard: 60, deep: 500 },
    decide(R, setting, switches) {
      const events = eventsOf(switches, made);
      const { entries, total } = setting.law();
      const drawn = entries.map(({ outcome, weight }) => ({ alternative: outcome.alternative, weight }));
      const P = weightsIn(R, { free: drawn, imposed: [], total }, setting.environment.alternatives);
      const { numerator, denominator } = setting.expEpsilon(Q.one);
      const signs = signsIn(R, numerator, denominator);
      const fails = othersAt(setting).some((law) => {
        const parts = law.reduce((common, chance) => (chance.denominator > common ? chance.denominator : common), 1n);
        const scaled = P.map((weight) => R.multiply(weight, R.integer(parts)));
        const other = law.map((chance) =>
          R.multiply(total, R.integer(chance.numerator * (parts / chance.denominator))),
        );
        const { single, event } = bothSay(signs, events, [scaled, other], (terms) => terms.reduce(R.add, R.zero));
        return single !== event;
      });
      return { hypotheses: "inside", conclusion: fails ? "fails" : "holds", witness: {} };
    },
    choices: () => ({
      other: (setting, { other }) =>
        other === undefined ? othersAt(setting).map((law): Json => law.map(Q.printRational)) : [other],
    }),
    completed: ["other"],
    sides(setting, choices, switches) {
      const other = readList(choices.other, "choices.other", readProbability);
      const { alternatives } = setting.environment;
      if (other.length !== alternatives || !Q.equals(other.reduce(Q.add, Q.zero), Q.one)) {
        throw refuse("choices.other", "expected one probability an alternative, which sum to 1");
      }
      const { chances } = setting;
      const P = Array.from({ length: alternatives }, (_, s) =>
        chances
          .filter(({ outcome }) => outcome.alternative === s)
          .reduce((sum, { chance }) => Q.add(sum, chance), Q.zero),
      );
      const bound = setting.power(Q.one);
      const signs = (limit: Q.Rational): Signs<Q.Rational> => ({
        sign: Q.signOfRational,
        excess: (x, y) => Q.compare(x, Q.multiply(limit, y)),
      });
      const sum = (terms: readonly Q.Rational[]) => terms.reduce(Q.add, Q.zero);
      const { single } = bothSay(signs(bound), "product", [P, other], sum);
      const { event, failing } = bothSay(signs(Q.multiply(bound, slack)), eventsOf(switches, made), [P, other], sum);
      const list = (law: readonly Q.Rational[]) => `(${law.map(Q.printRational).join(", ")})`;
      return {
        left: single ? Q.one : Q.zero,
        right: event ? Q.one : Q.zero,
        larger: "right",
        holds: single === event,
        inequality: "1 if M(t)(s) <= e^ε M(t̂)(s) for all s, else 0 = the same for all events, in either order",
        explanation: `M(t) = ${list(P)}, M(t̂) = ${list(other)}, e^ε = ${Q.printRational(bound)}; ${failing === undefined ? "no event fails" : `the event {${failing.join(", ")}} fails`}`,
      };
    },
    evidence: (_budget, switches) => evidence[switches.events as Events],
    repair: repairedBy({
      statement:
        "The definition for events is M(t)(Ŝ) ≤ e^ε·M(t̂)(Ŝ) for all Ŝ ⊂ S: a product in the place of the quotient.",
      changes: [product],
      of: ["quotient", "skipped"],
      claim: (changes) => eventPrivacy(format, changes, slack),
    }),
  });

/** x − e^ε·y over a ring, for weights on one total. */
const signsIn = <S>(R: OrderedRing<S>, numerator: S, denominator: S): Signs<S> => ({
  sign: (x) => R.sign(x),
  excess: (x, y) => R.sign(R.subtract(R.multiply(x, denominator), R.multiply(y, numerator))),
});

const evidence = {
  quotient: {
    emptyEvent: "Ŝ = ∅ has probability 0 under every law: the printed definition is met by no mechanism at all",
  },
  skipped: {
    supports:
      "with M(t) = (1, 0) and M(t̂) = (1 − δ, δ) an alternative is possible under one law only, which no ε allows; the events that are not left out have ratios up to 1/(1 − δ) ≤ e^ε",
  },
  infinite: { readings: "the same as the product" },
  product: { readings: "the same as Definition 4, for every S" },
};
