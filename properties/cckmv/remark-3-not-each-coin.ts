import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { Situation } from "../../src/game/situation.js";
import { readIndex, readList, readObject, readRational, refuse } from "../../src/instance/input.js";
import { readPrivacyBound } from "../../src/instance/privacy-bound.js";
import type { TableEnvironment } from "../../src/mechanisms/cckmv/table.js";
import { ceilingGiven } from "../../src/notions/privacy-assumption.js";
import { type PrivacySign, truthfulnessWithPrivacy } from "../../src/notions/privacy-aware-utility.js";
import { boundAt, type PrivacyBound, propertiesOf } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import type { OrderedRing } from "../../src/number/ring.js";
import { over } from "../../src/verdict/finding.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { assumptionMeanings, assumptionSwitches, readCost, seenOutcomes } from "./privacy-cost.js";
import { tableClaim } from "./table-claim.js";
import { deviations, type TableCase, type TableSetting, tableSituation } from "./tables.js";

/**
 * Two witnesses for player i = the only player. The smallest: the outcome is the report plus a fair coin, so both ratios
 * are 1, and she does not care which outcome she gets. The other, with a strict preference and F_i(x_o) > 0: randomized
 * response, which keeps the report with probability 2/3, where U_i^out(θ, o) = 2·[o = θ] = 2F_i(2)·[o = θ].
 */
const witnesses: readonly TableCase[] = [
  {
    types: 2,
    columns: [
      [0, 1],
      [1, 0],
    ],
  },
  {
    types: 2,
    columns: [
      [0, 0],
      [0, 1],
      [1, 1],
    ],
  },
];

/** U_i^out(θ, o) = 2F_i(x)·[o = θ] with F_i(x) = x − 1, where both outcomes have the ratio x: 1 or 2. */
const gapOf = ({ coins }: TableEnvironment): bigint => (coins.length === 2 ? 0n : 2n);

/**
 * "Unlike in standard settings, M being universally truthful does not mean that the deterministic mechanisms M(·; r) are
 * truthful" [CCKMV, Section 3, after Definition 3.4], because U_i^priv depends on the mechanism: at M its bound is F_i at the
 * ratios of M, at M(·; r) the ratios are 1/0. `revealed` false leaves the ratios of M in place for M(·; r): a control.
 */
export const notEachCoin = (revealed = true): Claim<TableCase> => {
  const { draw: _draw, ...claim } = tableClaim({
    id: "cckmv/remark-3-not-each-coin",
    place: "Section 3, after Definition 3.4",
    statement:
      "M being universally truthful for player i does not mean that the deterministic mechanisms M(·; r) are truthful: there are M, F_i " +
      "and U_i^out such that M is universally truthful for every U_i^priv that satisfies Assumption 3.1 with F_i, and an r and such a U_i^priv with " +
      "U_i(θ_i, M(θ_i, θ_{-i}; r), M(·; r), θ_{-i}) < U_i(θ_i, M(θ_i', θ_{-i}; r), M(·; r), θ_{-i}).",
    hypotheses: [
      "U_i^out(θ_i, o) − U_i^out(θ_i, o') ≥ F_i(x_o) + F_i(x_{o'}) for the outcomes o ≠ o' of M under one r: M is universally truthful",
    ],
    readings: readingsOf({}, assumptionSwitches),
    switchMeanings: assumptionMeanings,
    decide(R, situation, environment, { sign }) {
      // Any nondecreasing F with F(1) = 0 and F(2) <= 1, for instance x - 1.
      const ceiling = ceilingGiven(R, { monotone: true, zeroAtOne: true }, over(R.integer(2n), R.one), R.one);
      const payoff = (type: number, _report: number, o: number) => R.integer(o === type ? gapOf(environment) : 0n);
      const concern = { sign: sign as PrivacySign, ceiling };
      const truthful = (at: Situation<number, number, typeof R.one>) =>
        deviations(environment.types).every(
          ([truth, lie]) =>
            truthfulnessWithPrivacy(R, { ...at, payoff }, truth, lie, "coin", concern).conclusion === "holds",
        );
      const known = environment.coins.map((_, r) => (revealed ? tableSituation(R, atCoin(environment, r)) : situation));
      const r = known.findIndex((at) => !truthful(at));
      return {
        hypotheses: truthful(situation) ? "inside" : "outside",
        conclusion: r >= 0 ? "holds" : "fails",
        witness: { r },
      };
    },
    choices: (environment) => choicesAt(gapOf(environment), revealed),
    check: (setting, choices, switches) => checkWitness(setting, choices, switches, revealed),
  });
  return {
    ...claim,
    corners: [],
    cornersOf: () => [],
    domain: () => ({
      description: "two mechanisms that show it, with F_i(x) = x − 1: the smallest, and one with a strict preference",
      argument:
        "A claim that something exists: a witness proves it. No table with one coin is one, since there M(·; r) is M.",
      cases: witnesses,
      exhaustive: true,
      draws: 0,
    }),
    evidence: () => ({
      witnesses: witnesses.map((c) => {
        const { instance, choices } = claim.exhibit(c, undefined, {});
        return { instance, choices };
      }),
    }),
  };
};

/** The deterministic mechanism M(·; r). */
const atCoin = (environment: TableEnvironment, r: number): TableEnvironment => ({
  ...environment,
  coins: [Q.one],
  rows: environment.rows.map((row) => [row[r]!]),
});

/** A truthful type 0 gets outcome 0 under the coin r; once r is known it may cost her more than her gap, else F_i(x_o). */
const choicesAt = (gap: bigint, revealed: boolean): JsonObject & { readonly truth: number } => ({
  truth: 0,
  lie: 1,
  coin: gap === 0n ? 0 : 1,
  F: { kind: "linear", slope: "1" },
  outcomeUtility: [
    [`${gap}`, "0"],
    ["0", `${gap}`],
  ],
  privacyUtility: { "0": `${revealed ? -1n - gap : -gap / 2n}`, "1": "0" },
});

/**
 * Both sides of the claim's inequality at M(·; r) for the privacy utility given, and whether M is universally truthful for
 * all, coin by coin from the table.
 */
function checkWitness(setting: TableSetting, choices: JsonObject, switches: Switches, revealed: boolean) {
  const { environment, report: truth } = setting;
  if (environment.players !== 1) throw refuse("instance.environment.players", "the claim is shown with one player");
  const { types, coins, outcomes, rows } = environment;
  const lie = readIndex(choices.lie, "choices.lie", types, "type");
  const r = readIndex(choices.coin, "choices.coin", coins.length, "coin");
  const F = readPrivacyBound(choices.F, "choices.F");
  const utility = readList(choices.outcomeUtility, "choices.outcomeUtility", (row, at) =>
    readList(row, at, readRational),
  );
  if (utility.length !== types || utility.some((row) => row.length !== outcomes.length)) {
    throw refuse("choices.outcomeUtility", "expected one row a type with one number an outcome");
  }
  const names = outcomes.map(String);
  const fields = readObject(choices.privacyUtility, "choices.privacyUtility", { required: names });
  const privacy = names.map((name) => readRational(fields[name], `choices.privacyUtility.${name}`));

  const bounds = boundsAt(setting, F, switches);
  const pairs = deviations(types).flatMap(([t, u]) =>
    rows[t]!.map((o, coin) => ({ t, o, p: rows[u]![coin]! })).filter(({ o, p }) => o !== p),
  );
  const universally = pairs.every(({ t, o, p }) => {
    const [at, other] = [bounds[o]!, switches.sign === "cost" ? Q.zero : bounds[p]!];
    const gain = Q.subtract(utility[t]![o]!, utility[t]![p]!);
    return at !== "infinity" && other !== "infinity" && Q.atMost(Q.add(at, other), gain);
  });
  const { environment: _whole, situation: _situation, ...rest } = setting;
  const fixed = atCoin(environment, r);
  const known = { ...rest, environment: fixed, situation: tableSituation(setting.R as OrderedRing<Q.Rational>, fixed) };
  const after = revealed ? boundsAt(known, F, switches) : bounds;
  const allowed = privacy.every((u, o) => {
    const size = Q.signOfRational(u) < 0 ? Q.negate(u) : u;
    return Q.atMost(size, after[o]!) && (switches.sign !== "cost" || Q.signOfRational(u) <= 0);
  });
  const total = (o: number) => Q.add(utility[truth]![o]!, privacy[o]!);
  const [o, p] = [rows[truth]![r]!, rows[lie]![r]!];
  const [left, right] = [total(o), total(p)];
  const is = propertiesOf(F);
  const { monotone, zeroAtOne, finite } = readCost(switches, []);
  const legal =
    is.vanishesAtOne && (is.monotone || !monotone) && (is.zeroAtOne || !zeroAtOne) && (is.finite || !finite);
  return {
    hypotheses: legal && universally && allowed ? ("inside" as const) : ("outside" as const),
    holds: Q.compare(left, right) < 0,
    inequality: "U(θ_i, M(θ_i; r), M(·; r)) < U(θ_i, M(θ_i'; r), M(·; r))",
    left,
    right,
    larger: "right" as const,
    explanation: `M is ${universally ? "" : "not "}universally truthful; under coin ${r} type ${truth} gets ${names[o]} truthfully and ${names[p]} by reporting ${lie}`,
    corners: [],
  };
}

/** F(x_o) by outcome; unlimited at a ratio ∞ unless the reading gives F a value there; 0 at outcomes never seen. */
function boundsAt(setting: TableSetting, F: PrivacyBound, { atInfinity }: Switches): readonly Q.Extended[] {
  const seen = new Map(seenOutcomes(setting).map(({ outcome, ratio }) => [outcome, ratio]));
  return setting.environment.outcomes.map((_, o) => {
    const ratio = seen.get(o) ?? Q.one;
    return ratio === "infinity" && atInfinity !== "closed" ? "infinity" : boundAt(F, ratio);
  });
}
