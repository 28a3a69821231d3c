import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, test } from "vitest";
import { answer } from "../cli/run.js";
import { lists } from "../mechanisms/second-route.js";
import { type Case, checkAll } from "./batch.js";
import { about, collected, type Form, logsOf } from "./forms.js";

type Entry = string | number;
interface Table {
  readonly types: number;
  readonly players: number;
  readonly coins: readonly string[];
  readonly outcome: Readonly<Record<string, readonly Entry[]>>;
}

const zero = new Fraction(0);
const text = (x: Fraction) => x.toFraction();

/** Coins of weight 0 included; the string "1" and the integer 1 are two outcomes. */
const entries: readonly Entry[] = [0, 1, "1", "x", -2];

const tables = fc
  .record({
    types: fc.integer({ min: 1, max: 3 }),
    players: fc.integer({ min: 1, max: 3 }),
    weights: fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 5 }),
    few: fc.subarray([...entries], { minLength: 1, maxLength: 3 }),
  })
  .chain(({ types, players, weights, few }) => {
    const profiles = [...lists(range(types), players)];
    const coin = [...weights, 1];
    const total = coin.reduce((x, y) => x + y);
    const row = fc.array(fc.constantFrom(...few), { minLength: coin.length, maxLength: coin.length });
    return fc.record({
      table: fc.array(row, { minLength: profiles.length, maxLength: profiles.length }).map(
        (rows): Table => ({
          types,
          players,
          coins: coin.map((weight) => text(new Fraction(weight, total))),
          outcome: Object.fromEntries(profiles.map((profile, i) => [profile.join(","), rows[i]!])),
        }),
      ),
      reports: fc.constantFrom(...profiles),
      player: fc.nat({ max: players - 1 }),
    });
  });

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

const same = (x: unknown, y: unknown): boolean => JSON.stringify(x) === JSON.stringify(y);
const rowAt = ({ outcome }: Table, profile: readonly number[]): readonly Entry[] => outcome[profile.join(",")]!;
const withReport = (profile: readonly number[], player: number, report: number): readonly number[] =>
  profile.map((old, i) => (i === player ? report : old));

/** All outcomes in the order in which the table first shows them. */
const outcomesOf = ({ outcome }: Table): Entry[] =>
  Object.values(outcome)
    .flat()
    .filter((entry, i, all) => all.findIndex((other) => same(other, entry)) === i);

/** The probability of the coins r for which `event` holds. */
const chanceOf = ({ coins }: Table, event: (r: number) => boolean): Fraction =>
  coins.reduce((sum, weight, r) => (event(r) ? sum.add(weight) : sum), zero);
const chanceAt = (table: Table, profile: readonly number[], outcome: Entry): Fraction =>
  chanceOf(table, (r) => same(rowAt(table, profile)[r], outcome));

type Ratio = Fraction | "infinity";

/** x_o by trying all pairs of types; undefined where no type can produce the outcome. */
function ratioOf(table: Table, profile: readonly number[], player: number, outcome: Entry): Ratio | undefined {
  const chances = range(table.types).map((type) => chanceAt(table, withReport(profile, player, type), outcome));
  if (chances.every((p) => p.equals(0))) return undefined;
  let most = new Fraction(1);
  for (const p of chances) {
    for (const q of chances) {
      if (q.equals(0) && !p.equals(0)) return "infinity";
      if (!q.equals(0) && p.div(q).gt(most)) most = p.div(q);
    }
  }
  return most;
}

const shown = (ratio: Ratio): string => (ratio === "infinity" ? ratio : text(ratio));
const instanceOf = (environment: Table, reports: readonly number[]) => ({
  mechanism: "cckmv/table",
  environment,
  reports,
});

/** What the question `coupled` answers. */
interface Coupled {
  readonly joint: unknown;
  readonly reachable: unknown;
  readonly pivotal: string;
  readonly SD: string;
  readonly pairRatio: string;
  readonly kl: Form | "infinity";
}

/** Some dozens of tables, the same in every test. */
const drawn = fc.sample(tables, { seed: 5, numRuns: 45 });

describe("random tables, by trying every coin", () => {
  test("law at every profile", async () => {
    const cases: Case[] = [];
    for (const { table } of drawn) {
      for (const profile of lists(range(table.types), table.players)) {
        const expected = outcomesOf(table)
          .map((outcome) => ({ outcome, probability: text(chanceAt(table, profile, outcome)) }))
          .filter(({ probability }) => probability !== "0");
        cases.push({
          instance: instanceOf(table, profile),
          check({ distribution, payments }) {
            expect(distribution).toEqual(expected);
            expect(payments).toBeNull();
          },
        });
      }
    }
    await checkAll("law", cases);
  });

  test("privacy ratios", async () => {
    const cases = drawn.map(({ table, reports }): Case => {
      const first = reports.flatMap((report, player) => (reports.indexOf(report) === player ? [player] : []));
      const expected = first.map((player) => ({
        player,
        outcomes: outcomesOf(table).flatMap((outcome) => {
          const ratio = ratioOf(table, reports, player, outcome);
          return ratio === undefined ? [] : [{ outcome, ratio: shown(ratio) }];
        }),
      }));
      const all = expected.flatMap(({ player, outcomes }) => outcomes.map((at) => ({ player, ...at })));
      const size = ({ ratio }: { ratio: string }) => (ratio === "infinity" ? Infinity : new Fraction(ratio).valueOf());
      const worst = all.reduce((most, next) => (size(next) > size(most) ? next : most));
      const { ratio, ...at } = worst;
      const quantities = { privacyRatios: { value: expected }, privacyRatio: { value: ratio, at } };
      const check = (found: object) => expect(found).toEqual({ mechanism: "cckmv/table", quantities });
      return { instance: instanceOf(table, reports), check };
    });
    await checkAll("measure", cases);
  });

  test("two reports under the same coins", async () => {
    const cases: Case[] = [];
    for (const { table, reports, player } of drawn) {
      for (const [truth, lie] of lists(range(table.types), 2) as Iterable<[number, number]>) {
        const [P, Q] = [truth, lie].map((type) => withReport(reports, player, type)) as [number[], number[]];
        const outcomes = outcomesOf(table);
        const pairs = outcomes.flatMap((o) => outcomes.map((other) => [o, other] as const));
        const chance = ([o, other]: readonly [Entry, Entry]) =>
          chanceOf(table, (r) => same(rowAt(table, P)[r], o) && same(rowAt(table, Q)[r], other));
        const positive = pairs.filter((pair) => !chance(pair).equals(0));
        const different = positive.filter(([o, other]) => !same(o, other));
        const laws = outcomes.map((o) => [chanceAt(table, P, o), chanceAt(table, Q, o)] as const);
        const seen = laws.filter(([p, q]) => !p.equals(0) || !q.equals(0));
        const escapes = (from: 0 | 1, to: 0 | 1) => seen.some((law) => !law[from].equals(0) && law[to].equals(0));
        const ratios = escapes(0, 1) || escapes(1, 0) ? [] : seen.flatMap(([p, q]) => [p.div(q), q.div(p)]);

        const question = { question: "coupled", player, truth, lie };
        const check = ({ answer: found }: { answer: Coupled }) => {
          expect(found.joint).toEqual(
            positive.map((pair) => ({ outcome: { truth: pair[0], lie: pair[1] }, probability: text(chance(pair)) })),
          );
          expect(found.reachable).toEqual(different);
          expect(found.pivotal).toBe(text(different.reduce((sum, pair) => sum.add(chance(pair)), zero)));
          const half = laws.reduce((sum, [p, q]) => sum.add(p.sub(q).abs()), zero).div(2);
          expect(found.SD).toBe(text(half));
          const largest = ratios.reduce((most, ratio) => (ratio.gt(most) ? ratio : most), zero);
          expect(found.pairRatio).toBe(ratios.length === 0 ? "infinity" : text(largest));
          if (escapes(0, 1)) expect(found.kl).toBe("infinity");
          else {
            const terms = seen.filter(([p]) => !p.equals(0)).map(([p, q]) => ({ coefficient: p, log: p.div(q) }));
            expect(logsOf(found.kl as Form)).toEqual(collected(terms));
            expect(about(found.kl as Form)).toBeGreaterThan(half.equals(0) ? -1 : 0);
          }
        };
        cases.push({ instance: { ...instanceOf(table, reports), ...question }, check });
      }
    }
    await checkAll("measure", cases);
  });

  /** F(x) + F(y) for the rational kinds; each F as the contract has it, and by hand. */
  const bounds: readonly (readonly [F: object, value: (x: Ratio) => Ratio])[] = [
    [{ kind: "linear", slope: "3/2" }, (x) => (x === "infinity" ? x : x.sub(1).mul("3/2"))],
    [{ kind: "square", scale: "1", atInfinity: "7" }, (x) => (x === "infinity" ? new Fraction(7) : x.sub(1).pow(2)!)],
    [
      { kind: "capped", slope: "2", cap: "1/2", atOne: "1/3" },
      (x) =>
        x === "infinity" || x.sub(1).gt("1/2") ? new Fraction(1) : x.equals(1) ? new Fraction(1, 3) : x.sub(1).mul(2),
    ],
  ];

  test("needed gap, rational bounds", async () => {
    const cases: Case[] = [];
    for (const { table, reports, player } of drawn) {
      for (const [F, value] of bounds) {
        for (const [truth, lie] of lists(range(table.types), 2) as Iterable<[number, number]>) {
          const gaps = pairsReached(table, reports, player, truth, lie).map((pair) => pair.map(value));
          const infinite = gaps.some((gap) => gap.includes("infinity"));
          const sums = infinite ? [] : gaps.map((gap) => (gap[0] as Fraction).add(gap[1] as Fraction));
          const needed = sums.reduce((most, gap) => (gap.gt(most) ? gap : most), zero);
          const expected = { neededGap: infinite ? "infinity" : text(needed) };
          cases.push({
            instance: { ...instanceOf(table, reports), neededGap: { player, truth, lie, F } },
            check: ({ answer: found }) => expect(found).toEqual(expected),
          });
        }
      }
    }
    await checkAll("measure", cases);
  });

  test("needed gap, logarithmic bound: the largest product of two ratios", async () => {
    const scale = new Fraction(3, 4);
    let forms = 0;
    const cases: Case[] = [];
    for (const { table, reports, player } of drawn) {
      for (const [truth, lie] of lists(range(table.types), 2) as Iterable<[number, number]>) {
        const pairs = pairsReached(table, reports, player, truth, lie);
        const ask = (F: object, check: (gap: Form | string) => void) => {
          const asked = { question: "neededGap", player, truth, lie, F: { kind: "log", scale: "0.75", ...F } };
          cases.push({
            instance: { ...instanceOf(table, reports), ...asked },
            check: ({ answer: { neededGap } }) => check(neededGap),
          });
        };
        ask({}, (gap) => {
          if (pairs.some((pair) => pair.includes("infinity"))) return expect(gap).toBe("infinity");
          const products = pairs.map(([x, y]) => ({ x: x as Fraction, y: y as Fraction }));
          const best = products.reduce((most, { x, y }) => (x.mul(y).gt(most) ? x.mul(y) : most), new Fraction(1));
          if (best.equals(1)) return expect(gap).toBe("0");
          forms++;
          // The largest product may be reached by several pairs: any of their sums of logarithms will do.
          const possible = products
            .filter(({ x, y }) => x.mul(y).equals(best))
            .map(({ x, y }) => collected([x, y].map((log) => ({ coefficient: scale, log }))));
          expect(possible).toContainEqual(logsOf(gap as Form));
        });
        // With values of its own at the two ends, a sum may hold a rational and a logarithm.
        const value = (x: Ratio) => (x === "infinity" ? 1 / 3 : x.equals(1) ? 2 : 0.75 * Math.log(x.valueOf()));
        const largest = Math.max(0, ...pairs.map(([x, y]) => value(x) + value(y)));
        ask({ atOne: "2", atInfinity: "1/3" }, (gap) => {
          expect(typeof gap === "string" ? new Fraction(gap).valueOf() : about(gap)).toBeCloseTo(largest, 12);
        });
      }
    }
    await checkAll("measure", cases);
    expect(forms).toBeGreaterThan(10);
  });

  function pairsReached(table: Table, reports: readonly number[], player: number, truth: number, lie: number) {
    const [P, Q] = [truth, lie].map((type) => rowAt(table, withReport(reports, player, type)));
    return range(table.coins.length)
      .filter((r) => !new Fraction(table.coins[r]!).equals(0) && !same(P![r], Q![r]))
      .map((r) => [P![r]!, Q![r]!].map((o) => ratioOf(table, reports, player, o)!) as [Ratio, Ratio]);
  }
});

test("outcomes come in the order of the text, which is kept where JavaScript reorders keys", async () => {
  const table = '{"types": 2, "players": 1, "coins": [1], "outcome": {"1": ["late"], "0": ["early"]}}';
  const { quantities } = await answer(
    "measure",
    `{"mechanism": "cckmv/table", "environment": ${table}, "reports": [0]}`,
  );
  const outcomes = ["late", "early"].map((outcome) => ({ outcome, ratio: "infinity" }));
  expect(quantities.privacyRatios.value).toEqual([{ player: 0, outcomes }]);
});

test("binary randomized response has the ratio e^ε that it is built for", async () => {
  const outcome = { "0": [0, 1], "1": [1, 0] };
  const environment = { types: 2, players: 1, coins: ["3/4", "1/4"], outcome };
  const { quantities } = await answer("measure", { mechanism: "cckmv/table", environment, reports: [1] });
  expect(quantities.privacyRatio).toEqual({ value: "3", at: { player: 0, outcome: 0 } });
});
