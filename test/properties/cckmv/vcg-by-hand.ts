import Fraction from "fraction.js";
import type { Check, Claim } from "../../../src/claim/claim.js";
import type { Switches } from "../../../src/claim/reading.js";
import type { Json, JsonObject } from "../../../src/verdict/json.js";
import { one, powerOf, sum, zero } from "../../worked/second-route.js";

/** Mechanism 7.1 a second time, from its text, in fractions. */

/** e^{ε/(M|O|)}. */
export const vcgBases: readonly Fraction[] = ["11/10", "2", "5"].map((text) => new Fraction(text));

/** Pr[λ_1 − λ_0 = x]: Σ_k a^{|k| + |k + x|} by its three geometric parts, over ((1 + a)/(1 − a))². */
export function differenceMass(a: Fraction, x: number): Fraction {
  const size = Math.abs(x);
  const tail = one.div(one.sub(a.mul(a)));
  const parts = [tail, new Fraction(size), tail.mul(a).mul(a)];
  const share = one.sub(a).div(one.add(a));
  return share.mul(share).mul(powerOf(a, size)).mul(sum(parts));
}

/** What one report leads to at values W_o: o* and the released gaps. */
export function worldAt(values: readonly number[], report: readonly number[], maximum: number) {
  const noisy = values.map((value, o) => new Fraction(value + report[o]!).add(new Fraction(o, values.length)));
  const chosen = noisy.reduce((best, value, o) => (value.gt(noisy[best]!) ? o : best), 0);
  const released = noisy
    .map((value, o) => ({ o, gap: noisy[chosen]!.sub(value) }))
    .filter(({ gap }) => gap.lte(maximum));
  const pays = (by: readonly number[]): Fraction =>
    released.map(({ o, gap }) => new Fraction(by[chosen]! - by[o]!).sub(gap)).reduce((x, y) => (x.gt(y) ? x : y));
  const text = released.map(({ o, gap }) => `${o}:${gap.toFraction()}`).join(" ");
  return { chosen, released, pays, text };
}

/** Both worlds of two alternatives at every D = λ_1 − λ_0 that tells them apart, beside others' sums that differ by `lead`. */
export function twoWorlds(
  truth: readonly number[],
  lie: readonly number[],
  lead: number,
  maximum: number,
  base: Fraction,
) {
  const a = one.div(base);
  const reach = 3 * maximum + 3;
  const rows = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach).map((d) => ({
    mass: differenceMass(a, d - lead),
    honest: worldAt([0, d], truth, maximum),
    dishonest: worldAt([0, d], lie, maximum),
  }));
  type Row = (typeof rows)[number];
  const mean = (value: (row: Row) => Fraction): Fraction => sum(rows.map((row) => row.mass.mul(value(row))));
  const when = (event: (row: Row) => boolean): Fraction => mean((row) => (event(row) ? one : zero));
  const gain = (last: (row: Row) => Fraction): Fraction =>
    mean((row) =>
      new Fraction(truth[row.honest.chosen]! - truth[row.dishonest.chosen]!).sub(row.honest.pays(truth)).add(last(row)),
    );
  // Beyond the rows both reports lead to one outcome with nothing released.
  const net = new Map<string, Fraction>();
  for (const { mass, honest, dishonest } of rows) {
    const [x, y] = [`${honest.chosen} ${honest.text}`, `${dishonest.chosen} ${dishonest.text}`];
    net.set(x, (net.get(x) ?? zero).add(mass));
    net.set(y, (net.get(y) ?? zero).sub(mass));
  }
  return {
    changes: when(({ honest, dishonest }) => honest.chosen !== dishonest.chosen),
    onlyInformation: when(
      ({ honest, dishonest }) => honest.chosen === dishonest.chosen && honest.text !== dishonest.text,
    ),
    gain: gain(({ dishonest }) => dishonest.pays(lie)),
    gainLiteral: gain(({ honest }) => honest.pays(lie)),
    difference: sum([...net.values()].filter((x) => x.gt(zero))),
  };
}

/** Reports of others whose sums differ by `lead`. */
export const leading = (lead: number): readonly Json[] =>
  Array.from({ length: Math.abs(lead) }, () => (lead > 0 ? [0, 1] : [1, 0]));

/** What `check` says of player 0. */
export function checkVcg(
  claim: Claim,
  at: { outcomes: number; maximum: number; reports: readonly Json[]; base?: Fraction },
  choices: JsonObject,
  switches: Switches,
): Check {
  const { outcomes, maximum, reports, base = new Fraction(2) } = at;
  const instance = {
    mechanism: "cckmv/noisy-vcg",
    parameters: { epsilon: { times: `${outcomes * maximum}`, log: base.toFraction() } },
    environment: { outcomes, maximum },
    reports,
  };
  return claim.check({ instance, choices: { player: 0, ...choices } }, switches);
}

/** A side as a fraction. */
export const sideOf = (side: Check["left"]): Fraction => {
  if (side === "infinity" || !("numerator" in side)) throw new RangeError("sideOf: expected a rational");
  return new Fraction(side.numerator, side.denominator);
};

/** Truths, lies and leads of the others to try, for M = 1 and 2. */
export const trials = [1, 2].flatMap((maximum) =>
  [-3, 0, 2].flatMap((lead) =>
    typesOf(2, maximum).flatMap((truth) =>
      typesOf(2, maximum)
        .filter((lie) => lie.includes(0) && truth.includes(0) && lie.join() !== truth.join())
        .map((lie) => ({ maximum, lead, truth, lie })),
    ),
  ),
);

/** {0..M}^O. */
export function typesOf(outcomes: number, maximum: number): readonly (readonly number[])[] {
  if (outcomes === 0) return [[]];
  return typesOf(outcomes - 1, maximum).flatMap((type) => Array.from({ length: maximum + 1 }, (_, u) => [...type, u]));
}
