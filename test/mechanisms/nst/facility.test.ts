import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { profileOf } from "../../../src/game/profile.js";
import { loadInstance } from "../../../src/instance/index.js";
import { toJson } from "../../../src/instance/output.js";
import { type FacilityEnvironment, facilityGrid } from "../../../src/mechanisms/nst/facility.js";
import { facilitySets, lawBySet, setLaw, tuplesByDistance } from "../../../src/mechanisms/nst/facility-sets.js";
import { loc1 } from "../../../src/mechanisms/nst/loc1.js";
import { loc2 } from "../../../src/mechanisms/nst/loc2.js";
import { randomDictator } from "../../../src/mechanisms/nst/random-dictator.js";
import { integers } from "../../../src/number/integer.js";
import { rational } from "../../../src/number/rational.js";
import { measure } from "../../../src/questions/index.js";
import { printedLaw } from "../hk/printed.js";
import { chancesOf, replaced, texts } from "../second-route.js";
import {
  adjacentChances,
  dictatedCounts,
  expectedUtility,
  exponentialChances,
  type FacilityWorld,
  facilityWorlds,
  mixtureEntries,
  nearestOf,
  numbers,
  partsOf,
  setEntries,
  totalDistance,
  tuplesOf,
  uniformChances,
  utilityOf,
} from "./facility-route.js";

const environmentOf = ({ m, K, reports }: FacilityWorld): FacilityEnvironment =>
  facilityGrid({ n: reports.length, m, K });

const instanceOf = (mechanism: string, world: FacilityWorld, parameters: object = {}) => {
  const { epsilon, d, q, environment, reports } = partsOf(world);
  return { mechanism, parameters: { epsilon, d, q, ...parameters }, environment, reports };
};

// biome-ignore lint/suspicious/noExplicitAny: JSON that the tests look into.
const quantitiesOf = (json: unknown, only: readonly string[]): any =>
  (toJson(measure(loadInstance(json), only)) as { readonly quantities: unknown }).quantities;

describe.each(facilityWorlds)("facility location: %s", (_, world) => {
  it("has the utilities, the nearest facility and the average distance of the definition", () => {
    const environment = environmentOf(world);
    tuplesOf(world).forEach((tuple, s) => {
      expect(environment.locations(s)).toEqual([...new Set(tuple)].sort((x, y) => x - y));
      expect(environment.score(world.reports, s)).toBe(BigInt(-totalDistance(tuple, world.reports)));
      world.reports.forEach((from, player) => {
        expect(environment.selection(world.reports, player, s)).toBe(nearestOf(tuple, from));
        for (const reaction of numbers(world.m + 1)) {
          const utility = new Fraction(
            environment.utility(world.reports, player, s, reaction),
            environment.utilityGrid,
          );
          expect(utility.equals(utilityOf(world.m, from, tuple, reaction))).toBe(true);
        }
      });
    });
    expect(environment.alternatives).toBe(tuplesOf(world).length);
  });

  it("nst/loc1 and nst/loc2: law, law by sets and the same mixtures with P told", () => {
    for (const [mechanism, P, chances] of [
      ["nst/loc1", "uniform", uniformChances(world)],
      ["nst/loc2", "adjacent", adjacentChances(world)],
    ] as const) {
      const distribution = mixtureEntries(world, chances);
      const found = printedLaw(instanceOf(mechanism, world));
      expect(found.distribution).toEqual(distribution);
      expect(found.bySet).toEqual(setEntries(world));
      const mixed = printedLaw(instanceOf("nst/mixture", world, { P }));
      expect(mixed).toEqual({ ...found, mechanism: "nst/mixture" });
    }
  });

  it("nst/loc1 and nst/loc2: what players and the planner expect, and the best lie", () => {
    for (const [mechanism, P] of [
      ["nst/loc1", uniformChances(world)],
      ["nst/loc2", adjacentChances(world)],
    ] as const) {
      const only = ["expectedObjective", "expectedUtilities", "bestLie"];
      const found = quantitiesOf(instanceOf(mechanism, world), only);
      const utilities = world.reports.map((from, player) => expectedUtility(world, P, player, from));
      expect(found.expectedUtilities.value).toEqual(utilities.map((u) => u.toFraction()));
      const mean = utilities.reduce((x, y) => x.add(y)).div(utilities.length);
      expect(found.expectedObjective.value).toBe(mean.toFraction());
      const gains = world.reports.flatMap((from, player) =>
        numbers(world.m + 1)
          .filter((lie) => lie !== from)
          .map((lie) => {
            const lying = { ...world, reports: replaced(world.reports, player, lie) };
            return expectedUtility(lying, P, player, from).sub(utilities[player]!);
          }),
      );
      const most = gains.reduce((x, y) => (x.compare(y) >= 0 ? x : y));
      expect(found.bestLie.gain).toBe(most.toFraction());
    }
  });

  it("nst/random-dictator: the first favourite of every player, free and imposed", () => {
    const { environment, reports } = partsOf(world);
    const tuples = tuplesOf(world);
    for (const imposed of [false, true]) {
      const { distribution, bySet } = printedLaw({
        mechanism: "nst/random-dictator",
        parameters: { imposed },
        environment,
        reports,
      });
      const expected = [...dictatedCounts(world)].map(([alternative, count]) => ({
        outcome: {
          alternative,
          imposed: imposed ? reports.map((from) => nearestOf(tuples[alternative]!, from)) : null,
        },
        probability: new Fraction(count, reports.length).toFraction(),
      }));
      expect(distribution).toEqual(expected);
      expect(bySet).toBeNull();
    }
  });

  it("counts the tuples of each total distance", () => {
    const counts = new Map<number, bigint>();
    for (const tuple of tuplesOf(world)) {
      const distance = totalDistance(tuple, world.reports);
      counts.set(distance, (counts.get(distance) ?? 0n) + 1n);
    }
    const histogram = numbers(world.m + 1).map((k) => world.reports.filter((from) => from === k).length);
    const found = tuplesByDistance(facilitySets(world.K, histogram));
    expect([...found].sort(([x], [y]) => x - y)).toEqual([...counts].sort(([x], [y]) => x - y));
  });
});

const middle: FacilityWorld = {
  ...facilityWorlds.find(([name]) => name === "at midpoints")![1],
  q: new Fraction(1, 2),
};

/** The laws of LOC1 and LOC2 without the parts of an instance, as text. */
const lawTexts = (environment: FacilityEnvironment): readonly (readonly string[])[] =>
  [loc1, loc2].map(({ law }) =>
    texts(chancesOf(law(integers(7n, 3n), { d: rational(3n, 2n), q: rational(1n, 2n) }, environment, profileOf(middle.reports)))),
  ); // biome-ignore format: one line

describe("broken facility location is caught", () => {
  const good = environmentOf(middle);
  const expected = [uniformChances(middle), adjacentChances(middle)].map((P) =>
    mixtureEntries(middle, P)
      .map(({ outcome, probability }) => `${JSON.stringify(outcome)} ${probability}`)
      .sort(),
  );

  it("passes the good one", () => {
    expect(lawTexts(good)).toEqual(expected);
  });

  it.each<readonly [string, Partial<FacilityEnvironment>]>([
    ["to the right facility of two", { selection: (t, i, s) => mirrored(good, t, i, s) }],
    ["to the first facility", { selection: (_, __, s) => good.locations(s)[0]! }],
    ["the distance added", { score: (t, s) => -good.score(t, s) }],
    ["uniform for adjacent", { adjacent: good.adjacent.map(() => rational(1n, 25n)) }],
    ["one pair too few", { adjacent: good.adjacent.map((p, s) => (s === 1 ? rational(0n) : s === 0 ? rational(1n, 4n) : p)) }], // biome-ignore format: one line
  ])("%s", (_, fault) => {
    expect(lawTexts({ ...good, ...fault })).not.toEqual(expected);
  });

  it("and a dictator who takes the last favourite", () => {
    const last: typeof randomDictator.lottery = (R, chosen, environment, announced) => {
      const turned = { ...environment, utility: reversed(environment), selection: (t: readonly number[], i: number, s: number) => environment.selection(t, i, environment.alternatives - 1 - s) }; // biome-ignore format: one line
      const { free, imposed, total } = randomDictator.lottery(R, chosen, turned, announced);
      const back = (draws: typeof free) =>
        draws.map((draw) => ({ ...draw, alternative: environment.alternatives - 1 - draw.alternative }));
      return { free: back(free), imposed: back(imposed), total };
    };
    const alternatives = (lottery: typeof last) =>
      lottery(integers(1n, 1n), { imposed: false }, good, middle.reports)
        .free.map(({ alternative }) => alternative)
        .sort((x, y) => x - y);
    expect(alternatives(randomDictator.lottery)).toEqual([...dictatedCounts(middle).keys()]);
    expect(alternatives(last)).not.toEqual([...dictatedCounts(middle).keys()]);
  });
});

const mirrored = (environment: FacilityEnvironment, types: readonly number[], player: number, s: number): number => {
  const away = (k: number) => Math.abs(k - types[player]!);
  return [...environment.locations(s)].sort((x, y) => away(x) - away(y) || y - x)[0]!;
};
const reversed =
  (environment: Pick<FacilityEnvironment, "utility" | "alternatives">) =>
  (types: readonly number[], player: number, s: number, reaction: number): bigint =>
    environment.utility(types, player, environment.alternatives - 1 - s, reaction);

describe("the law by sets", () => {
  it("is that of the tuples at a profile", () => {
    const { entries, total } = lawBySet(integers(7n, 3n), environmentOf(middle), middle.reports);
    const found = entries.map(({ outcome, weight }) => ({
      outcome: [...outcome],
      probability: new Fraction(weight, total).toFraction(),
    }));
    expect(found).toEqual(setEntries(middle));
  });

  it("works from counts, for 10000 players", () => {
    const counts = [4000, 0, 1000, 5000];
    const reports = counts.flatMap((count, k) => Array.from({ length: count }, () => k));
    // 2^−distance: too long for fractions, so exponents are compared.
    const sets = facilitySets(2, counts);
    for (const { locations, distance, tuples } of sets) {
      expect(distance).toBe(totalDistance(locations, reports));
      expect(tuples).toBe(locations.length === 1 ? 1n : 2n);
    }
    expect(sets).toHaveLength(10);
    const { entries, total } = setLaw(integers(2n, 1n), 2, counts);
    expect(entries.reduce((sum, { weight }) => sum + weight, 0n)).toBe(total);
    const least = Math.min(...sets.map(({ distance }) => distance));
    const most = Math.max(...sets.map(({ distance }) => distance));
    entries.forEach(({ weight }, i) => {
      const { distance, tuples } = sets[i]!;
      expect(weight).toBe(tuples * 2n ** BigInt(most - distance));
    });
    expect(totalDistance([0, 3], reports)).toBe(least);
  });

  it("a wrong number of surjections is seen", () => {
    const world = facilityWorlds.find(([name]) => name === "three of them")![1];
    const subsets = setEntries(world).map(({ outcome }) => world.base.pow(-totalDistance(outcome, world.reports))!);
    const total = subsets.reduce((x, y) => x.add(y));
    const unweighted = subsets.map((weight) => weight.div(total).toFraction());
    expect(unweighted).not.toEqual(setEntries(world).map(({ probability }) => probability));
    expect(exponentialChances(world).reduce((x, y) => x.add(y)).equals(1)).toBe(true); // biome-ignore format: one line
  });
});

it("prints no law by sets without a rational epsilon", () => {
  const world: FacilityWorld = { ...middle, q: new Fraction(1) };
  const { environment, reports } = partsOf(world);
  expect(printedLaw({ mechanism: "nst/loc1", parameters: { q: 1 }, environment, reports }).bySet).toBeNull();
  const committed = printedLaw({ mechanism: "nst/commitment", parameters: { P: "adjacent" }, environment, reports });
  expect(committed.bySet).toBeNull();
  expect(committed.distribution).toEqual(mixtureEntries(world, adjacentChances(world)));
  const exponential = printedLaw({
    mechanism: "nst/exponential",
    parameters: { epsilon: partsOf(world).epsilon, d: partsOf(world).d },
    environment,
    reports,
  });
  expect(exponential.bySet).toEqual(setEntries(world));
  expect(exponential.distribution).toEqual(mixtureEntries({ ...world, q: new Fraction(0) }, adjacentChances(world)));
});

it.each(["nst/loc1", "nst/loc2"])("%s: what is printed loads as the same instance", (mechanism) => {
  const { instance } = loadInstance(instanceOf(mechanism, middle));
  expect(loadInstance(instance.print()).instance.print()).toEqual(instance.print());
});
