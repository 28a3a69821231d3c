import Fraction from "fraction.js";
import type { Claim } from "../../../src/claim/claim.js";
import type { ClaimResult } from "../../../src/claim/result.js";
import { decideClaim } from "../../../src/search/campaign.js";
import type { Json, JsonObject } from "../../../src/verdict/json.js";

/** Second routes: probabilities by counting coins in fractions, F by its formula, Bayes' rule by listing worlds. */
export type Extended = Fraction | "infinity";

export const zero = new Fraction(0);
export const one = new Fraction(1);

export const atMost = (x: Extended, y: Extended): boolean => y === "infinity" || (x !== "infinity" && x.lte(y));

/** A table with one player: the outcome by type and coin, and the weight of every coin. */
export interface HandTable {
  readonly rows: readonly (readonly string[])[];
  readonly weights: readonly Fraction[];
}

export function readTable(instance: JsonObject): HandTable {
  const { coins, outcome } = instance.environment as { coins: string[]; outcome: Record<string, (string | number)[]> };
  return {
    rows: Object.keys(outcome)
      .sort()
      .map((key) => outcome[key]!.map(String)),
    weights: coins.map((coin) => new Fraction(coin)),
  };
}

/** x_o for the outcomes that some report can produce. */
export function ratios({ rows, weights }: HandTable): ReadonlyMap<string, Extended> {
  const found = new Map<string, Extended>();
  for (const o of new Set(rows.flat())) {
    const chances = rows.map((row) => row.reduce((sum, p, r) => (p === o ? sum.add(weights[r]!) : sum), zero));
    const sorted = [...chances].sort((x, y) => x.compare(y));
    const [least, most] = [sorted[0]!, sorted[sorted.length - 1]!];
    if (most.equals(0)) continue;
    found.set(o, least.equals(0) ? "infinity" : most.div(least));
  }
  return found;
}

/** F(x) for the kinds that the counterexamples use; undefined at ∞. */
export function boundAt(F: Json, x: Fraction): Fraction {
  const { kind, slope, atOne, points } = F as {
    kind: string;
    slope: string;
    atOne?: string;
    points: [string, string][];
  };
  if (atOne !== undefined && x.equals(1)) return new Fraction(atOne);
  if (kind === "linear") return x.sub(1).mul(slope);
  if (kind !== "knots") throw new Error(`no formula for ${kind}`);
  const known = points.map(([at, value]) => [new Fraction(at), new Fraction(value)] as const);
  const next = known.findIndex(([at]) => at.gt(x));
  if (next < 0) return known[known.length - 1]![1];
  const [[left, value], [right, target]] = [known[next - 1]!, known[next]!];
  return value.add(target.sub(value).mul(x.sub(left)).div(right.sub(left)));
}

/** Every table with one player, as columns of outcomes, coins equally likely. */
export function tables(types: number, outcomes: number, coins: number): readonly HandTable[] {
  const lists = (length: number, values: number): readonly (readonly number[])[] =>
    length === 0
      ? [[]]
      : lists(length - 1, values).flatMap((list) => Array.from({ length: values }, (_, v) => [...list, v]));
  return lists(types * coins, outcomes).map((cells) => ({
    rows: Array.from({ length: types }, (_, t) => cells.slice(t * coins, (t + 1) * coins).map(String)),
    weights: Array.from({ length: coins }, () => new Fraction(1, coins)),
  }));
}

export const instanceOf = ({ rows, weights }: HandTable): JsonObject => ({
  mechanism: "cckmv/table",
  environment: {
    types: rows.length,
    players: 1,
    coins: weights.map((w) => w.toFraction()),
    outcome: Object.fromEntries(rows.map((row, t) => [`${t}`, [...row]])),
  },
  reports: [0],
});

export interface HandBelief {
  readonly prior: readonly number[];
  readonly strategy: readonly (readonly number[])[];
  readonly likelihood: readonly number[];
}

/** Prior and posterior by listing the worlds (type, report) with integer weights; undefined where none remains. */
export function posterior({ prior, strategy, likelihood }: HandBelief): readonly Fraction[] | undefined {
  const common = strategy.map((row) => row.reduce((x, y) => x + y)).reduce((x, y) => x * y);
  const worlds = prior.map((p, t) => {
    const total = strategy[t]!.reduce((x, y) => x + y);
    return strategy[t]!.reduce((sum, s, r) => sum + BigInt(p * s * likelihood[r]! * (common / total)), 0n);
  });
  const all = worlds.reduce((x, y) => x + y);
  return all === 0n ? undefined : worlds.map((w) => new Fraction(w, all));
}

export function shares(weights: readonly number[]): readonly Fraction[] {
  const total = weights.reduce((x, y) => x + y);
  return weights.map((w) => new Fraction(w, total));
}

export const distance = (P: readonly Fraction[], Q: readonly Fraction[]): Fraction =>
  P.reduce((sum, p, i) => sum.add(p.sub(Q[i]!).abs()), zero).div(2);

export const ratioOf = (likelihood: readonly number[]): Extended | undefined => {
  const [most, least] = [Math.max(...likelihood), Math.min(...likelihood)];
  return most === 0 ? undefined : least === 0 ? "infinity" : new Fraction(most, least);
};

/** Every belief of two types with weights of sum at most `most`, scales included. */
export function beliefs(most: number): readonly HandBelief[] {
  const pairs = Array.from({ length: most + 1 }, (_, x) =>
    Array.from({ length: most + 1 - x }, (_, y) => [x, y]),
  ).flat();
  const laws = pairs.filter(([x, y]) => x! + y! > 0);
  return laws.flatMap((prior) =>
    laws.flatMap((first) =>
      laws.flatMap((second) => pairs.map((likelihood) => ({ prior, strategy: [first, second], likelihood }))),
    ),
  );
}

export const beliefInstance = ({ prior, strategy, likelihood }: HandBelief): JsonObject => {
  const print = (values: readonly Fraction[]) => values.map((x) => x.toFraction());
  const scale = Math.max(1, ...likelihood);
  return {
    mechanism: "cckmv/bayes-posterior",
    environment: {
      prior: print(shares(prior)),
      strategy: strategy.map((row) => print(shares(row))),
      likelihood: likelihood.map((l) => new Fraction(l, scale).toFraction()),
    },
    reports: [],
  };
};

export const atGate = async <Case>(claim: Claim<Case>): Promise<ClaimResult> =>
  (await decideClaim(claim as Claim, { budget: "gate", seed: 1, asFound: true })).result;

/** Reading → verdict, with the verdict of the repair and how many of its changes are shown necessary. */
export const verdicts = ({ readings }: ClaimResult): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readings.map(({ name, verdict, repair }) => [
      name,
      repair
        ? `${verdict}; repair ${repair.verdict}, ${repair.necessary.length} of ${repair.changes.length} necessary`
        : verdict,
    ]),
  );

export const proved = "proved on the domain";
export const repaired = "refuted; repair proved on the domain, 1 of 1 necessary";

/** The switches of the literal reading, some of them changed. */
export const switchesOf = <Case>(claim: Claim<Case>, changed: Readonly<Record<string, string>> = {}) => ({
  ...claim.readings.find(({ literal }) => literal)!.switches,
  ...changed,
});
