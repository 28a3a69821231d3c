import fc from "fast-check";
import type { Budget, Claim } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import { profilesOf, type Types, withType } from "../../src/game/reaction-environment.js";
import type { Sensitivity } from "../../src/mechanisms/nst/exponential.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import type { Outcome } from "../../src/mechanisms/nst/lottery.js";
import { type Deviation, expectedUtility } from "../../src/notions/deviation-gain.js";
import { freeUtility, hasPrivateValues } from "../../src/notions/reactions.js";
import * as L from "../../src/number/log-form.js";
import type { LogRing } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { compareQuotients, type Quotient } from "../../src/number/ring.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { type LawClaim, lawClaim } from "../law-claim.js";
import type { LawCase } from "../law-setting.js";
import type { WorstSides } from "../worst-choices.js";
import {
  type ExactExponentialSetting,
  type ExponentialFormat,
  type ExponentialPlace,
  type ExponentialSetting,
  lotteryOf,
  neighbourChoices,
  remembering,
  weightsIn,
} from "./announced.js";
import { isPrivate, step } from "./lemma-1.js";
import { caseOf, everyTwoRows, parityVotes, scoreTable, votes } from "./score-tables.js";

/** A bound k·ε on what an announcement changes for a player in an ε-private mechanism; `indifferenceClaim` supplies the rest. */
export interface IndifferenceClaim
  extends Pick<
    LawClaim<Sensitivity, KnownEnvironment, number, Outcome>,
    "id" | "citation" | "statement" | "hypotheses" | "readings" | "switchMeanings" | "argument" | "evidence" | "repair"
  > {
  /** k. */
  factor(switches: Switches): Q.Rational;
  readonly isStrict: boolean;
  /** Whether the first announcement is the player's true type; any type where not. */
  readonly isTruthful: boolean;
  /** Whether ε < 1 is a hypothesis. */
  needsSmall(switches: Switches): boolean;
  /** Whether private values are a hypothesis. */
  needsPrivateValues(switches: Switches): boolean;
  /** Whether ε = 0 counts as a privacy level of a mechanism whose law does not depend on the announcements. */
  countsZero(switches: Switches): boolean;
}

/** The worst ε-private mechanism: two alternatives, e^ε : 1 against 1 : e^ε, and utility 1 at the first. */
const worst: LawCase = caseOf(
  scoreTable(
    [
      [1, 0],
      [0, 1],
    ],
    (_player, _types, s) => (s === 0 ? "1" : "0"),
  ),
  "1/2",
);

const first = (_player: number, _types: Types, s: number): string => (s === 0 ? "1" : "0");
const hers = (_player: number, [type]: Types, s: number): string => (s === type ? "1" : "1/2");
/** Two reactions, the best of which tells her type. */
const reacting = (_player: number, [type]: Types, s: number, r: number): string =>
  r === type ? "1" : s === 0 ? "0" : "1/3";

const tablesOf = (alternatives: number, most: number): readonly LawCase[] =>
  everyTwoRows(alternatives, most).flatMap((scores) => ["1", "2"].map((d) => caseOf(scoreTable(scores, first), d)));

const small: readonly LawCase[] = [
  caseOf(scoreTable([[0]], first)),
  ...tablesOf(1, 0),
  worst,
  caseOf(worst.environment!),
  // Not ε-private: d is a quarter of the sensitivity.
  caseOf(worst.environment!, "1/4"),
  caseOf(
    scoreTable(
      [
        [0, 1],
        [1, 0],
      ],
      hers,
    ),
  ),
  caseOf(
    scoreTable(
      [
        [1, 1],
        [1, 1],
      ],
      hers,
    ),
  ),
  caseOf(
    scoreTable(
      [
        [1, 0],
        [0, 1],
      ],
      reacting,
      2,
    ),
  ),
  caseOf(votes(2, 2)),
  caseOf(parityVotes(2)),
];
const more: readonly LawCase[] = [
  ...tablesOf(2, 1),
  ...tablesOf(3, 1).filter((_, i) => BigInt(i) % 8n === 0n),
  caseOf(votes(2, 3)),
  caseOf(votes(3, 2)),
  caseOf(parityVotes(3)),
];
const cases: Readonly<Record<Budget, readonly LawCase[]>> = {
  gate: small,
  standard: [...small, ...more],
  deep: [...small, ...more, ...tablesOf(3, 1), ...tablesOf(2, 2), caseOf(votes(3, 3)), caseOf(parityVotes(4))],
};

const described: Readonly<Record<Budget, string>> = {
  gate: "the two laws e^ε : 1 and 1 : e^ε with utility 1 at the first alternative, which is the worst case; the same at half and twice the rate; one alternative; F against and along her wishes, constant F, two reactions; votes of 2 players, utilities private and interdependent",
  standard:
    "those of the gate; one player with two types and every nF with |S| = 2 and values 0 and 1, an eighth of those with |S| = 3, d = 1 and 2; votes of 2 and 3 players",
  deep: "those of the standard budget; |S| = 3 with values 0 and 1, |S| = 2 with values 0 to 2; votes of 3 players for 3, of 4 for 2 alternatives",
};

/** Every announcement of all, every true profile and every other announcement of a player; (t, t, t_i) among them. */
function* pairsOf({ types: sizes }: KnownEnvironment, isTruthful: boolean): Generator<Deviation> {
  for (let player = 0; player < sizes.length; player++) {
    for (const types of profilesOf(sizes)) {
      for (const announced of profilesOf(sizes)) {
        if (isTruthful && announced[player] !== types[player]) continue;
        for (let lie = 0; lie < sizes[player]!; lie++) {
          if (lie > announced[player]! || (isTruthful && lie !== announced[player])) {
            yield { player, types, announced, lie };
          }
        }
      }
    }
  }
}

const allPrivate = ({ environment }: ExponentialPlace): boolean =>
  environment.types.every((_, player) => hasPrivateValues(environment, player));

/** A number just above e, so that ε < 1 is decided where e^ε is below it: the claim is decided a little beyond ε < 1. */
const aboveE = Q.rational(68n, 25n);
if (R.compareReals(R.euler, R.fromRational(aboveE)) !== -1) throw new RangeError("expected a number above e");

/** Whether e^ε < 68/25; elsewhere ε > 1. */
function isSmall<S>(ring: LogRing<S>, steps: number): boolean {
  const beyond = ring.subtract(
    ring.multiply(ring.integer(aboveE.denominator), ring.power(steps, steps)),
    ring.multiply(ring.integer(aboveE.numerator), ring.power(0, steps)),
  );
  return ring.sign(beyond) < 0;
}

/** ε in steps of the ring: ln(base) times this. */
const stepsInEpsilon = Number(step.denominator);

/** See `IndifferenceClaim`. The mechanism is the exponential one with any d > 0; that it is ε-private is a hypothesis. */
export const indifferenceClaim = (format: ExponentialFormat, parts: IndifferenceClaim): Claim<LawCase> => {
  const { factor, isStrict, isTruthful, needsSmall, needsPrivateValues, countsZero, ...shared } = parts;
  return lawClaim<Sensitivity, KnownEnvironment, number, Outcome>(format, {
    ...shared,
    step,
    cases: (budget) => cases[budget],
    describe: (budget) => described[budget],
    corners: {
      "one alternative": ({ environment }) => environment.alternatives === 1,
      "one type": ({ environment }) => environment.types.every((size) => size === 1),
      "more players": ({ environment }) => environment.types.length > 1,
      "interdependent utilities": (place) => !allPrivate(place),
      "several reactions": ({ environment }) => environment.reactions.some((size) => size > 1),
    },
    hypothesesAt: (place, switches) => (needsPrivateValues(switches) && !allPrivate(place) ? "outside" : "inside"),
    draw: () => fc.constantFrom(...small),
    draws: { gate: 5, standard: 40, deep: 500 },
    decide(ring, setting, switches) {
      // A law that no announcement changes is 0-private, whatever the ε of the instance.
      if (countsZero(switches) && isStrict && isConstant(ring, format, setting)) return fails;
      if (needsSmall(switches) && !isSmall(ring, stepsInEpsilon)) return outside;
      if (!isPrivate(ring, format, setting)) return outside;
      const c = Q.multiply(factor(switches), Q.rational(BigInt(stepsInEpsilon)));
      const holds = changesOf(ring, format, setting, isTruthful).every((change) => isWithin(ring, change, c, isStrict));
      return holds ? { ...fails, conclusion: "holds" } : fails;
    },
    choices: (switches) => ({
      player: neighbourChoices.player,
      types: neighbourChoices.announced,
      announced: (setting, { player, types }) =>
        neighbourChoices
          .announced(setting)
          .filter(
            (announced) => !isTruthful || (announced as Types)[player as number] === (types as Types)[player as number],
          ),
      lie: neighbourChoices.lie,
      ...(countsZero(switches) && { level: (): readonly Json[] => ["ε of the instance", "0"] }),
    }),
    completed: ["player", "types", "announced", "lie", "level"],
    sides: (setting, choices, switches) => sidesAt(format, setting, choices, parts, switches),
  });
};

const fails = { hypotheses: "inside", conclusion: "fails", witness: {} } as const;
const outside = { hypotheses: "outside", conclusion: "holds", witness: {} } as const;

/** E[u_i | lie] − E[u_i | announced] for every pair; both signs where no announcement is the true one. */
function changesOf<S>(
  ring: LogRing<S>,
  format: ExponentialFormat,
  setting: ExponentialSetting<S>,
  isTruthful: boolean,
): readonly Quotient<S>[] {
  const { environment } = setting;
  const lotteryAt = remembering((announced: Types) => lotteryOf(setting.ring(), format, setting, announced));
  const known = new Map<string, readonly Quotient<S>[]>();
  for (const { player, types, announced, lie } of pairsOf(environment, isTruthful)) {
    // Of the true profile only what it makes the alternatives worth to her matters.
    const worth = Array.from({ length: environment.alternatives }, (_, s) =>
      freeUtility(environment, types, player, s),
    );
    const key = [worth, announced, player, lie].join(";");
    if (known.has(key)) continue;
    const utility = (profile: Types) =>
      expectedUtility(ring, environment, lotteryAt(profile), { player, types, announced: profile });
    const [x, y] = [utility(withType(announced, player, lie)), utility(announced)];
    const [a, b] = [ring.multiply(x.numerator, y.denominator), ring.multiply(y.numerator, x.denominator)];
    const denominator = ring.multiply(x.denominator, y.denominator);
    const gain = { numerator: ring.subtract(a, b), denominator };
    known.set(key, isTruthful ? [gain] : [gain, { numerator: ring.subtract(b, a), denominator }]);
  }
  return [...known.values()].flat();
}

/**
 * Whether the change is at most, or less than, c·ln(base): it is, if it is at most (e^ε − 1)/(e^ε + 1) and that is; changes
 * beyond are compared themselves.
 */
function isWithin<S>(ring: LogRing<S>, change: Quotient<S>, c: Q.Rational, isStrict: boolean): boolean {
  const [high, low] = [ring.power(stepsInEpsilon, stepsInEpsilon), ring.power(0, stepsInEpsilon)];
  const variation = { numerator: ring.subtract(high, low), denominator: ring.add(high, low) };
  const isBelow = ({ numerator, denominator }: Quotient<S>): boolean => {
    const sign = ring.signOfLog(
      ring.multiply(ring.integer(c.numerator), denominator),
      ring.multiply(ring.integer(c.denominator), numerator),
    );
    return isStrict ? sign > 0 : sign >= 0;
  };
  return (compareQuotients(ring, change, variation) <= 0 && isBelow(variation)) || isBelow(change);
}

/** Whether the law is the same at all announcements, so that the mechanism is 0-private. */
function isConstant<S>(ring: LogRing<S>, format: ExponentialFormat, setting: ExponentialSetting<S>): boolean {
  const { environment } = setting;
  const chances = [...profilesOf(environment.types)].map((announced) => {
    const lottery = lotteryOf(setting.ring(), format, setting, announced);
    return { weights: weightsIn(ring, lottery, environment.alternatives), total: lottery.total };
  });
  const { weights, total } = chances[0]!;
  return chances.every((other) =>
    weights.every((weight, s) =>
      ring.equals(ring.multiply(weight, other.total), ring.multiply(other.weights[s]!, total)),
    ),
  );
}

/** What an example is in rationals, computed once: laws at all announcements, and whether they are e^ε-close, or equal. */
interface Facts {
  chancesAt(profile: Types): readonly Q.Rational[];
  readonly isPrivate: boolean;
  readonly isConstant: boolean;
}

const factsKnown = new WeakMap<ExactExponentialSetting, Facts>();

function factsOf(format: ExponentialFormat, setting: ExactExponentialSetting): Facts {
  const known = factsKnown.get(setting);
  if (known) return known;
  const { environment } = setting;
  const laws = new Map(
    [...profilesOf(environment.types)].map((profile) => {
      const lottery = lotteryOf(setting.ring(), format, setting, profile);
      const chances = weightsIn(setting.ring(), lottery, environment.alternatives).map((w) =>
        Q.divide(w, lottery.total),
      );
      return [profile.join(), { profile, chances }] as const;
    }),
  );
  const chancesAt = (profile: Types) => laws.get(profile.join())!.chances;
  const isClose = (bound: Q.Rational): boolean =>
    [...laws.values()].every(({ profile, chances }) =>
      profile.every((_, i) =>
        Array.from({ length: environment.types[i]! }, (_type, b) => chancesAt(withType(profile, i, b))).every((near) =>
          chances.every((chance, s) => Q.compare(chance, Q.multiply(bound, near[s]!)) <= 0),
        ),
      ),
    );
  const facts = { chancesAt, isPrivate: isClose(setting.power(Q.one)), isConstant: isClose(Q.one) };
  factsKnown.set(setting, facts);
  return facts;
}

/** In rationals at one ε: the two laws, her utilities, and kε with its logarithm. */
function sidesAt(
  format: ExponentialFormat,
  setting: ExactExponentialSetting,
  choices: JsonObject,
  { factor, isStrict, isTruthful, needsSmall }: IndifferenceClaim,
  switches: Switches,
): WorstSides {
  const { environment, epsilon } = setting;
  const { chancesAt, isPrivate: isMet, isConstant: isZero } = factsOf(format, setting);
  const [types, announced] = [choices.types as Types, choices.announced as Types];
  const player = choices.player as number;
  const other = withType(announced, player, choices.lie as number);
  const worth = Array.from({ length: environment.alternatives }, (_, s) => {
    const utilities = Array.from({ length: environment.reactions[player]! }, (_r, r) =>
      environment.utility(types, player, s, r),
    );
    return Q.rational(
      utilities.reduce((x, y) => (x > y ? x : y)),
      environment.utilityGrid,
    );
  });
  const expected = (profile: Types): Q.Rational =>
    chancesAt(profile)
      .map((chance, s) => Q.multiply(chance, worth[s]!))
      .reduce(Q.add, Q.zero);
  const atZero = choices.level === "0";
  const level = L.scale(L.ln(epsilon.log), atZero ? Q.zero : epsilon.times);
  const tooLarge = needsSmall(switches) && L.compare(level, L.fromRational(Q.one)) >= 0;
  const [one, two] = [expected(announced), expected(other)];
  const gain = Q.subtract(two, one);
  const left = isTruthful ? gain : Q.maximum(gain, Q.negate(gain));
  const right = L.scale(level, factor(switches));
  const sign = L.compare(L.fromRational(left), right);
  const k = Q.printRational(factor(switches));
  const times = k === "1" ? "ε" : `${k} ε`;
  return {
    hypotheses: (atZero ? isZero : isMet) && !tooLarge ? "inside" : "outside",
    left,
    right,
    larger: "right",
    holds: isStrict ? sign < 0 : sign <= 0,
    inequality: isTruthful
      ? `E[u_i | lie] - E[u_i | truth] <= ${times}`
      : `|E_M(W(t))[u_i] - E_M(W_i'(t_i), W_-i(t_-i))[u_i]| < ${times}`,
    explanation: `player ${player}, true types (${types.join(", ")}): ${Q.printRational(one)} if (${announced.join(", ")}) is announced, ${Q.printRational(two)} if (${other.join(", ")}); ${atZero ? "the law is the same at all announcements, so that the mechanism is 0-private" : `e^ε = ${Q.printRational(setting.power(Q.one))}`}`,
  };
}
