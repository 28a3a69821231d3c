import fc from "fast-check";
import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { size } from "../../src/game/profile.js";
import { exponentialFormat } from "../../src/instance/hk-exponential.js";
import { exponentialQualityFormat } from "../../src/instance/hk-scores.js";
import { corners as everyCorner } from "../../src/mechanisms/hk/exponential.js";
import type { Range, Sharpness, ValueRow } from "../../src/mechanisms/hk/range.js";
import { worstPrivacyRatio } from "../../src/mechanisms/hk/worst-privacy-ratio.js";
import * as Q from "../../src/number/rational.js";
import { coarser, compareQuotients } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import { byReading } from "../by-reading.js";
import type { Place, SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import { qualityPrivate } from "./quality-privacy.js";
import { describeGaps, type GapSize, gapCorners, gapsOf, welfareCase } from "./score-cases.js";

/** Weights of quality functions with Δ = 2 and 3 are powers of it, too. */
const step = Q.rational(1n, 12n);
const half = Q.rational(1n, 2n);

const sizes: Readonly<Record<Budget, readonly GapSize[]>> = {
  gate: [
    [1, 0],
    [2, 2],
    [3, 1],
  ],
  standard: [
    [1, 0],
    [2, 4],
    [3, 3],
    [4, 2],
    [6, 1],
  ],
  deep: [
    [1, 0],
    [2, 8],
    [3, 5],
    [4, 3],
    [6, 2],
    [8, 1],
  ],
};

/** All others by the gaps of their welfare, and a player who reports nothing but zeros; her own report does not matter. */
const besides = (budget: Budget): readonly SituationCase[] =>
  gapsOf(sizes[budget]).map((gaps) => {
    const { environment, reports } = welfareCase(gaps);
    const others = gaps.at(-1) === 0 ? [] : reports;
    return { environment: environment!, reports: [gaps.map(() => "0"), ...others] };
  });

type At = Place<unknown, Range, ValueRow>;

/** The welfare of all others. */
const othersAt = ({ environment, rest }: At): readonly Q.Rational[] =>
  environment.outcomes.map((_, r) =>
    rest.map(({ report, count }) => Q.multiply(Q.rational(BigInt(count)), report![r]!)).reduce(Q.add, Q.zero),
  );

/** Value 1 on one outcome alone, and on all but this one: at these two types its chance is largest and smallest. */
const on = (m: number, outcome: number): ValueRow =>
  Array.from({ length: m }, (_, r) => (r === outcome ? Q.one : Q.zero));
const off = (m: number, outcome: number): ValueRow => on(m, outcome).map((value) => Q.subtract(Q.one, value));

/** The types that a check tries: every corner of the box, for more than three outcomes those that matter. */
const typesAt = ({ environment: { outcomes } }: At): readonly ValueRow[] =>
  outcomes.length <= 3
    ? everyCorner(outcomes.length)
    : outcomes.flatMap((_, r) => [on(outcomes.length, r), off(outcomes.length, r)]);

/** Whether every other player has the value 0 at one outcome and 1 everywhere else: there the formula is attained. */
const isWorst = (place: At): boolean => {
  const players = Q.rational(BigInt(size(place.rest)));
  const welfare = othersAt(place);
  return (
    welfare.filter((value) => Q.equals(value, players)).length >= welfare.length - 1 &&
    welfare.some((value) => value.numerator === 0n)
  );
};

const isExact = ({ quality }: Switches): boolean => quality === "exact";

/**
 * Theorem 1: the exponential mechanism is ε-differentially private. Beside any quality function, its welfare of valuations in
 * [0, 1], and there the least bound in the place of e^ε, a function of the numbers of players and outcomes.
 */
export const theorem1Privacy = (quality = exponentialQualityFormat, welfare = exponentialFormat): Claim => {
  const shared = {
    id: "hk/theorem-1-privacy",
    citation: cite("hk", "Theorem 1"),
    statement:
      "The exponential mechanism EXP(R, D, Q, ε) with weights e^{εQ/(2Δ)} is ε-differentially private: Pr[EXP(D, ε) = r] ≤ e^ε·Pr[EXP(D', ε) = r] for all R, Q, adjacent D, D', r and ε > 0.",
    hypotheses: ["ε > 0", "|Q(D, r) − Q(D', r)| ≤ Δ for all r and adjacent D, D'", "R finite"],
    readings: readingsOf({ quality: ["any", "welfare", "exact"] }),
    switchMeanings: {
      any: "Q is any quality function, Δ its Lipschitz constant",
      welfare: "Q is the welfare of n valuations in [0, 1], Δ = 1, and one agent's valuation changes",
      exact:
        "as welfare; the largest ratio is (1 + (|R| − 1)·B^n)/(1 + (|R| − 1)·B^{n−2}), B = e^{ε/2}, attained by a valuation on one outcome that changes to all but it, where all others value all but it",
    },
    step,
  };
  return byReading(shared, (switches) =>
    switches.quality === "any"
      ? qualityPrivate({ ...shared, evidence: () => generalEvidence }, quality)
      : situationClaim<Sharpness, Range, ValueRow, number>(welfare, {
          ...shared,
          cases: besides,
          describe: (budget) =>
            `every welfare of the others by its gaps, made by as few of them with values 0 and 1 as can be: ${describeGaps(sizes[budget])}; every two types of the player, by the extreme ones`,
          argument:
            "All n, R and valuations: Pr[r] rises with v_i(r) and falls with v_i(s), so that the worst two types are 1 on r alone and 1 on all but r. Their ratio is (1 + x·B)/(1 + x/B), x = Σ_{s≠r} w_s/w_r, " +
            "which rises with x up to (|R| − 1)·B^{n−1}, where all others value all but r. Only the gaps of the others' welfare matter.",
          corners: gapCorners(othersAt),
          reports: typesAt,
          draw: () => drawn,
          draws: { gate: 10, standard: 60, deep: 600 },
          decide(R, setting, reading) {
            const { situation, environment, rest } = setting;
            const m = environment.outcomes.length;
            const ratios = environment.outcomes.map((_, r) => {
              const [most, least] = [situation.law(on(m, r)), situation.law(off(m, r))];
              return over(
                R.multiply(most.entries[r]!.weight, least.total),
                R.multiply(least.entries[r]!.weight, most.total),
              );
            });
            const right = isExact(reading)
              ? worstPrivacyRatio(coarser(R, 6), size(rest) + 1, m)
              : setting.expEpsilon(Q.one);
            const failing = ratios.find((ratio) => compareQuotients(R, ratio, right) > 0);
            const attained = ratios.some((ratio) => compareQuotients(R, ratio, right) === 0);
            const holds = failing === undefined && (!isExact(reading) || !isWorst(setting) || attained);
            return {
              hypotheses: "inside",
              conclusion: holds ? "holds" : "fails",
              witness: {},
              sides: { left: failing ?? ratios.at(-1)!, right, larger: "right" },
            };
          },
          choices: {
            largest: (setting) => typesAt(setting).map(setting.printReport),
            smallest: (setting) => typesAt(setting).map(setting.printReport),
          },
          sides(setting, choices, reading) {
            const { chance, environment, rest } = setting;
            const [largest, smallest] = [setting.readReport(choices.largest), setting.readReport(choices.smallest)];
            const ratios = environment.outcomes.map((_, r) => Q.divide(chance(largest, r), chance(smallest, r)));
            const left = ratios.reduce(Q.maximum);
            const right = isExact(reading)
              ? largestRatio(setting.power(half), size(rest) + 1, environment.outcomes.length)
              : setting.power(Q.one);
            return {
              left,
              right,
              larger: "right",
              inequality: `max over r of Pr[x(v) = r] / Pr[x(v') = r] <= ${isExact(reading) ? "(1 + (|R| - 1)B^n) / (1 + (|R| - 1)B^{n-2}), B = e^{ε/2}" : "e^ε"}`,
              explanation: `player ${setting.player} changes from ${JSON.stringify(choices.largest)} to ${JSON.stringify(choices.smallest)}; the ratios are ${ratios.map(Q.printRational).join(", ")}`,
            };
          },
          evidence: (_budget, reading) => (isExact(reading) ? exactEvidence : welfareEvidence),
        }),
  );
};

/** (1 + (m − 1)·B^n)/(1 + (m − 1)·B^{n−2}). */
const largestRatio = (B: Q.Rational, players: number, outcomes: number): Q.Rational => {
  const side = (exponent: number): Q.Rational =>
    Q.add(Q.one, Q.multiply(Q.rational(BigInt(outcomes - 1)), Q.integerPower(B, BigInt(exponent))));
  return Q.divide(side(players), side(players - 2));
};

const generalEvidence = {
  largest:
    "e^ε·(1 + x)/(e^ε + x), where x = Σ_{s≠r} e^{ε(Q'(s) − Q'(r))/(2Δ)} at the D' of the smaller chance: below e^ε for every Q and ε, and as near to it as one likes for x → ∞, that is for scores or ranges without a bound",
  bestConstant: "e^ε: no e^{kε} with k < 1 does for all Q, with |R| ≥ 2. For |R| = 1 the ratio is 1",
};
const welfareEvidence = {
  largest:
    "(1 + (|R| − 1)·B^n)/(1 + (|R| − 1)·B^{n−2}), B = e^{ε/2}: below e^ε = B² by the factor 1 − (1 − B^{−2})/(1 + (|R| − 1)·B^{n−2}), which goes to 1 for n → ∞ and for |R| → ∞, for every ε",
  bestConstant: "e^ε is the supremum over n and |R|, for every ε, and attained at no instance",
  small: "n = 1: B·(1 + (|R| − 1)·B)/(|R| − 1 + B), which is B = e^{ε/2} for two outcomes",
};
const exactEvidence = {
  ...welfareEvidence,
  attained: "in every case in which all others value everything but one outcome",
};

/** Up to four others with interior values, too. */
const drawn: fc.Arbitrary<SituationCase> = fc
  .record({ n: fc.integer({ min: 1, max: 4 }), m: fc.integer({ min: 1, max: 4 }) })
  .chain(({ n, m }) =>
    fc
      .array(fc.array(fc.constantFrom("0", "1/3", "1/2", "1"), { minLength: m, maxLength: m }), {
        minLength: n,
        maxLength: n,
      })
      .map((reports) => ({ environment: { outcomes: ["a", "b", "c", "d"].slice(0, m) }, reports })),
  );
