import Fraction from "fraction.js";
import { beforeAll, describe, expect, it } from "vitest";
import { reachedPairs } from "../../../properties/cckmv/reached-pairs.js";
import {
  facilityRational,
  facilityStandard,
  facilityTruthful,
  type Theorem63,
} from "../../../properties/cckmv/theorem-6.3.js";
import type { Claim } from "../../../src/claim/claim.js";
import type { ReadingResult } from "../../../src/claim/result.js";
import type { Counterexample } from "../../../src/verdict/counterexample.js";
import { med, medianByRecursion, recursion, released } from "../../mechanisms/median-route.js";
import { alwaysFirst, noiseOfStep, separate, unmoved } from "./broken-medians.js";
import { boundAt } from "./by-hand.js";
import { decided, only } from "./decided.js";

const claims = { universal: facilityTruthful, ir: facilityRational, standard: facilityStandard } as const;
const results = new Map<keyof typeof claims, ReadonlyMap<string, ReadingResult>>();
const withoutCorners = (claim: Claim): Claim => ({ ...claim, corners: [] });

beforeAll(async () => {
  for (const [name, claim] of Object.entries(claims)) {
    const all = claim() as Claim;
    // The gate decides all of them.
    const chosen = all.readings.filter(({ name: reading }) => !/R[13]|R0.N[134]|cost|finite|closed|N1/.test(reading));
    results.set(name as keyof typeof claims, await decided(withoutCorners({ ...all, readings: chosen })));
  }
}, 60_000);

const everyReading = (): readonly [keyof typeof claims, ReadingResult][] =>
  [...results].flatMap(([name, readings]) => [...readings.values()].map((reading) => [name, reading] as const)) as [
    keyof typeof claims,
    ReadingResult,
  ][];

describe("Theorem 6.3", () => {
  it("stands for nondecreasing F where condition (2) has the pairs with o = θ_i, and falls otherwise", () => {
    for (const [name, { switches, verdict, name: reading }] of everyReading()) {
      const pairs = name === "standard" || switches.condition === "R2" || switches.condition === "R3";
      const same = name === "universal" || switches.absence === "N1" || switches.absence === "N2";
      const stands = pairs && same && switches.bound === "monotone";
      expect(verdict, `${name} ${reading}`).toBe(stands ? "proved for all epsilon" : "refuted");
    }
  });

  it("is repaired in every fallen reading, by changes that are all needed", () => {
    for (const [name, { verdict, repair, name: reading }] of everyReading()) {
      if (verdict !== "refuted") continue;
      expect(repair?.verdict, `${name} ${reading}`).toBe("proved for all epsilon");
      expect(repair!.necessary.map(({ without }) => without)).toEqual(repair!.changes);
    }
    const changesOf = (name: keyof typeof claims, reading: RegExp) =>
      [...results.get(name)!].find(([key]) => reading.test(key))![1].repair!.changes;
    expect(changesOf("universal", /^R0/)).toEqual(["o = θ_i in condition (2)", "F nondecreasing"]);
    expect(changesOf("ir", /^R2\+N3\+any/)).toEqual(["U^priv ≥ 0"]);
    expect(changesOf("ir", /^R2\+N4\+any/)).toEqual(["F nondecreasing", "U^out ≥ F"]);
    expect(changesOf("standard", /^N2\+any/)).toEqual(["F nondecreasing"]);
  });
});

/** The law of every report by the recursion, x_o, and the pairs that small noises reach. */
function byHand(counterexample: Counterexample) {
  const { instance, choices } = counterexample as unknown as {
    instance: {
      environment: { locations: string[] };
      reports: (number | null)[];
      parameters: { epsilon: { times: string; log: string } };
    };
    choices: Record<string, unknown> & { truth: number; lie: number | null; player: number; pair?: [number, number] };
  };
  const { times, log } = instance.parameters.epsilon;
  // e^{ε/2} = log^{times/2}, times being even in every exhibit.
  const lambda = new Fraction(log).pow(new Fraction(times).div(-2)) as Fraction;
  const q = instance.environment.locations.length;
  const rest = Array.from(
    { length: q },
    (_, bin) => instance.reports.filter((report, i) => i !== choices.player && report === bin).length,
  );
  const beside = (report: number | null) => rest.map((count, bin) => count + Number(bin === report));
  const f = recursion(lambda);
  const law = (report: number | null) => medianByRecursion(f, beside(report));
  const ratio = (o: number, withNull: boolean) => {
    const all = [...rest.keys(), ...(withNull ? [null] : [])].map((report) => law(report)[o]!);
    return all.reduce((x, y) => (x.gt(y) ? x : y)).div(all.reduce((x, y) => (x.lt(y) ? x : y)));
  };
  const reached = new Set<string>();
  for (const r of noises(q, 3)) {
    reached.add(`${med(released(beside(choices.truth), r))} ${med(released(beside(choices.lie), r))}`);
  }
  return { choices, law, ratio, reached, at: lambda.pow(-2) as Fraction };
}

function* noises(q: number, most: number): Generator<number[]> {
  if (q === 0) yield [];
  else for (const rest of noises(q - 1, most)) for (let k = 0; k <= most; k++) yield [...rest, k];
}

describe("the counterexamples, by the recursion and by trying small noises", () => {
  it("have these sides", () => {
    let seen = 0;
    for (const [, { switches, counterexample }] of everyReading()) {
      if (!counterexample) continue;
      const { choices, law, ratio, reached } = byHand(counterexample);
      const U = (choices.outcomeUtility as string[]).map((u) => new Fraction(u));
      const priv = (o: number) => {
        const sign = new Fraction((choices.privacySigns as Record<string, string>)[o] ?? 0);
        return sign.equals(0) ? sign : boundAt(choices.F as never, ratio(o, switches.absence === "N1")).mul(sign);
      };
      const own = (o: number) => U[o]!.add(priv(o));
      const apart = choices.lie === null && (switches.absence === "N3" || switches.absence === "N4");
      const outer = (o: number) => (apart ? (switches.absence === "N3" ? U[o]! : new Fraction(0)) : own(o));
      const expected = (report: number | null, value: (o: number) => Fraction) =>
        law(report).reduce((sum, p, o) => sum.add(p.mul(value(o))), new Fraction(0));
      const advantage = choices.pair
        ? own(choices.pair[0]).sub(outer(choices.pair[1]))
        : expected(choices.truth, own).sub(expected(choices.lie, outer));
      if (choices.pair) expect(reached.has(choices.pair.join(" "))).toBe(true);
      expect(advantage.lt(0)).toBe(true);
      expect(new Fraction(counterexample.lhs as string).sub(counterexample.rhs as string).equals(advantage)).toBe(true);
      seen++;
    }
    expect(seen).toBeGreaterThan(15);
  });
});

describe("the pairs of one r", () => {
  it("are those that small noises lead to, for every histogram of a few others at up to 4 locations", () => {
    for (const [q, players] of [
      [1, 2],
      [2, 3],
      [3, 2],
      [4, 1],
    ] as const) {
      // One noise that is enough for any bin to be the median.
      const all = [...noises(q, players + 2)];
      for (const g of [...noises(q, players)].filter((h) => h.reduce((x, y) => x + y) <= players)) {
        const medians = [...g.keys(), null].map((report) =>
          all.map((r) =>
            med(
              released(
                g.map((count, bin) => count + Number(bin === report)),
                r,
              ),
            ),
          ),
        );
        for (const [i, truth] of [...g.keys(), null].entries()) {
          for (const [j, lie] of [...g.keys(), null].entries()) {
            if (truth === lie) continue;
            const tried = new Set(all.map((_, k) => `${medians[i]![k]} ${medians[j]![k]}`));
            const ruled = reachedPairs(g, truth, lie).map(([o, p]) => `${o} ${p}`);
            expect(ruled.sort(), `${g} ${truth} ${lie}`).toEqual([...tried].sort());
          }
        }
      }
    }
  });
});

const verdictOf = async (claim: (of: Theorem63) => Claim, reading: string, of: Theorem63) =>
  (await decided(withoutCorners(only(reading, claim(of) as Claim)))).get(reading)!.verdict;

describe("near misses", () => {
  const truthful = facilityTruthful as (of: Theorem63) => Claim;
  const rational = facilityRational as (of: Theorem63) => Claim;
  const standard = facilityStandard as (of: Theorem63) => Claim;
  const signed = "R2+two-signed+monotone+universal+arbitrary+limit+extended+open";
  const cost = "R2+cost+monotone+universal+arbitrary+limit+extended+open";
  const absent = "R2+N2+monotone+two-signed+coin+arbitrary+limit+extended+open";
  const plain = "N2+monotone+two-signed+coin+limit+extended+open";

  it("are rejected: noise that decays twice as fast, and F(e^ε) in the place of 2F(e^ε)", async () => {
    for (const [claim, reading] of [
      [truthful, signed],
      [rational, absent],
      [standard, plain],
    ] as const) {
      expect(await verdictOf(claim, reading, { format: noiseOfStep(1n, 1n) })).toBe("refuted");
      expect(await verdictOf(claim, reading, { constant: 1n })).toBe("refuted");
    }
  });

  it("pass F(e^ε) where privacy is a cost: there 1 is enough", async () => {
    expect(await verdictOf(truthful, cost, { constant: 1n })).toBe("proved for all epsilon");
  });

  it("pass under the printed condition where nothing is ever chosen but the first location", async () => {
    const literal = facilityTruthful().readings[0]!.name;
    expect(await verdictOf(truthful, literal, { format: alwaysFirst })).toBe("proved for all epsilon");
  });

  it("notice a coupling that is not that of one r: decided to fail where the check holds, or to hold where it fails", async () => {
    await expect(verdictOf(truthful, signed, { format: separate })).rejects.toThrow("its check holds there");
    const literal = facilityTruthful().readings[0]!.name;
    const still = (await decided(withoutCorners(only(literal, truthful({ format: unmoved }))))).get(literal)!;
    expect([still.verdict, (still.evidence.enumerated as { failing: number }).failing]).toEqual(["refuted", 0]);
  });
});
