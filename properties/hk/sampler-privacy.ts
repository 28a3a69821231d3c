import fc from "fast-check";
import type { Budget, Claim } from "../../src/claim/claim.js";
import type { Reading } from "../../src/claim/reading.js";
import { beside } from "../../src/game/profile.js";
import type { Format } from "../../src/instance/format.js";
import type { Assignment, Items } from "../../src/mechanisms/hk/multi-item.js";
import type { SamplerParameters } from "../../src/mechanisms/hk/multi-item-sampler.js";
import { rateOf, type ValueRow } from "../../src/mechanisms/hk/range.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type OrderedRing, type Quotient, type Ring } from "../../src/number/ring.js";
import type { Law } from "../../src/probability/law.js";
import type { Citation } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import { canonical, type Json } from "../../src/verdict/json.js";
import type { Setting, SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import { onFixedGrid } from "./charged.js";
import { errorsToward, itemStep, printErrors, tableCorners, type ValueTable } from "./item-cases.js";
import { everyRow } from "./range-cases.js";

/** The format of the sampler, honest or broken. */
export type SamplerFormat = Format<SamplerParameters, Items, ValueRow, Assignment>;

/** What a claim about the privacy of the sampler's outcome has to say for itself. */
export interface SamplerPrivacy {
  readonly id: string;
  readonly citation: Citation;
  readonly statement: string;
  readonly hypotheses: readonly string[];
  readonly readings: readonly Reading[];
  readonly switchMeanings: Readonly<Record<string, string>>;
  /**
   * Whether the errors of the calls of two agents may depend on the profile, so as to make the two laws differ most; else, and
   * for more agents, they are exact.
   */
  readonly mayErr: boolean;
  cases(budget: Budget): readonly SituationCase[];
  describe(budget: Budget): string;
  readonly argument?: string;
  /** How often the factor e^{γ/(2n)} is allowed beside e^ε. */
  allowed(items: number): number;
  /** The factor must be so small that (factor^{4n})·(largest ratio of the exponential mechanism) ≤ e^ε. */
  readonly isSmall?: boolean;
  readonly evidence?: Claim["evidence"];
}

/** The types of a player: every one with values 0 and 1 up to three items, only the last item and all but it beyond. */
const typesOf = (items: number): readonly ValueRow[] => {
  const last = Array.from({ length: items }, (_, j) => (j === items - 1 ? "1" : "0"));
  const all = items <= 3 ? everyRow(items, ["0", "1"]) : [last, last.map((value) => (value === "1" ? "0" : "1"))];
  return all.map((row) => row.map((value) => (value === "1" ? Q.one : Q.zero)));
};

/** A case for a player of a table. */
export const privacyCase = (
  table: ValueTable,
  player: number,
  parameters: { readonly ownWeight: string; readonly factor?: string },
): SituationCase => ({ parameters, environment: { items: table.length }, reports: table, player });

/** e^ε·factor^k bounds Pr[r | v]/Pr[r | v′] for every outcome, v and v′ differing in one agent. */
export function samplerPrivacy(format: SamplerFormat, parts: SamplerPrivacy): Claim {
  const isErring = ({
    parameters,
    environment,
  }: Pick<Setting<SamplerParameters, Items, ValueRow, Assignment, unknown>, "parameters" | "environment">) =>
    parts.mayErr && !Q.equals(parameters.factor, Q.one) && environment.items <= 2;

  /** The chances of one outcome at every type, as large or as small as errors make them. */
  const lawsOf = <S>(R: Ring<S>, setting: Setting<SamplerParameters, Items, ValueRow, Assignment, S>) => {
    const { situation, parameters, environment, rest, player } = setting;
    const known = new Map<string, Law<Assignment, S>>();
    return (type: ValueRow, outcome: Assignment, sign: 1 | -1): Law<Assignment, S> => {
      if (!isErring(setting)) return situation.law(type);
      const key = `${type.map(Q.printRational)}|${outcome}|${sign}`;
      const law =
        known.get(key) ??
        format.mechanism.law(
          R,
          { ...parameters, errors: errorsToward(outcome, sign) },
          environment,
          beside(rest, player, type as ValueRow | null),
        );
      known.set(key, law);
      return law;
    };
  };
  const chanceOf = <S>(R: Ring<S>, law: Law<Assignment, S>, outcome: Assignment): Quotient<S> => {
    const entry = law.entries.find((candidate) => `${candidate.outcome}` === `${outcome}`);
    return over(entry?.weight ?? R.zero, law.total);
  };
  const smallEnough = <S>(
    R: OrderedRing<S>,
    { parameters, environment, expEpsilon }: Setting<SamplerParameters, Items, ValueRow, Assignment, S>,
  ) => {
    if (!parts.isSmall) return true;
    const [n, power] = [BigInt(environment.items), expEpsilon(Q.one)];
    // n·e^ε ≥ factor^{4n}·(1 + (n − 1)·e^ε).
    const { numerator, denominator } = Q.integerPower(parameters.factor, 4n * n);
    const ratio = R.add(power.denominator, R.multiply(R.integer(n - 1n), power.numerator));
    const left = R.multiply(R.integer(n * denominator), power.numerator);
    return R.sign(R.subtract(left, R.multiply(R.integer(numerator), ratio))) >= 0;
  };
  const boundOf = (factor: Q.Rational, items: number): Q.Rational =>
    Q.integerPower(factor, BigInt(parts.allowed(items)));

  return situationClaim<SamplerParameters, Items, ValueRow, Assignment>(onFixedItems(format), {
    ...parts,
    step: itemStep,
    corners: { ...tableCorners, "the last agent": ({ player, environment }) => player === environment.items - 1 },
    // The claims speak of weights e^{(ε/2)·v}.
    hypothesesAt: ({ parameters }) => (Q.equals(rateOf(parameters), Q.rational(1n, 2n)) ? "inside" : "outside"),
    // Her own row in the table is only where she would be if she were not the one who changes.
    reports: ({ environment }) => typesOf(environment.items),
    decide(R, setting) {
      if (!smallEnough(R, setting)) return { hypotheses: "outside", conclusion: "holds", witness: {} };
      const { situation, parameters, environment } = setting;
      const types = situation.reports as readonly ValueRow[];
      const laws = lawsOf(R, setting);
      const allowed = boundOf(parameters.factor, environment.items);
      const exp = setting.expEpsilon(Q.one);
      const right = over(
        R.multiply(R.integer(allowed.numerator), exp.numerator),
        R.multiply(R.integer(allowed.denominator), exp.denominator),
      );
      let largest: Quotient<ReturnType<typeof R.integer>> = over(R.one, R.one);
      for (const outcome of situation.law(types[0]!).entries.map((entry) => entry.outcome)) {
        for (const v of types) {
          const most = chanceOf(R, laws(v, outcome, 1), outcome);
          for (const w of types) {
            if (v === w) continue;
            const least = chanceOf(R, laws(w, outcome, -1), outcome);
            const ratio = over(
              R.multiply(most.numerator, least.denominator),
              R.multiply(most.denominator, least.numerator),
            );
            if (compareQuotients(R, ratio, right) > 0) {
              return {
                hypotheses: "inside",
                conclusion: "fails",
                witness: {},
                sides: { left: ratio, right, larger: "right" },
              };
            }
            largest = ratio;
          }
        }
      }
      return {
        hypotheses: "inside",
        conclusion: "holds",
        witness: {},
        sides: { left: largest, right, larger: "right" },
      };
    },
    choices: {
      largest: (setting) => setting.situation.reports.map(setting.printReport),
      smallest: (setting, { largest }) =>
        setting.situation.reports.map(setting.printReport).filter((row) => canonical(row) !== canonical(largest!)),
      outcome: (setting) => setting.outcomes().map(setting.printOutcome),
    },
    sides(setting, choices) {
      const { parameters, environment, R } = setting;
      const [v, w] = [setting.readReport(choices.largest)!, setting.readReport(choices.smallest)!];
      const outcome = setting.readOutcome(choices.outcome);
      const laws = remembered(setting, () => lawsOf(R, setting));
      const [most, least] = [laws(v, outcome, 1), laws(w, outcome, -1)].map((law) => {
        const { numerator, denominator } = chanceOf(R, law, outcome);
        return Q.divide(numerator, denominator);
      }) as [Q.Rational, Q.Rational];
      const allowed = boundOf(parameters.factor, environment.items);
      const errors = isErring(setting)
        ? `; the errors are ${canonical(printErrors(errorsToward(outcome, 1)) as Json)} there and the opposite here`
        : "";
      return {
        hypotheses: v !== w && smallEnough(R, setting) ? "inside" : "outside",
        left: Q.divide(most, least),
        right: Q.multiply(setting.power(Q.one), allowed),
        larger: "right",
        inequality: `Pr[r | v] / Pr[r | v'] <= e^ε${parts.allowed(2) === 0 ? "" : "·e^{2γ}"}`,
        explanation: `agent ${setting.player} reports ${canonical(choices.largest!)} in v and ${canonical(choices.smallest!)} in v'${errors}`,
      };
    },
    draw: () => fc.constantFrom(...parts.cases("standard").filter(({ reports }) => reports.length <= 2)),
    draws: { gate: 2, standard: 20, deep: 200 },
  });
}

const kept = new WeakMap<object, unknown>();
function remembered<V>(key: object, make: () => V): V {
  const known = (kept.get(key) as V | undefined) ?? make();
  kept.set(key, known);
  return known;
}

/** The sampler's format with the grid of halves for every instance, so that all types of an agent share a ring. */
export const onFixedItems = (format: SamplerFormat): SamplerFormat =>
  onFixedGrid(format as never, 2n) as unknown as SamplerFormat;
