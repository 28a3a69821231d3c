import { privatePlayers } from "../../generators/private-players.js";
import { privateTables } from "../../generators/private-tables.js";
import type { Check, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { printPrivacyBound, readPrivacyBound } from "../../src/instance/privacy-bound.js";
import { privacyRatios } from "../../src/notions/differential-privacy.js";
import { boundAt, type PrivacyBound } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients } from "../../src/number/ring.js";
import { reachable } from "../../src/probability/coupling.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { repairOf } from "../repairs.js";
import { boundSwitches, switchMeanings } from "./private-voter.js";
import {
  conditionTwo,
  heights,
  indifferent,
  type Pair,
  pairsBetween,
  printUtilities,
  readUtilities,
  steepUtilities,
} from "./same-coins-player.js";
import { tableClaim } from "./table-claim.js";
import {
  boundCorners,
  boundCornersOf,
  boundOf,
  drawnBound,
  isPrivate,
  printEpsilonOf,
  privateAt,
  simpleBounds,
} from "./table-epsilon.js";
import { allOf, firstViolation, outside, weakest } from "./table-findings.js";
import { lawsOf } from "./table-laws.js";
import { boundAtOutcome, explainRatios, isAllowed, type PlayerReading, readPlayer } from "./table-player.js";
import { deviations, type TableCase, type TableSetting } from "./tables.js";

type Part = "excludes" | "breaks-some" | "breaks-every";

/** What each part needs beside the printed text. */
const changes: Readonly<Record<Part, string>> = {
  excludes: "F_i(e^ε) > 0",
  "breaks-some": "some report changes the probability of one of the two outcomes",
  "breaks-every": "F_i is not 0 at the privacy ratios of both outcomes",
};

/**
 * After Lemma 5.1: it "implicitly requires that players not be indifferent between outcomes (unless there is no way for the
 * player to change one outcome to the other)", and "a condition like this is necessary because otherwise players may be able
 * to find reports that have no effect on their outcome utility but improve their privacy utility". A player can change o to
 * o′ if some r leads to o under her type and to o′ under another report. What the text leaves open is F_i(e^ε) = 0.
 */
export const indifference = (made = false): Claim<TableCase> => {
  const check = (setting: TableSetting, choices: JsonObject, switches: Switches) =>
    checkIndifference(setting, choices, readIndifference(switches, made));
  return tableClaim({
    id: "cckmv/remark-5.1-indifference",
    place: "Section 5, after Lemma 5.1",
    statement:
      "Lemma 5.1 implicitly requires that players not be indifferent between outcomes (unless there is no way for the player to " +
      "change one outcome to the other). A condition like this is necessary: otherwise players may find reports that have no effect " +
      "on their outcome utility but improve their privacy utility.",
    hypotheses: [
      "x_o ≤ e^ε for all o, ε > 0",
      "some r leads to o under θ_i and to o' ≠ o under θ_i'",
      "for the first part, condition (2): U_i^out(θ_i, o) − U_i^out(θ_i, o') ≥ 2F_i(e^ε) for all such pairs",
      "for the second part: U_i^out(θ_i, o) = U_i^out(θ_i, o')",
    ],
    readings: readingsOf(
      {
        part: ["excludes", "breaks-some", "breaks-every"],
        level: ["nonnegative", "positive"],
        atOne: boundSwitches.atOne,
      },
      {
        bound: boundSwitches.bound,
        values: boundSwitches.values,
        atInfinity: boundSwitches.atInfinity,
        sign: ["two-signed", "cost"],
      },
    ),
    switchMeanings: {
      ...switchMeanings,
      excludes: "condition (2) excludes U_i^out(θ_i, o) = U_i^out(θ_i, o')",
      "breaks-some":
        "if they are equal, there are an F_i and a U_i^priv of Assumption 3.1 with which the lie is better",
      "breaks-every":
        "if they are equal, there is for every F_i a U_i^priv of Assumption 3.1 with which the lie is better",
      nonnegative: "F_i(e^ε) ≥ 0",
      positive: "F_i(e^ε) > 0",
    },
    argument:
      "Any finite mechanism: with F(e^ε) = 0 condition (2) allows a gap of 0, with F(e^ε) > 0 it does not. The best U^priv for a lie " +
      "that leads from o to o' gains F(x_o) + F(x_{o'}) (F(x_o) for a cost): positive for some F unless both ratios are 1 and F(1) = 0, " +
      "and 0 for an F that is 0 at both, which F(e^ε) > 0 does not exclude where e^ε is larger.",
    decide(R, situation, environment, switches) {
      const reading = readIndifference(switches, made);
      if (privateAt(R, situation).length === 0) return outside;
      const unit = { numerator: R.one, denominator: R.one };
      const moving = privacyRatios(R, situation).flatMap(({ outcome, ratio }) =>
        ratio !== "infinity" && compareQuotients(R, ratio, unit) > 0 ? [outcome] : [],
      );
      const pairsOf = (truth: number, lie: number) => reachable(R, situation.coupled!(truth, lie));
      const satisfiable =
        !reading.positive || heights(environment.types, environment.outcomes.length, pairsOf) !== undefined;
      return allOf(
        deviations(environment.types).flatMap(([truth, lie]) =>
          pairsOf(truth, lie).flatMap((pair): readonly Finding<never>[] => {
            const counted = reading.player.sign === "cost" ? pair.slice(0, 1) : pair;
            const moves = counted.some((o) => moving.includes(o));
            const stands = {
              // A gap of 0 is at least 2F(e^ε) exactly when that is 0.
              excludes: reading.positive,
              "breaks-some": moves || !(reading.player.zeroAtOne || reading.player.monotone),
              "breaks-every": made,
            }[reading.part];
            const met = reading.part === "excludes" ? satisfiable : reading.part !== "breaks-some" || !made || moves;
            const conclusion = stands ? "holds" : "fails";
            return met ? [{ hypotheses: "inside", conclusion, witness: { truth, lie, pair } }] : [];
          }),
        ),
      );
    },
    choices: (environment, switches) =>
      firstViolation(
        environment,
        (setting) => candidates(setting, readIndifference(switches, made)),
        (setting, choices) => check(setting, choices, switches),
      ),
    check,
    drawnTables: privateTables,
    drawnCorners: boundCorners,
    drawChoices: ({ part }) =>
      privatePlayers.map(({ share, F, factor, surplus }) => (setting) => {
        const bound = drawnBound(lawsOf(setting), share);
        const epsilon = printEpsilonOf(bound);
        if (part === "breaks-some") return { epsilon };
        if (part === "breaks-every") return { epsilon, F };
        const value = boundAt(readPrivacyBound(F, "F"), bound);
        const least = value === "infinity" ? Q.one : Q.multiply(Q.rational(2n), value);
        const utilities = steepUtilities(setting, Q.add(Q.multiply(least, factor), surplus)) ?? indifferent(setting);
        return { epsilon, F, outcomeUtility: printUtilities(utilities, setting) };
      }),
    repair(reading) {
      const change = changes[reading.switches.part as Part];
      if (made) return undefined;
      return repairOf(reading, {
        statement: `As printed, under the condition that ${change}.`,
        changes: [change],
        claim: (kept) => indifference(kept.length > 0),
      });
    },
  });
};

interface Indifference {
  readonly part: Part;
  /** F(e^ε) > 0 is a hypothesis. */
  readonly positive: boolean;
  readonly made: boolean;
  readonly player: PlayerReading;
}

const readIndifference = (switches: Switches, made: boolean): Indifference => ({
  part: switches.part as Part,
  positive: switches.level === "positive" || (made && switches.part === "excludes"),
  made,
  player: readPlayer(switches),
});

/** ε, F and U^out at which a part may fail, simplest first. */
function* candidates(setting: TableSetting, { part, positive }: Indifference): Generator<JsonObject> {
  const laws = lawsOf(setting);
  for (const bound of simpleBounds(laws)) {
    const epsilon = printEpsilonOf(bound);
    if (part === "breaks-some") {
      yield { epsilon };
      continue;
    }
    const none: PrivacyBound = { kind: "linear", slope: Q.zero };
    const beyond = [...laws.ratios].every((x) => x === undefined || !Q.atMost(bound, x));
    const last = laws.tightest === "infinity" ? Q.one : laws.tightest;
    const points = [
      [Q.one, Q.zero] as const,
      ...(Q.equals(last, Q.one) ? [] : [[last, Q.zero] as const]),
      [bound, Q.one] as const,
    ];
    const families: readonly PrivacyBound[] =
      positive && beyond ? [{ kind: "knots", points, after: "constant" }] : [none];
    for (const F of families) {
      const utilities = part === "excludes" ? { outcomeUtility: printUtilities(indifferent(setting), setting) } : {};
      yield { epsilon, F: printPrivacyBound(F), ...utilities };
    }
  }
}

function checkIndifference(setting: TableSetting, choices: JsonObject, reading: Indifference): Check {
  const { part, positive, made, player } = reading;
  const laws = lawsOf(setting);
  const bound = boundOf(choices, laws);
  const F = part === "breaks-some" ? undefined : readPrivacyBound(choices.F, "choices.F");
  const utilities = part === "excludes" ? readUtilities(choices.outcomeUtility, setting) : undefined;
  const value = F === undefined ? Q.zero : boundAt(F, bound);
  const counted = ([o, p]: Pair) => (player.sign === "cost" ? [o] : [o, p]);
  const moves = (pair: Pair) => counted(pair).some((o) => !Q.equals(laws.ratios[o] as Q.Rational, Q.one));
  /** The most that a lie which leads from o to o′ gains in privacy utility. */
  const gain = (pair: Pair): Q.Extended => {
    if (F === undefined) return moves(pair) || !(player.zeroAtOne || player.monotone) ? "infinity" : Q.zero;
    return counted(pair)
      .map((o) => boundAtOutcome(F, laws, o))
      .reduce<Q.Extended>((x, y) => (x === "infinity" || y === "infinity" ? "infinity" : Q.add(x, y)), Q.zero);
  };
  const shownPairs = pairsBetween(setting, choices).map(({ lie, pair }) => {
    const [o, p] = pair;
    const utility = utilities?.[setting.report];
    return {
      lie,
      pair,
      left: utility ? Q.subtract(utility[o]!, utility[p]!) : Q.zero,
      right: utilities ? Q.zero : gain(pair),
    };
  });
  // The pair with the least surplus of the side that must be larger.
  const worst =
    shownPairs.length === 0
      ? undefined
      : shownPairs.reduce((most, next) =>
          (utilities ? Q.compare(next.left, most.left) < 0 : !Q.atMost(most.right, next.right)) ? next : most,
        );
  const [left, right] = worst ? [worst.left, worst.right] : [Q.zero, Q.zero];
  const nothingToGain =
    made && worst && ((part === "breaks-some" && !moves(worst.pair)) || (part === "breaks-every" && isZero(right)));
  const ok = (condition: boolean) => (condition ? ("inside" as const) : ("outside" as const));
  return {
    hypotheses: weakest([
      ok(worst !== undefined && laws.tightest !== "infinity" && !nothingToGain),
      isPrivate(laws, bound),
      ok(F === undefined || isAllowed(F, player)),
      ok(!positive || F === undefined || (value !== "infinity" ? value.numerator > 0n : true)),
      utilities ? conditionTwo(setting, utilities, twice(value)) : "inside",
    ]),
    holds: utilities ? Q.signOfRational(left) > 0 : !isZero(right),
    inequality: utilities
      ? "U_out(θ_i, o) - U_out(θ_i, o') > 0"
      : "U_out(θ_i, o) - U_out(θ_i, o') < max (U_priv(θ_i, o') - U_priv(θ_i, o))",
    left,
    right,
    larger: utilities ? "left" : "right",
    choices: {
      ...choices,
      epsilon: printEpsilonOf(bound),
      truth: setting.report,
      ...(worst && { lie: worst.lie, pair: worst.pair.map(setting.printOutcome) }),
    },
    explanation: F
      ? explainRatios(setting, laws, F, bound)
      : laws.ratios
          .flatMap((x, o) => (x === undefined ? [] : [`x_${setting.printOutcome(o)} = ${Q.printExtended(x)}`]))
          .join("; "),
    corners: boundCornersOf(laws, bound),
  };
}

const isZero = (x: Q.Extended): boolean => x !== "infinity" && x.numerator === 0n;
const twice = (x: Q.Extended): Q.Extended => (x === "infinity" ? x : Q.multiply(Q.rational(2n), x));
