import fc from "fast-check";
import type Fraction from "fraction.js";
import { describe, expect, test } from "vitest";
import { answer } from "../cli/run.js";
import { checkAll } from "../questions/batch.js";
import {
  best,
  chargeOf,
  environmentOf,
  everyType,
  type Game,
  mean,
  paymentsOf,
  replaced,
  same,
  type Type,
  vcgPayment,
} from "./externality-by-hand.js";
import { lists } from "./second-route.js";

const text = (x: Fraction | null | undefined): string | null => x?.toFraction() ?? null;
const expectations = ["full", "report", "marginal"];

const games = fc
  .constantFrom([2, 2, 2], [2, 2, 3], [2, 3, 2], [3, 2, 2], [3, 3, 1], [1, 2, 2])
  .chain(([players, outcomes, maximum]) => {
    const type = fc.array(fc.nat({ max: maximum! }), { minLength: outcomes!, maxLength: outcomes! });
    const world = fc.array(type, { minLength: players!, maxLength: players! });
    return fc.record({
      game: fc
        .array(world, { minLength: 1, maxLength: 4 })
        .map((worlds): Game => ({ outcomes: outcomes!, maximum: maximum!, worlds })),
      reports: world,
      // An exaggeration, which may pay where the charge is constant or the belief another.
      lie: fc.array(fc.constantFrom(0, maximum!), { minLength: outcomes!, maxLength: outcomes! }),
      player: fc.nat({ max: players! - 1 }),
      expectation: fc.constantFrom(...expectations),
      balanced: fc.boolean().map((wanted) => wanted && players! > 1),
    });
  });

const instanceOf = (game: Game, expectation: string, balanced: boolean, reports: readonly Type[]) => ({
  mechanism: `cckmv/expected-externality${balanced ? "-balanced" : ""}`,
  parameters: { expectation },
  environment: environmentOf(game),
  reports,
});

describe("random priors against whole-number sums over equally likely worlds", () => {
  const drawn = fc.sample(games, { seed: 7, numRuns: 400 });

  test("the law and the payments", async () => {
    let undefinedPayments = 0;
    const cases = drawn.map(({ game, reports, expectation, balanced }) => ({
      instance: instanceOf(game, expectation, balanced, reports),
      check: (found: { distribution: object; payments: (string | null)[] }) => {
        const chosen = best(reports, game.outcomes);
        expect(found.distribution).toEqual([{ outcome: { chosen }, probability: "1" }]);
        expect(found.payments).toEqual(paymentsOf(game, expectation, reports, balanced).map(text));
        if (found.payments.includes(null)) undefinedPayments++;
      },
    }));
    await checkAll("law", cases);
    expect(undefinedPayments).toBeGreaterThan(10);
    expect(undefinedPayments).toBeLessThan(drawn.length - 10);
  });

  test("the question coupled: expectations at the belief of the true type, others truthful", async () => {
    const seen = { noBelief: 0, gains: 0, losses: 0 };
    const cases = drawn.map(({ game, reports, lie, player, expectation, balanced }, k) => {
      // Half of the time a type that occurs.
      const truth = k % 2 === 0 ? game.worlds[0]![player]! : reports[player]!;
      const { reports: _, ...rest } = instanceOf(game, expectation, balanced, []);
      const instance = { ...rest, ...(k % 3 > 0 && { reports: [] }), question: "coupled", player, truth, lie };
      const worlds = game.worlds.filter((world) => same(world[player]!, truth));
      const expects = (report: Type) => {
        const utility = mean(worlds.map((world) => truth[best(replaced(world, player, report), game.outcomes)]!));
        const paid = worlds.map(
          (world) => paymentsOf(game, expectation, replaced(world, player, report), balanced)[player]!,
        );
        const known = paid.filter((x) => x !== null);
        const shared =
          worlds.length === 0 || known.length < paid.length
            ? null
            : known.reduce((sum, x) => sum.add(x)).div(known.length);
        return { utility, charge: balanced ? shared : chargeOf(game, expectation, player, report) };
      };
      const check = ({ answer: found }: { answer: Record<string, string | null> }) => {
        const [honest, dishonest] = [expects(truth), expects(lie)];
        const gain =
          honest.utility && dishonest.utility && honest.charge && dishonest.charge
            ? dishonest.utility.sub(dishonest.charge).sub(honest.utility.sub(honest.charge))
            : null;
        expect(found).toEqual({
          truthUtility: text(honest.utility),
          lieUtility: text(dishonest.utility),
          truthCharge: text(honest.charge),
          lieCharge: text(dishonest.charge),
          gainFromLie: text(gain),
        });
        if (worlds.length === 0) seen.noBelief++;
        if (gain?.compare(0) === 1) seen.gains++;
        if (gain?.compare(0) === -1) seen.losses++;
      };
      return { instance, check };
    });
    await checkAll("measure", cases);
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(10);
  });
});

test("a charge is the mean of what VCG charges, by the other form of equation (5)", async () => {
  const types = everyType(2, 2);
  const worlds = [...lists(types, 2)];
  const vcg = (world: readonly Type[]): number => vcgPayment(world, 0, 2);
  const game = { outcomes: 2, maximum: 2, worlds };
  const ask = async (expectation: string, report: Type): Promise<string[]> =>
    (await answer("law", instanceOf(game, expectation, false, [report, [0, 0]]))).payments;
  const all = mean(worlds.map(vcg))!.toFraction();
  for (const report of types) {
    const reported = mean(worlds.filter((world) => same(world[0]!, report)).map(vcg))!.toFraction();
    expect((await ask("full", report))[0]).toBe(all);
    expect((await ask("report", report))[0]).toBe(reported);
    expect((await ask("marginal", report))[0]).toBe(reported);
  }
});

test("the order of the prior, entries of probability 0 and the default reading do not matter", async () => {
  const prior = [
    { profile: [[1, 0], [0, 0]], probability: "1/3" },
    { profile: [[0, 1], [2, 0]], probability: "2/3" },
  ]; // biome-ignore format: a profile a line
  const nothing = { profile: [[2, 2], [0, 0]], probability: "0" }; // biome-ignore format: a profile a line
  const ask = (more: object, entries: readonly object[]) =>
    answer("law", {
      mechanism: "cckmv/expected-externality",
      ...more,
      environment: { outcomes: 2, maximum: 2, prior: entries },
      reports: [[1, 0], [0, 1]],
    }); // biome-ignore format: a profile a line
  const plain = await ask({}, prior);
  expect(plain.payments).toEqual(["0", "2/3"]);
  expect(await ask({ parameters: { expectation: "full" } }, [...prior].reverse())).toEqual(plain);
  expect(await ask({}, [nothing, ...prior])).toEqual(plain);
});

test("measure: the total utility that is maximised, and no privacy ratios", async () => {
  const instance = instanceOf({ outcomes: 2, maximum: 1, worlds: [[[1, 0], [1, 0]]] }, "full", false, [[1, 0], [1, 1]]); // biome-ignore format: one line
  const { quantities } = await answer("measure", instance);
  expect(quantities).toEqual({
    expectedObjective: { value: "2" },
    optimum: { value: "2" },
    expectedLoss: { value: "0" },
  });
});
