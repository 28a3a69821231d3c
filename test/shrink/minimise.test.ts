import { describe, expect, it } from "vitest";
import type { ElectionCase } from "../../properties/cckmv/elections.js";
import { electionPrivate } from "../../properties/cckmv/fact-4-dp.js";
import { proposition431 } from "../../properties/cckmv/proposition-4.3.js";
import { theorem42 } from "../../properties/cckmv/theorem-4.2.js";
import type { Check, Claim, Example } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import { InputError } from "../../src/instance/input-error.js";
import { decideClaim } from "../../src/search/campaign.js";
import { compareExamples, fewestPlayers, minimise, movesOf } from "../../src/search/minimise.js";
import { violates } from "../../src/search/score.js";
import type { Counterexample } from "../../src/verdict/counterexample.js";
import { canonical } from "../../src/verdict/json.js";

const seeds = Array.from({ length: 12 }, (_, i) => i + 1);

/** A check of which illegal examples are no violations. */
const checkOf =
  (claim: Claim<ElectionCase>, switches: Switches) =>
  (example: Example): Check | undefined => {
    try {
      return claim.check(example, switches);
    } catch (error) {
      if (error instanceof InputError) return undefined;
      throw error;
    }
  };

/** The minimum below the first random violation of each seed; found once for each claim. */
function minimaFromRandom(claim: Claim<ElectionCase>): readonly Example[] {
  const [{ switches }] = claim.readings as [Reading];
  const check = checkOf(claim, switches);
  const minima =
    known.get(claim) ??
    seeds.map((seed) => {
      const start = firstOf([15, 150], (count) =>
        claim.draw!(switches)
          .sample(seed, count)
          .find((example) => {
            const checked = check(example);
            return checked !== undefined && violates(checked);
          }),
      );
      expect(start, `seed ${seed} draws a violation`).toBeDefined();
      return minimise(start!, check, movesOf(claim as Claim, claim.readings[0]!));
    });
  known.set(claim, minima);
  return minima;
}

/** The first image that there is. */
function firstOf<V, W>(values: readonly V[], image: (value: V) => W | undefined): W | undefined {
  for (const value of values) {
    const found = image(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

const known = new Map<Claim<ElectionCase>, readonly Example[]>();

/** Voters, then the size of the parameters, then of the choices: the ranks that come before the text in the canonical order. */
const ranks = ({ instance, choices }: Example): readonly number[] => [
  (instance.reports as readonly unknown[]).length,
  sizeOf(instance.parameters),
  sizeOf(choices),
];

/** 1 for everything there is, and |p| + q for a number p/q. */
function sizeOf(value: unknown): number {
  if (typeof value === "object" && value !== null) {
    return Object.values(value).reduce((total: number, entry) => total + sizeOf(entry), 1);
  }
  const match = typeof value === "string" ? /^(-?\d+)(?:\/(\d+))?$/.exec(value) : null;
  return match ? Math.abs(Number(match[1])) + Number(match[2] ?? 1) : 1;
}

const isLess = (x: readonly number[], y: readonly number[]): boolean => {
  const first = x.findIndex((rank, i) => rank !== y[i]);
  return first >= 0 && x[first]! < y[first]!;
};

const distinct = (examples: readonly Example[]): readonly Example[] => [
  ...new Map(examples.map((example) => [canonical([example.instance, example.choices]), example])).values(),
];

const only = (claim: Claim<ElectionCase>, name: string): Claim<ElectionCase> => {
  const reading = claim.readings.find((candidate) => candidate.name.startsWith(name))!;
  return { ...claim, readings: [{ ...reading, literal: true }] };
};

/** The canonical counterexample of a claim with one reading, at the gate, with few draws; repairs left out. */
async function canonicalOf(whole: Claim<ElectionCase>, seed: number): Promise<Counterexample> {
  const found = decided.get(whole)?.[seed];
  if (found) return found;
  const { repair: _, ...claim } = whole;
  const few: Claim<ElectionCase> = { ...claim, domain: (...at) => ({ ...claim.domain(...at), draws: 12 }) };
  const { counterexample } = (await decideClaim(few as Claim, { budget: "gate", seed })).result;
  decided.set(whole, { ...decided.get(whole), [seed]: counterexample! });
  return counterexample!;
}

const decided = new Map<Claim<ElectionCase>, Readonly<Record<number, Counterexample>>>();

const reportsOf = ({ instance }: Example): readonly unknown[] => instance.reports as readonly unknown[];
const logOf = ({ instance }: Example): unknown =>
  ((instance.parameters as Record<string, unknown>).epsilon as Record<string, unknown>).log;

const claims: readonly Claim<ElectionCase>[] = [
  only(theorem42(), "universal+two-signed+any+limit+extended+open"),
  only(theorem42(), "universal+cost+any+limit+extended+open"),
  only(proposition431(), "real"),
  only(electionPrivate(), "replace"),
];

describe("the canonical counterexample", () => {
  for (const claim of claims) {
    const [reading] = claim.readings;
    const name = `${claim.id} (${reading!.name})`;

    it(`of ${name} is the same for every seed, has one voter, e^ε = 2, and cannot be made smaller`, async () => {
      const found = await Promise.all(seeds.filter((seed) => seed <= 3).map((seed) => canonicalOf(claim, seed)));
      expect(distinct(found).length).toBe(1);
      expect([reportsOf(found[0]!).length, logOf(found[0]!)]).toEqual([1, "2"]);
      expect(
        distinct([found[0]!, minimise(found[0]!, checkOf(claim, reading!.switches), movesOf(claim as Claim, reading!))])
          .length,
      ).toBe(1);
    });

    it(`of ${name} ranks no higher than what any random start is brought to, and every end violates the claim`, async () => {
      const least = ranks(await canonicalOf(claim, 1));
      const check = checkOf(claim, reading!.switches);
      for (const minimum of distinct(minimaFromRandom(claim))) {
        expect(isLess(ranks(minimum), least)).toBe(false);
        expect(violates(check(minimum)!)).toBe(true);
      }
    });
  }
});

describe("random starts of the minimiser", () => {
  for (const claim of claims) {
    it(`end in the canonical counterexample to ${claim.id} (${claim.readings[0]!.name}), whatever the seed`, async () => {
      const { instance, choices } = await canonicalOf(claim, 1);
      const minima = distinct(minimaFromRandom(claim));
      expect(minima.map((minimum) => compareExamples(minimum, { instance, choices }))).toEqual([0]);
    });
  }
});

describe("players that do not report", () => {
  const question = (players: number, valuations: readonly (readonly number[])[]): Example => ({
    instance: { environment: { players, valuations: valuations.map((list) => [...list]) }, reports: [] },
    choices: {},
  });

  it("count: a question with fewer of them is smaller, whatever else it has", () => {
    const [two, three] = [question(2, [[0, 9, 9, 9], [0, 9, 9, 9]]), question(3, [[0], [0], [0]])]; // biome-ignore format: one line
    expect(compareExamples(two, three)).toBe(-1);
    expect(fewestPlayers([three, two])).toEqual([two]);
  });

  it("are as many as report where the environment does not say", () => {
    const reported = (...reports: readonly string[]): Example => ({ instance: { reports: [...reports] }, choices: {} });
    expect(fewestPlayers([reported("A", "B"), reported("A")])).toEqual([reported("A")]);
  });
});
