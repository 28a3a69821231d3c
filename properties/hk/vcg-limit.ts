import type { Claim } from "../../src/claim/claim.js";
import { type Reading, readingsOf, type Switches } from "../../src/claim/reading.js";
import { exponentialFormat } from "../../src/instance/hk-exponential.js";
import { readIndex } from "../../src/instance/input.js";
import type { LogPayment } from "../../src/mechanisms/hk/figure-1.js";
import { type Range, rateOf, type Sharpness, stepOf, type ValueRow } from "../../src/mechanisms/hk/range.js";
import { type VcgParameters, vcg, vcgPayments } from "../../src/mechanisms/hk/vcg.js";
import { plainIntegers } from "../../src/number/integer.js";
import * as L from "../../src/number/log-form.js";
import type { LogRing } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import { coarser, compareQuotients, type Quotient, safeInteger } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import type { Finding } from "../../src/verdict/finding.js";
import { lawClaim } from "../law-claim.js";
import type { ExactLawSetting, LawSetting } from "../law-setting.js";
import { repairOf } from "../repairs.js";
import { chargeForm, isExpected, signAt, unproved, utilityForm } from "./consequence.js";
import { distanceOf, distanceOver, isWithin, listedChances } from "./distances.js";
import {
  bestOf,
  describeProfilesOf,
  figure1Payment,
  leastGap,
  type ProfilePlace,
  paymentOf,
  profileCorners,
  profileGrid,
  profilesOf,
  type RowPayment,
  rowsAt,
  welfareAt,
} from "./profile-cases.js";
import { vcgLimitEvidence, vcgLimitMeanings } from "./vcg-limit-words.js";

type Place<S> = LawSetting<Sharpness, Range, ValueRow, number, S>;
type Exact = ExactLawSetting<Sharpness, Range, ValueRow, number>;

/** Weights are powers of e^{ε/12} on the grid of sixths. */
const step = Q.rational(1n, 2n * profileGrid);
const half = Q.rational(1n, 2n);
const two = Q.rational(2n);

const oneBest = "one best outcome";
const onGrid = "values on a grid";

const tiesOf = ({ ties }: Switches): VcgParameters => ({ ties: ties === "drawn" ? "uniform" : "first" });

/** What keeps this from being VCG at ε = ∞: the tie rule, and how near 0 gaps may be. */
const changesFor = ({ ties, of, rate }: Switches): readonly string[] =>
  of === "utilities" ? [] : [...(ties === "fixed" ? [oneBest] : []), ...(rate === "uniform" ? [onGrid] : [])];

/**
 * "VCG is the extreme case of the mechanism when ε goes to infinity", as explicit rates that tend to 0: at every ε the law is within
 * (|R| − 1)·e^{−εg/2} of that of VCG in total variation, each payment within that plus (2/ε)·ln|R|, each utility of a truthful
 * player within (2/ε)·ln|R|. Here g is the least distance from the best welfare to another one of the profile; 1 where the rate is
 * to be one for all profiles, which is right for welfare in whole numbers alone. `made` are the changes of the repair.
 */
export const vcgLimit = (
  format = exponentialFormat,
  payment: RowPayment = figure1Payment,
  made: readonly string[] = [],
): Claim => {
  const isInside = (place: ProfilePlace): boolean => !made.includes(oneBest) || bestOf(welfareAt(place)).length === 1;

  /** g, or undefined for e^{−εg/2} = 0: no outcome but the best ones. */
  const gapAt = (place: Place<unknown> | Exact, { rate }: Switches): Q.Rational | undefined =>
    rate === "pointwise"
      ? leastGap(welfareAt(place))
      : made.includes(onGrid)
        ? Q.rational(1n, place.environment.grid)
        : Q.one;

  const rateOver = <S>(R: LogRing<S>, setting: Place<S>, switches: Switches): Quotient<S> => {
    const gap = gapAt(setting, switches);
    if (gap === undefined) return { numerator: R.zero, denominator: R.one };
    const { numerator, denominator } = setting.expEpsilon(Q.multiply(half, gap));
    return {
      numerator: R.multiply(R.integer(BigInt(setting.outcomes.length - 1)), denominator),
      denominator: numerator,
    };
  };

  /** One player's payment and utility against VCG's, as far as it is decided without logarithms. */
  function decidePlayer<S>(R: LogRing<S>, setting: Place<S>, row: ValueRow, rate: Quotient<S>, switches: Switches) {
    const { environment, parameters, profile, outcomes } = setting;
    const stride = safeInteger(Q.divide(stepOf(parameters, environment.grid), step).numerator, "step");
    const paid = payment(coarser(R, stride), setting, row);
    const chosen = vcg.law(plainIntegers, tiesOf(switches), environment, profile);
    const worth = chosen.entries
      .map(({ outcome, weight }) => Q.multiply(row[outcome]!, Q.rational(weight, chosen.total)))
      .reduce(Q.add, Q.zero);
    const charge = vcgPayments(tiesOf(switches), environment, profile)(row);
    const m = R.integer(BigInt(outcomes.length));
    const power = setting.expEpsilon(Q.multiply(half, Q.subtract(worth, charge)));
    const [top, under] = [
      R.multiply(paid.ratio.numerator, power.denominator),
      R.multiply(paid.ratio.denominator, power.numerator),
    ];
    const near =
      R.sign(R.subtract(R.multiply(m, top), under)) >= 0 && R.sign(R.subtract(R.multiply(m, under), top)) >= 0;
    if (switches.of === "utilities") {
      // A utility is (1/a)·ln(ratio) where the payment's value is E[b_i], and has to be worked out elsewhere.
      const paying = { law: setting.law(), ...paid };
      const own = (r: number): Q.Rational => row[r]!;
      if (near && isExpected(R, paying, own)) return "holds";
      const sign = signAt(R, step, () => {
        const utility = utilityForm(paying, own, rateOf(parameters));
        const off = L.subtract(utility, L.fromRational(Q.subtract(worth, charge)));
        return roomIn(off, paymentRoom(Q.zero, outcomes.length), epsilonIn(R)!);
      });
      return sign === undefined ? "undecided" : sign >= 0 ? "holds" : "fails";
    }
    if (near && isWithin(R, paid.value, worth, rate)) return "holds";
    const sign = signAt(R, step, () => {
      const off = L.subtract(chargeForm(paid as LogPayment<bigint>, rateOf(parameters)), L.fromRational(charge));
      return roomIn(off, paymentRoom(Q.fromQuotient(rate as Quotient<bigint>), outcomes.length), epsilonIn(R)!);
    });
    return sign === undefined ? "undecided" : sign >= 0 ? "holds" : "fails";
  }

  return lawClaim<Sharpness, Range, ValueRow, number>(format, {
    id: "hk/vcg-limit",
    citation: cite("hk", "abstract and Section 1"),
    statement:
      "The VCG mechanism is the special case of the exponential mechanism when the privacy parameter goes to infinity: as ε → ∞ the law of the outcome, the payments and the truthful utilities tend to those of VCG. " +
      "Decided as rates for all ε: total variation ≤ (|R| − 1)·e^{−εg/2}, |p_i − p_i^VCG| ≤ (|R| − 1)·e^{−εg/2} + (2/ε)·ln|R|, |u_i − u_i^VCG| ≤ (2/ε)·ln|R|.",
    hypotheses: [
      "R finite",
      ...(made.includes(oneBest) ? ["no two outcomes are both best"] : []),
      ...(made.includes(onGrid) ? ["all values are multiples of 1/d; the rate has g = 1/d"] : []),
    ],
    readings: readingsOf({
      ties: ["drawn", "fixed"],
      of: ["distribution", "payments", "utilities"],
      rate: ["pointwise", "uniform"],
    }),
    switchMeanings: vcgLimitMeanings,
    step,
    cases: profilesOf,
    describe: describeProfilesOf,
    argument:
      "All profiles: with y = e^{ε/2}, Z = Σ_r y^{W(r)} has the leading term K·y^W, so that Pr[not a best outcome] ≤ ((|R| − K)/K)·y^{−g}; E[b_i] moves by no more; and Z/y^W lies in [K, |R|], as Z_{-i}/y^{W_{-i}} does in [K_{-i}, |R|], so that (2/ε)·ln(Z/Z_{-i}) is within (2/ε)·ln|R| of W − W_{-i}.",
    corners: profileCorners,
    hypothesesAt: (place) => (isInside(place) ? "inside" : "outside"),
    draws: { gate: 2, standard: 20, deep: 400 },
    decide<S>(R: LogRing<S>, setting: Place<S>, switches: Switches): Finding<S> {
      const finding = { hypotheses: "inside", conclusion: "holds", witness: {} } as const;
      if (!isInside(setting)) return { ...finding, hypotheses: "outside" };
      const right = rateOver(R, setting, switches);
      if (switches.of === "distribution") {
        const best = vcg.law(R, tiesOf(switches), setting.environment, setting.profile);
        const left = distanceOver(R, setting.law(), best);
        const conclusion = compareQuotients(R, left, right) <= 0 ? "holds" : "fails";
        return { ...finding, conclusion, sides: { left, right, larger: "right" } };
      }
      const found = rowsAt(setting).map((row) => decidePlayer(R, setting, row, right, switches));
      if (found.includes("fails")) return { ...finding, conclusion: "fails" };
      return found.includes("undecided") ? { ...finding, ...unproved } : finding;
    },
    choices: ({ of }) => (of === "distribution" ? {} : { player: (setting) => rowsAt(setting).map((_, i) => i) }),
    completed: ["player"],
    sides(setting, choices, switches) {
      const gap = gapAt(setting, switches);
      const fall = gap === undefined ? Q.zero : setting.power(Q.negate(Q.multiply(half, gap)));
      const m = setting.outcomes.length;
      const rate = Q.multiply(Q.rational(BigInt(m - 1)), fall);
      const at = `${m} outcomes, g = ${gap === undefined ? "∞" : Q.printRational(gap)}`;
      const welfare = welfareAt(setting);
      const best = bestOf(welfare).slice(0, switches.ties === "fixed" ? 1 : undefined);
      const share = Q.rational(1n, BigInt(best.length));
      if (switches.of === "distribution") {
        const limit = welfare.map((_, r) => (best.includes(r) ? share : Q.zero));
        return {
          left: distanceOf(listedChances(setting), limit),
          right: rate,
          larger: "right",
          inequality: "total variation of EXP_ε and VCG <= (|R| - 1)·e^{-εg/2}",
          explanation: `${at}; VCG chooses ${best.map((r) => setting.printOutcome(r)).join(" or ")}`,
        };
      }
      const player = readIndex(choices.player, "choices.player", rowsAt(setting).length, "player");
      const row = rowsAt(setting)[player]!;
      const others = welfare.map((sum, r) => Q.subtract(sum, row[r]!));
      const pivot = others.reduce(Q.maximum);
      const mean = (x: (r: number) => Q.Rational) => Q.multiply(share, best.map(x).reduce(Q.add, Q.zero));
      const charge = mean((r) => Q.subtract(pivot, others[r]!));
      const paid = paymentOf(format, setting, player);
      const isPayment = switches.of === "payments";
      const own = setting.chances.map(({ outcome, chance }) => Q.multiply(chance, row[outcome]!)).reduce(Q.add);
      const off = isPayment
        ? L.subtract(paid, L.fromRational(charge))
        : L.subtract(
            L.fromRational(
              Q.add(
                Q.subtract(
                  own,
                  mean((r) => row[r]!),
                ),
                charge,
              ),
            ),
            paid,
          );
      return {
        left: L.sign(off, setting.epsilon) < 0 ? L.negate(off) : off,
        right: isPayment ? paymentRoom(rate, m) : paymentRoom(Q.zero, m),
        larger: "right",
        inequality: isPayment
          ? "|p_i - p_i^VCG| <= (|R| - 1)·e^{-εg/2} + (2/ε)·ln|R|"
          : "|u_i - u_i^VCG| <= (2/ε)·ln|R|",
        explanation: `${at}; player ${player} pays ${Q.printRational(charge)} in VCG`,
      };
    },
    evidence: (_budget, switches) => ({ ...vcgLimitEvidence(switches) }),
    repair: (reading: Reading) => {
      const changes = changesFor(reading.switches);
      if (made.length > 0) return undefined;
      return repairOf(reading, {
        statement: `As printed, ${[
          ...(changes.includes(oneBest) ? ["at profiles with one best outcome: whatever the tie rule"] : []),
          ...(changes.includes(onGrid) ? ["for values on a grid 1/d, with g = 1/d in the rate"] : []),
        ].join(", and ")}.`,
        changes,
        claim: (left) => vcgLimit(format, payment, left),
      });
    },
  });
};

/** rate + (2/ε)·ln m. */
const paymentRoom = (rate: Q.Rational, m: number): L.LogForm =>
  L.add(L.fromRational(rate), L.overEpsilon(L.scale(L.ln(Q.rational(BigInt(m))), two)));

/** room − |off|. */
const roomIn = (off: L.LogForm, room: L.LogForm, epsilon: L.LogEpsilon): L.LogForm =>
  L.subtract(room, L.sign(off, epsilon) < 0 ? L.negate(off) : off);

/** The ε of a ring over the integers. */
function epsilonIn<S>(R: LogRing<S>): L.LogEpsilon | undefined {
  const [top, under] = [R.power(1, 1), R.power(0, 1)];
  return typeof top === "bigint" && typeof under === "bigint"
    ? { times: Q.divide(Q.one, step), log: Q.rational(top, under) }
    : undefined;
}
