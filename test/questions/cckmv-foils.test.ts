import Fraction from "fraction.js";
import { describe, expect, test } from "vitest";
import { answer } from "../cli/run.js";
import {
  type Chances,
  give,
  lists,
  replaced,
  twoNoises,
  twoWinners,
  type Vote,
  votes,
} from "../mechanisms/second-route.js";
import { type Case, checkAll } from "./batch.js";

const order = ["AA", "AB", "BA", "BB"].map((pair) => ({ without: pair[0], with: pair[1] }));
const epsilon = "ln 3/2";
const a = new Fraction(2, 3);
const text = (x: Fraction) => x.toFraction();

describe("the dictator", () => {
  const instance = { mechanism: "cckmv/dictator", parameters: { player: 1 }, reports: ["A", "B", null, "A"] };

  test("law and quantities: of players with equal reports only the first", async () => {
    expect((await answer("law", instance)).distribution).toEqual([{ outcome: "B", probability: "1" }]);
    const { quantities } = await answer("measure", instance);
    const infinite = ["A", "B"].map((outcome) => ({ outcome, ratio: "infinity" }));
    expect(quantities).toEqual({
      privacyRatios: {
        value: [
          { player: 0, outcomes: [{ outcome: "B", ratio: "1" }] },
          { player: 1, outcomes: infinite },
          { player: 2, outcomes: [{ outcome: "B", ratio: "1" }] },
        ],
      },
      privacyRatio: { value: "infinity", at: { player: 1, outcome: "A" } },
      expectedObjective: { value: "1" },
      optimum: { value: "2" },
      expectedLoss: { value: "1" },
    });
  });

  test("two reports of the dictator, and of another player", async () => {
    const ask = (player: number, lie: Vote) => ({ ...instance, question: "coupled", player, truth: "A", lie });
    expect((await answer("measure", ask(1, "B"))).answer).toEqual({
      joint: [{ outcome: { truth: "A", lie: "B" }, probability: "1" }],
      reachable: [["A", "B"]],
      pivotal: "1",
      SD: "1",
      pairRatio: "infinity",
      kl: "infinity",
    });
    expect((await answer("measure", ask(3, null))).answer).toEqual({
      joint: [{ outcome: { truth: "B", lie: "B" }, probability: "1" }],
      reachable: [],
      pivotal: "0",
      SD: "0",
      pairRatio: "1",
      kl: { rational: "0", logs: [], over: "1" },
    });
  });

  test("the number of the player counts in groups too", async () => {
    const counted = { ...instance, parameters: { player: 5000 }, reports: { counts: { B: 5000, A: 1 } } };
    expect((await answer("law", counted)).distribution).toEqual([{ outcome: "A", probability: "1" }]);
  });
});

/** The pairs of noises of the two elections; without noise the one pair (0, 0). */
const coinsOf = (noisy: boolean, reach: number): ReturnType<typeof twoNoises> =>
  noisy ? twoNoises(a, reach) : [[[0, 0], new Fraction(1)]];

describe.each([
  { mechanism: "cckmv/majority-twice", parameters: {}, noisy: false },
  { mechanism: "cckmv/noisy-election-twice", parameters: { epsilon }, noisy: true },
])("$mechanism", ({ mechanism, parameters, noisy }) => {
  const instanceOf = (reports: readonly Vote[], leftOut: number) => ({
    mechanism,
    parameters: { ...parameters, ...(leftOut > 0 && { player: leftOut }) },
    reports,
  });
  const lawAt = (reports: readonly Vote[], leftOut: number): Chances => {
    const law: Chances = new Map();
    for (const [coins, p] of coinsOf(noisy, reports.length + 2)) give(law, twoWinners(reports, leftOut, coins), p);
    return law;
  };
  const chance = (law: Chances, outcome: unknown) => law.get(JSON.stringify(outcome)) ?? new Fraction(0);
  const cases = [...lists(votes, 2), ["A", "B", "A"], ["B", null, "B"]] as Vote[][];

  test("law, and privacy ratios", async () => {
    const laws: Case[] = [];
    const measures: Case[] = [];
    for (const reports of cases) {
      for (const [leftOut] of reports.entries()) {
        const instance = instanceOf(reports, leftOut);
        const law = lawAt(reports, leftOut);
        const expected = order
          .filter((outcome) => !chance(law, outcome).equals(0))
          .map((outcome) => ({ outcome, probability: text(chance(law, outcome)) }));
        laws.push({ instance, check: ({ distribution }) => expect(distribution).toEqual(expected) });
        const first = reports.flatMap((vote, player) => (reports.indexOf(vote) === player ? [player] : []));
        const ratios = first.map((player) => {
          const [P, Q] = (["A", "B"] as const).map((vote) => lawAt(replaced(reports, player, vote), leftOut));
          return {
            player,
            outcomes: order.flatMap((outcome) => {
              const [p, q] = [chance(P!, outcome), chance(Q!, outcome)];
              if (p.equals(0) && q.equals(0)) return [];
              const [most, least] = p.gt(q) ? [p, q] : [q, p];
              return { outcome, ratio: least.equals(0) ? "infinity" : text(most.div(least)) };
            }),
          };
        });
        measures.push({
          instance,
          check({ quantities }) {
            expect(quantities.privacyRatios.value).toEqual(ratios);
            expect(Object.keys(quantities)).toEqual(["privacyRatios", "privacyRatio"]);
          },
        });
      }
    }
    await checkAll("law", laws);
    await checkAll("measure", measures);
  });

  test("two reports under the same coins", async () => {
    const asked: Case[] = [];
    for (const reports of cases) {
      const leftOut = reports.length - 1;
      for (const [player] of reports.entries()) {
        for (const [truth, lie] of lists(votes, 2)) {
          const law: Chances = new Map();
          for (const [coins, p] of coinsOf(noisy, reports.length + 2)) {
            const [o, other] = [truth!, lie!].map((vote) =>
              twoWinners(replaced(reports, player, vote), leftOut, coins),
            );
            give(law, { truth: o, lie: other }, p);
          }
          const pairs = order.flatMap((o) => order.map((other) => ({ truth: o, lie: other })));
          const positive = pairs.filter((pair) => !chance(law, pair).equals(0));
          const joint = positive.map((outcome) => ({ outcome, probability: text(chance(law, outcome)) }));
          const different = positive.filter((pair) => pair.truth !== pair.lie);
          const reachable = different.map((pair) => [pair.truth, pair.lie]);
          const pivotal = different.reduce((sum, pair) => sum.add(chance(law, pair)), new Fraction(0));
          asked.push({
            instance: { ...instanceOf(reports, leftOut), coupled: { player, truth, lie } },
            check: ({ answer: found }) => expect(found).toMatchObject({ joint, reachable, pivotal: text(pivotal) }),
          });
        }
      }
    }
    await checkAll("measure", asked);
  });
});

test("the noisy election twice: thousands of voters, and symbolic", async () => {
  const instance = {
    mechanism: "cckmv/noisy-election-twice",
    parameters: { epsilon },
    reports: { counts: { A: 3000, B: 3001, null: 5 } },
  };
  const few = { ...instance, reports: ["A", "B", "B"] };
  expect((await answer("law", instance)).distribution).toEqual((await answer("law", few)).distribution);
  const { distribution } = await answer("law", few, "--symbolic");
  const valueAt = (terms: readonly (readonly [string, number])[]) =>
    terms.reduce((sum, [c, e]) => sum.add(new Fraction(c).mul(new Fraction(3, 2).pow(e)!)), new Fraction(0));
  const evaluated = distribution.map(({ outcome, probability }: { outcome: unknown; probability: never }) => {
    const { numerator, denominator } = probability as { numerator: never; denominator: never };
    return { outcome, probability: text(valueAt(numerator).div(valueAt(denominator))) };
  });
  expect(evaluated).toEqual((await answer("law", few)).distribution);
});
