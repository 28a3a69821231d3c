import { privacyBounds } from "../../generators/privacy-bounds.js";
import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { readChoice } from "../../src/instance/input.js";
import { printPrivacyBound, readPrivacyBound } from "../../src/instance/privacy-bound.js";
import { type Candidate, candidates } from "../../src/mechanisms/cckmv/election.js";
import { privacyRatios } from "../../src/notions/differential-privacy.js";
import { ceilingGiven } from "../../src/notions/privacy-assumption.js";
import type { Ceiling } from "../../src/notions/privacy-aware-utility.js";
import { boundAt, supremumUpTo } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type OrderedRing, type Ratio } from "../../src/number/ring.js";
import { over } from "../../src/verdict/finding.js";
import { repairOf } from "../repairs.js";
import {
  allows,
  type BoundChoice,
  boundChanges,
  doubled,
  families,
  nondecreasing,
  readBoundChoice,
  times,
  total,
} from "./bound-families.js";
import { chance } from "./election-claim.js";
import {
  caseOf,
  countsOf,
  everyElectorate,
  familyClaim,
  seenBy,
  settingAt,
  votersOf,
  without,
} from "./election-family.js";
import {
  type ElectionCase,
  type ElectionSetting,
  expEpsilon,
  noisyElectionAt,
  restOf,
  type Subject,
} from "./elections.js";
import { boundSwitches, switchMeanings } from "./private-voter.js";

/**
 * By Proposition 3.3, the privacy utilities affect the social welfare by at most Σ_i F_i(e^ε), hence by n·F(e^ε) where all
 * F_i = F; by taking ε → 0, for example ε = 1/√n, they contribute a vanishing fraction of n [CCKMV, Section 4].
 *
 * Decided outcome by outcome: the worst |Σ_i U_i^priv(o)| is Σ_i F_i(x_o^{(i)}), since all may have one sign. The ratios x_o
 * go up to e^{2ε}, so the bound that holds is Σ_i F_i(e^{2ε}) for nondecreasing F_i. That the fraction vanishes is true as
 * printed: with h(ε) = sup F over (1, e^{2ε}], which tends to 0 with ε and knows nothing of n, the sum is at most n·h(ε).
 */
export const privacyWelfare = (
  under: Subject = noisyElectionAt(Q.one),
  changes: readonly string[] = [],
): Claim<ElectionCase> =>
  familyClaim(under, {
    id: "cckmv/remark-4-privacy-welfare",
    place: "Section 4, after Proposition 4.3",
    statement:
      "The privacy utilities affect the social welfare by at most Σ_i F_i(e^ε), assuming player i satisfies Assumption 3.1 with F_i; " +
      "by at most n·F(e^ε) if all F_i = F; and by taking ε → 0 (e.g. ε = 1/√n) they contribute a vanishing fraction of n: " +
      "|Σ_i U_i^priv(θ_i, o)| is at most that, for all n, θ and o.",
    hypotheses: ["|U_i^priv(θ_i, o)| ≤ F_i(x_o), F_i(x) → 0 as x → 1", ...changes],
    readings: readingsOf(
      { bound_of: ["sum", "common", "vanishing"] },
      { sign: ["two-signed", "cost"], ...boundSwitches },
    ),
    switchMeanings: {
      ...switchMeanings,
      sum: "at most Σ_i F_i(e^ε), a bound F_i for every player",
      common: "at most n·F(e^ε), one F for all players",
      vanishing:
        "at most n·sup{F(x) : 1 < x ≤ e^{2ε}}, whose fraction of n tends to 0 for ε = 1/√n because F(x) → 0 as x → 1",
      cost: "−F ≤ U^priv ≤ 0: the largest |Σ_i U_i^priv| is the same",
    },
    argument:
      "More voters: at every margin one outcome has x_o = e^{2ε} for all voters for whom the others' margin is on one side of the tie, and " +
      "the other outcome has 1 < x_o < e^{2ε}; F is decided by its values there and at e^ε.",
    family: () => everyElectorate,
    decide(R, situation, c, switches) {
      const choice = readBoundChoice(switches, changes);
      const ceiling =
        switches.bound_of === "vanishing"
          ? below(R, under, choice)
          : ceilingGiven(R, choice, expEpsilon(R, under, choice.k), R.one);
      const all = countsOf(c);
      const groups =
        switches.bound_of === "sum"
          ? [{ count: 1, ratios: privacyRatios(R, situation) }]
          : candidates
              .filter((o) => all[o] > 0)
              .map((o) => ({
                count: all[o],
                ratios: privacyRatios(R, under.situation(R, restOf(without(o, all)))),
              }));
      const sums = candidates.map((outcome) => {
        const values = groups.flatMap(({ count, ratios }) =>
          ratios.filter((x) => x.outcome === outcome).map(({ ratio }) => ({ count, value: ceiling(ratio) })),
        );
        const unbounded = values.some(({ value }) => value === "unbounded");
        const bounded = values.map(({ count, value }) =>
          value === "unbounded" ? R.zero : R.multiply(R.integer(BigInt(count)), value),
        );
        return { outcome, unbounded, sum: bounded.reduce(R.add, R.zero) };
      });
      const right = R.integer(BigInt(switches.bound_of === "sum" ? 1 : votersOf(c)));
      const failing = sums.find(({ unbounded, sum }) => unbounded || R.sign(R.subtract(right, sum)) < 0);
      const shown = failing ?? sums[0]!;
      return {
        hypotheses: "inside",
        conclusion: failing ? "fails" : "holds",
        witness: { outcome: shown.outcome },
        sides: { left: shown.unbounded ? "infinity" : over(shown.sum, R.one), right: over(right, R.one) },
      };
    },
    choices(c, base, switches) {
      const setting = settingAt(under, c, base);
      const choice = readBoundChoice(switches, changes);
      const ratios = candidates.flatMap((o) => groupsOf(under, setting, c, switches).map(({ ratio }) => ratio(o)));
      // The bound that vanishes knows F up to e^{2ε}; nothing is known beyond.
      const vanishing = switches.bound_of === "vanishing";
      const known = setting.expEpsilon(vanishing ? 2 : choice.k);
      for (const F of families(ratios, known, { ...choice, monotone: vanishing || choice.monotone })) {
        const { left, right } = worstSides(under, setting, c, F, switches, choice);
        if (!Q.atMost(left, right)) return { F: printPrivacyBound(F) };
      }
      throw new RangeError("exhibit: expected one of the families of F to violate a claim that was decided to fail");
    },
    check(setting, choices, switches) {
      const c = caseOf(setting);
      const choice = readBoundChoice(switches, changes);
      const F = readPrivacyBound(choices.F, "choices.F");
      const read =
        choices.outcome === undefined ? undefined : readChoice(choices.outcome, "choices.outcome", candidates);
      const { outcome, left, right, ratios } = worstSides(under, setting, c, F, switches, choice, read);
      return {
        hypotheses: allows(F, right, choice),
        holds: Q.atMost(left, right),
        inequality: `|sum_i U_i_priv(θ_i, o)| <= ${boundText(switches, choice)}`,
        left,
        right,
        larger: "right",
        choices: { ...choices, outcome },
        explanation: `outcome ${outcome}; ${switches.bound_of === "sum" ? "F is the bound of this voter, those of the others are 0; x_o is" : "x_o is, by type of voter,"} ${ratios}`,
        corners: [],
      };
    },
    drawChoices: () => privacyBounds.map((F) => () => ({ F })),
    repair: (reading) => {
      if (reading.switches.bound_of === "vanishing" || changes.length > 0) return undefined;
      const made = boundChanges(reading.switches);
      return repairOf(reading, {
        statement: `As printed, except: ${made.map((change) => (change === doubled ? doubled : `${nondecreasing}`)).join(", and ")}.`,
        changes: made,
        claim: (kept) => privacyWelfare(under, kept),
      });
    },
  });

/** F ≤ 1 on (1, e^{2ε}], whatever its shape, and at 1 only where the reading says or implies F(1) = 0. */
function below<S>(
  R: OrderedRing<S>,
  under: Subject,
  { zeroAtOne, monotone }: BoundChoice,
): (x: Ratio<S>) => Ceiling<S> {
  const within = ceilingGiven(R, { monotone: true, zeroAtOne }, expEpsilon(R, under, 2), R.one);
  const unit = over(R.one, R.one);
  return (x) =>
    x !== "infinity" && !zeroAtOne && !monotone && compareQuotients(R, x, unit) === 0 ? "unbounded" : within(x);
}

interface VoterGroup {
  readonly type: Candidate;
  readonly count: number;
  ratio(o: Candidate): Q.Extended;
}

/** The voters whose privacy utilities count, by type, each type with its x_o from the two laws. */
function groupsOf(
  under: Subject,
  setting: ElectionSetting,
  c: ElectionCase,
  { bound_of }: Switches,
): readonly VoterGroup[] {
  const all = countsOf(c);
  const types = bound_of === "sum" ? [c.truth] : candidates.filter((o) => all[o] > 0);
  return types.map((type) => {
    const own = seenBy(under, setting, without(type, all));
    return {
      type,
      count: bound_of === "sum" ? 1 : all[type],
      ratio(o) {
        const [p, q] = candidates.map((vote) => chance(own, vote, o)) as [Q.Rational, Q.Rational];
        const [most, least] = [Q.maximum(p, q), Q.minimum(p, q)];
        return Q.signOfRational(least) > 0 ? Q.divide(most, least) : Q.signOfRational(most) > 0 ? "infinity" : Q.one;
      },
    };
  });
}

/** |Σ_i U_i^priv(o)| at its largest and the bound, at the outcome where they are closest or furthest apart. */
function worstSides(
  under: Subject,
  setting: ElectionSetting,
  c: ElectionCase,
  F: Parameters<typeof boundAt>[0],
  switches: Switches,
  choice: BoundChoice,
  outcome?: Candidate,
) {
  const groups = groupsOf(under, setting, c, switches);
  const n = groups.reduce((sum, { count }) => sum + count, 0);
  const most =
    switches.bound_of === "vanishing"
      ? supremumUpTo(F, setting.expEpsilon(2))
      : boundAt(F, setting.expEpsilon(choice.k));
  const right: Q.Extended = most === "infinity" ? most : Q.multiply(Q.rational(BigInt(n)), most);
  const sides = (outcome ? [outcome] : candidates).map((o) => ({
    outcome: o,
    left: total(groups.map(({ count, ratio }) => times(count, F, ratio(o)))),
    ratios: groups.map(({ type, ratio }) => `${Q.printExtended(ratio(o))} (${type})`).join(", "),
  }));
  return { ...sides.reduce((worst, next) => (Q.atMost(next.left, worst.left) ? worst : next)), right };
}

function boundText({ bound_of }: Switches, { k }: BoundChoice): string {
  const point = k === 1 ? "e^ε" : "e^{2ε}";
  if (bound_of === "sum") return `sum_i F_i(${point})`;
  return bound_of === "common" ? `n·F(${point})` : "n·sup{F(x) : 1 < x <= e^{2ε}}";
}
