import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { type Asked, differences } from "./compared.js";
import {
  alternativesOf,
  type Direct,
  externalityPriceOf,
  indices,
  lists,
  one,
  posterior,
  posteriorPriceOf,
  profilesOf,
  type Row,
  signalsOf,
  sum,
  valuePriceOf,
  type World,
  zero,
} from "./direct-route.js";
import { countsOf, environmentOf, groupsOf, inGroups, type Size, texts, worlds } from "./worlds.js";

/** The six mechanisms against their definitions, profile by profile; the instances are printed by the program's commands. */

const sizes: readonly Size[] = [
  [1, 2, 2, 1, 2],
  [2, 1, 3, 2, 2],
  [2, 2, 1, 2, 2],
  [2, 2, 2, 1, 1],
  [2, 2, 2, 2, 3],
  [2, 2, 2, 3, 4],
  [2, 3, 2, 2, 2],
  [3, 2, 3, 2, 2],
  [3, 3, 3, 2, 2],
  [4, 2, 2, 1, 3],
];
const tiny: readonly Size[] = [
  [2, 2, 2, 2, 2],
  [2, 3, 2, 2, 2],
  [2, 2, 3, 1, 2],
  [3, 2, 2, 2, 3],
];

const ties = ["first", "last", "uniform"] as const;

const withProfile = (arbitrary: fc.Arbitrary<World>) =>
  arbitrary.chain((world) => fc.record({ world: fc.constant(world), profile: fc.constantFrom(...profilesOf(world)) }));

const reported = (mechanism: string, parameters: object, world: World, profile: readonly number[]): Asked => ({
  instance: { mechanism: `basu/${mechanism}`, parameters, environment: environmentOf(world), reports: profile },
  profile,
});

/** The reports by groups, as counts. */
function counted(mechanism: string, parameters: object, world: World, profile: readonly number[]): Asked {
  const counts = world.utilities.map((_, u) =>
    countsOf(
      world,
      profile.filter((__, i) => world.players[i] === u),
    ),
  );
  return {
    instance: {
      mechanism: `basu/${mechanism}`,
      parameters,
      environment: environmentOf(world, true),
      reports: { counts },
    },
    profile,
    grouped: true,
  };
}

describe("mechanisms that are defined for all populations", () => {
  const families = [
    ["posterior-price", posteriorPriceOf],
    ["single-object", posteriorPriceOf],
    ["budget-balance", posteriorPriceOf],
    ["externality-price", externalityPriceOf],
  ] as const;

  it.each(families)("basu/%s with each tie, by players", async (name, route) => {
    for (const tie of ties) {
      await fc.assert(
        fc.asyncProperty(withProfile(worlds(sizes)), async ({ world, profile }) => {
          expect(await differences(world, route(world, tie), reported(name, { tie }, world, profile))).toEqual([]);
        }),
        { numRuns: name.endsWith("price") ? 25 : 6, seed: 1 },
      );
    }
  });

  it.each(families)("basu/%s by groups, every rule tried for the best revenue", async (name, route) => {
    const grouped = worlds(tiny)
      .map(inGroups)
      .filter((world) => groupsOf(world).every((size) => size > 0));
    await fc.assert(
      fc.asyncProperty(withProfile(grouped), fc.constantFrom(...ties), async ({ world, profile }, tie) => {
        const asked = { ...counted(name, { tie }, world, profile), everyRule: true };
        expect(await differences(world, route(world, tie), asked)).toEqual([]);
      }),
      { numRuns: name.endsWith("price") ? 20 : 4, seed: 2 },
    );
  });

  it("worlds in which alternatives tie at some posterior were among them", () => {
    const tying = fc
      .sample(worlds(sizes), { numRuns: 100, seed: 1 })
      .filter((world) => profilesOf(world).some((profile) => posteriorPriceOf(world, "uniform")(profile).length > 1));
    expect(tying.length).toBeGreaterThan(15);
  });
});

const lottery = (length: number): fc.Arbitrary<Row> =>
  fc
    .array(fc.nat(3), { minLength: length, maxLength: length })
    .filter((weights) => weights.some((weight) => weight > 0))
    .map((weights) => {
      const parts = weights.map((weight) => new Fraction(weight));
      return parts.map((part) => part.div(sum(parts)));
    });

/** One entry a key; `keys` of a profile tells where it looks. */
const entries = <T>(keys: readonly string[], entry: fc.Arbitrary<T>): fc.Arbitrary<ReadonlyMap<string, T>> =>
  fc.array(entry, { minLength: keys.length, maxLength: keys.length }).map((list) => new Map(keys.map((key, i) => [key, list[i]!]))); // biome-ignore format: one line

const countKeys = (world: World): readonly string[] => [
  ...new Set(profilesOf(world).map((profile) => countsOf(world, profile).join())),
];

/** An alternative where the rule is certain, now and then, else its probabilities. */
const printedRule = (rule: ReadonlyMap<string, Row>): object =>
  Object.fromEntries(
    [...rule].map(([key, chances]) => {
      const sure = chances.findIndex((chance) => chance.equals(1));
      return [key, sure >= 0 && key.startsWith("0") ? sure : texts(chances)];
    }),
  );

describe("mechanisms that are listed", () => {
  it.each([
    [
      "deterministic",
      (alternatives: number) =>
        fc.nat(alternatives - 1).map((a) => indices(alternatives).map((b) => (a === b ? one : zero))),
    ],
    ["random", lottery],
  ] as const)("basu/value-price with %s rules", async (_, entry) => {
    const cases = withProfile(worlds(sizes)).chain((given) =>
      fc.record({
        given: fc.constant(given),
        rule: entries(countKeys(given.world), entry(alternativesOf(given.world).length)),
      }),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ({ given: { world, profile }, rule }) => {
        const direct = valuePriceOf(world, (at) => rule.get(countsOf(world, at).join())!);
        expect(await differences(world, direct, reported("value-price", { rule: printedRule(rule) }, world, profile))).toEqual([]); // biome-ignore format: one line
      }),
      { numRuns: 25, seed: 3 },
    );
  });

  /** A table with payments for every alternative; `seats` payments each. */
  const tables = (keys: readonly string[], alternatives: number, seats: number) =>
    entries(
      keys,
      fc.record({
        chances: lottery(alternatives),
        payments: fc.array(
          fc.array(
            fc.integer({ min: -3, max: 4 }).map((x) => new Fraction(x, 3)),
            { minLength: seats, maxLength: seats },
          ),
          { minLength: alternatives, maxLength: alternatives },
        ),
      }),
    );
  type Table = ReadonlyMap<string, { readonly chances: Row; readonly payments: readonly Row[] }>;

  const printedTable = (table: Table, keyedBy: string): object => {
    const rule = printedRule(new Map([...table].map(([key, { chances }]) => [key, chances])));
    const payments = [...table].map(([key, row]) => {
      const at = (rule as Readonly<Record<string, unknown>>)[key];
      return [key, typeof at === "number" ? texts(row.payments[at]!) : row.payments.map(texts)];
    });
    return { keyedBy, rule, payments: Object.fromEntries(payments) };
  };

  const directOf =
    (
      table: Table,
      key: (profile: readonly number[]) => string,
      seat: (player: number) => number,
      world: World,
    ): Direct =>
    (profile) => {
      const { chances, payments } = table.get(key(profile))!;
      return chances.flatMap((chance, alternative) =>
        chance.equals(0)
          ? []
          : [{ alternative, chance, payments: world.players.map((_, i) => payments[alternative]![seat(i)]!) }],
      );
    };

  it("basu/table by counts, payments by utility", async () => {
    const cases = withProfile(worlds(sizes)).chain((given) =>
      fc.record({
        given: fc.constant(given),
        table: tables(countKeys(given.world), alternativesOf(given.world).length, given.world.utilities.length),
      }),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ({ given: { world, profile }, table }) => {
        const direct = directOf(
          table,
          (at) => countsOf(world, at).join(),
          (i) => world.players[i]!,
          world,
        );
        const asked = reported("table", printedTable(table, "counts"), world, profile);
        expect(await differences(world, direct, asked)).toEqual([]);
      }),
      { numRuns: 25, seed: 4 },
    );
  });

  it.each([false, true])("basu/table by profiles, payments by player, groups: %s", async (grouped) => {
    const cases = withProfile(worlds(sizes).map((world) => (grouped ? inGroups(world) : world))).chain((given) =>
      fc.record({
        given: fc.constant(given),
        table: tables(
          lists(signalsOf(given.world), given.world.players.length).map((profile) => profile.join()),
          alternativesOf(given.world).length,
          given.world.players.length,
        ),
      }),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ({ given: { world, profile }, table }) => {
        const direct = directOf(
          table,
          (at) => at.join(),
          (i) => i,
          world,
        );
        const { instance } = reported("table", printedTable(table, "profile"), world, profile);
        const asked = { instance: { ...instance, environment: environmentOf(world, grouped) }, profile, byPlayer: true, grouped }; // biome-ignore format: one line
        expect(await differences(world, direct, asked)).toEqual([]);
      }),
      { numRuns: 20, seed: 5 },
    );
  });
});

describe("what these comparisons reject", () => {
  const F = (x: string): Fraction => new Fraction(x);
  const world: World = {
    prior: [F("1/3"), F("2/3")],
    likelihood: [[F("3/4"), F("1/4")], [F("2/5"), F("3/5")]],
    utilities: [[[F("2"), F("0")], [F("0"), F("1")]]],
    players: [0, 0, 0],
  }; // biome-ignore format: a table a line
  const asked = reported("posterior-price", {}, world, [0, 1, 1]);

  it("nothing where the definitions are the paper's", async () => {
    expect(await differences(world, posteriorPriceOf(world, "first"), { ...asked, everyRule: true })).toEqual([]);
  });

  it("a posterior that leaves out the last signal", async () => {
    const wrong = posteriorPriceOf(world, "first", (given, profile) => posterior(given, profile.slice(0, -1)));
    expect(await differences(world, wrong, asked)).toEqual(expect.arrayContaining(["distribution", "exAnte", "gains", "welfare"])); // biome-ignore format: one line
  });

  it("payments off by a constant: everything but the gains and the rule", async () => {
    const right = posteriorPriceOf(world, "first");
    const wrong: Direct = (profile) =>
      right(profile).map((draw) => ({ ...draw, payments: draw.payments.map((x) => x.add(1)) }));
    expect(await differences(world, wrong, asked)).toEqual(["distribution", "exAnte", "interim", "revenue"]);
  });

  it("another tie where alternatives tie", async () => {
    const even: World = { ...world, utilities: [[[F("1"), F("1")], [F("1"), F("1")]]] }; // biome-ignore format: one line
    const told = reported("posterior-price", { tie: "last" }, even, [0, 1, 1]);
    expect(await differences(even, posteriorPriceOf(even, "first"), told)).toEqual(["distribution", "exAnte"]);
  });
});
