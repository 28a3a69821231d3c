import Fraction from "fraction.js";
import { describe, expect, test } from "vitest";
import type { PriorCase } from "../../../properties/cckmv/priors.js";
import { budgetBalance } from "../../../properties/cckmv/remark-7-budget-balance.js";
import { expectedVcg } from "../../../properties/cckmv/remark-7-expected-equals-vcg.js";
import { bayesNashTruthful } from "../../../properties/cckmv/remark-7-expected-externality-bne.js";
import { chargesPrivate } from "../../../properties/cckmv/remark-7-expected-externality-privacy.js";
import type { Claim } from "../../../src/claim/claim.js";
import type { ClaimResult } from "../../../src/claim/result.js";
import { others, reportOf, size } from "../../../src/game/profile.js";
import {
  type ExternalityFormat,
  expectedExternalityBalancedFormat,
  expectedExternalityFormat,
} from "../../../src/instance/cckmv-expected-externality.js";
import { efficientAlternative, totals } from "../../../src/mechanisms/cckmv/alternatives.js";
import type { ChargingMechanism } from "../../../src/mechanisms/cckmv/expected-externality.js";
import { add, multiply, type Rational, rational } from "../../../src/number/rational.js";
import { point } from "../../../src/probability/law.js";
import type { JsonObject } from "../../../src/verdict/json.js";
import {
  best,
  chargeOf,
  environmentOf,
  everyType,
  type Game,
  harm,
  mean,
  paymentsOf,
  replaced,
  same,
  type Type,
  vcgPayment,
} from "../../mechanisms/externality-by-hand.js";
import { atGate, proved, repaired, verdicts } from "./by-hand.js";

const twiceRepaired = "refuted; repair proved on the domain, 2 of 2 necessary";

/** Every prior of one world, or of two equally likely ones, of two players. */
function gamesOf(types: readonly Type[], maximum: number): readonly Game[] {
  const worlds = types.flatMap((x) => types.map((y) => [x, y]));
  const pairs = worlds.flatMap((world, k) =>
    worlds.slice(k).map((other) => (world === other ? [world] : [world, other])),
  );
  return pairs.map((those) => ({ outcomes: types[0]!.length, maximum, worlds: those }));
}

const small = gamesOf(everyType(2, 1), 1);
const players = [0, 1];

const instanceOf = (game: Game, charge: string, balanced = false): JsonObject => ({
  mechanism: `cckmv/expected-externality${balanced ? "-balanced" : ""}`,
  parameters: { expectation: charge },
  environment: environmentOf(game) as unknown as JsonObject,
  reports: [],
});

/** The largest gain from a lie whose payments exist, over the players that `asked` keeps; undefined where there is none. */
function largestGain(game: Game, charge: string, balanced: boolean, asked: (player: number) => boolean) {
  const gains = players.filter(asked).flatMap((i) =>
    game.worlds.flatMap((world) => {
      const truth = world[i]!;
      const worlds = game.worlds.filter((other) => same(other[i]!, truth));
      const payoff = (report: Type): Fraction | null => {
        const parts = worlds.map((other) => {
          const reports = replaced(other, i, report);
          const paid = paymentsOf(game, charge, reports, balanced)[i];
          return paid ? new Fraction(truth[best(reports, game.outcomes)]!).sub(paid) : null;
        });
        if (parts.includes(null)) return null;
        return parts.reduce<Fraction>((sum, part) => sum.add(part!), new Fraction(0)).div(parts.length);
      };
      const honest = payoff(truth);
      const lies = everyType(game.outcomes, game.maximum).filter((lie) => !same(lie, truth));
      return lies.flatMap((lie) => {
        const dishonest = payoff(lie);
        return honest && dishonest ? [dishonest.sub(honest)] : [];
      });
    }),
  );
  return gains.reduce<Fraction | undefined>((most, gain) => (most?.gte(gain) ? most : gain), undefined);
}

/** Of two equally likely worlds a player's type is independent of the other's exactly if one of the two never moves. */
const isIndependent = ({ worlds }: Game): boolean =>
  players.some((i) => worlds.every((world) => same(world[i]!, worlds[0]![i]!)));

const of = <Case>(claim: Claim<Case>, name: string) => claim.readings.find((reading) => reading.name === name)!;

const counterexamples = (result: ClaimResult) =>
  Object.fromEntries(
    result.readings.flatMap(({ name, counterexample: c }) =>
      c ? [[name, { ...c.choices, sides: [c.lhs, c.rhs] }]] : [],
    ),
  );

describe("truthful in Bayes–Nash equilibrium", () => {
  test("only with a charge that moves with the report, and independent types", async () => {
    const result = await atGate(bayesNashTruthful());
    expect(verdicts(result)).toEqual({
      "full+correlated": twiceRepaired,
      "full+independent": repaired,
      "report+correlated": repaired,
      "report+independent": proved,
      "marginal+correlated": repaired,
      "marginal+independent": proved,
    });
    // A constant charge: (0, 1) ties with (2, 0) in favour of alternative 0 by 2 to 1; (0, 2) makes it a tie, which goes to 1.
    expect(counterexamples(result)).toMatchObject({
      "full+correlated": { truth: [0, 1], lie: [0, 2], sides: ["0", "1"] },
      "report+correlated": { truth: [0, 2], lie: [0, 1], sides: ["1", "2"] },
      "marginal+correlated": { truth: [0, 1], lie: [0, 0], sides: ["1/2", "1"] },
    });
    expect(result.evidence.dichotomousUtilities).toMatchObject({ failing: 0 });
    const { evidence } = result.readings.find(({ name }) => name === "marginal+independent")!;
    expect(evidence.notDominant).toMatchObject({ payoffs: { truth: "0", lie: "1" } });
  });

  test("second route: every prior of up to two worlds, for both mechanisms", () => {
    let [failing, held] = [0, 0];
    for (const game of small) {
      for (const charge of ["full", "report", "marginal"]) {
        for (const prior of ["correlated", "independent"]) {
          const asked = () => prior === "correlated" || isIndependent(game);
          const example = { instance: instanceOf(game, charge), choices: {} };
          const check = bayesNashTruthful().check(example, { charge, prior });
          const gain = largestGain(game, charge, false, asked);
          expect(check.hypotheses).toBe(gain === undefined ? "outside" : "inside");
          if (gain === undefined) continue;
          expect(check.holds).toBe(gain.lte(0));
          const [left, right] = [check.left, check.right] as Rational[];
          expect(
            new Fraction(right!.numerator, right!.denominator)
              .sub(new Fraction(left!.numerator, left!.denominator))
              .toFraction(),
          ).toBe(gain.toFraction());
          // What is paid back does not depend on the own report, so that the balanced form gains the same; where it is defined.
          const shared = largestGain(game, charge, true, asked);
          expect(shared === undefined || shared.equals(gain) || charge === "report").toBe(true);
          if (gain.lte(0)) held++;
          else failing++;
        }
      }
    }
    expect(Math.min(failing, held)).toBeGreaterThan(10);
  });

  test("second route: the recorded counterexamples, world by world", async () => {
    for (const claim of [bayesNashTruthful(), budgetBalance()] as Claim<PriorCase>[]) {
      for (const { switches, counterexample } of (await atGate(claim)).readings) {
        if (!counterexample || (switches.keeps ?? "truthful") !== "truthful") continue;
        const { environment, mechanism } = counterexample.instance as unknown as {
          environment: { outcomes: number; maximum: number; prior: { profile: Type[]; probability: string }[] };
          mechanism: string;
        };
        const balanced = mechanism.endsWith("balanced");
        const { player, truth, lie } = counterexample.choices as unknown as { player: number; truth: Type; lie: Type };
        // All their worlds are equally likely.
        expect(new Set(environment.prior.map(({ probability }) => probability)).size).toBe(1);
        const game = { ...environment, worlds: environment.prior.map(({ profile }) => profile) };
        const worlds = game.worlds.filter((world) => same(world[player]!, truth));
        const sides = [truth, lie].map((report) => {
          const all = worlds.map((world) => {
            const reports = replaced(world, player, report);
            return new Fraction(truth[best(reports, game.outcomes)]!).sub(
              paymentsOf(game, switches.charge!, reports, balanced)[player]!,
            );
          });
          return all
            .reduce((x, y) => x.add(y))
            .div(all.length)
            .toFraction();
        });
        expect(sides).toEqual([counterexample.lhs, counterexample.rhs]);
      }
    }
  });
});

describe("the charges and the reports of others", () => {
  test("a charge tells its payer nothing; the list of charges tells of every report unless they are constant", async () => {
    expect(verdicts(await atGate(chargesPrivate()))).toEqual({
      "full+own": proved,
      "full+public": proved,
      "report+own": proved,
      "report+public": repaired,
      "marginal+own": proved,
      "marginal+public": repaired,
    });
  });

  test("second route: one world, where (0, 1) pays for beating (1, 0) and (0, 0) does not", () => {
    const game: Game = { outcomes: 2, maximum: 1, worlds: [[[0, 0], [1, 0]]] }; // biome-ignore format: one line
    const charged = [[0, 0], [0, 1]].map((report) => chargeOf(game, "marginal", 0, report)!.toFraction()); // biome-ignore format: one line
    expect(charged).toEqual(["0", "1"]);
    // Both lead to alternative 1 beside a report (0, 0).
    expect([[0, 0], [0, 1]].map((report) => best([report, [0, 0]], 2))).toEqual([1, 1]); // biome-ignore format: one line
    const choices = { player: 0, others: [[0, 0]], report: [0, 0], instead: [0, 1], payer: 0 };
    const check = chargesPrivate().check(
      { instance: instanceOf(game, "marginal"), choices },
      of(chargesPrivate(), "marginal+public").switches,
    );
    expect(check).toMatchObject({ holds: false, left: rational(1n), right: rational(0n) });
  });
});

describe("the charge and the expected payment of VCG", () => {
  test("before the type is known with (7) as written, given the type if (7) is", async () => {
    expect(verdicts(await atGate(expectedVcg()))).toEqual({
      "full+prior": proved,
      "full+interim": repaired,
      "full+average": proved,
      "report+prior": repaired,
      "report+interim": proved,
      "report+average": proved,
      "marginal+prior": repaired,
      "marginal+interim": repaired,
      "marginal+average": repaired,
    });
  });

  test("second route: every prior of up to two worlds", () => {
    let [equal, different] = [0, 0];
    for (const game of small) {
      for (const { switches } of expectedVcg().readings) {
        const { charge, amount } = switches as { charge: string; amount: string };
        const check = expectedVcg().check({ instance: instanceOf(game, charge), choices: {} }, switches);
        const holds = players.every((i) => {
          const charges = game.worlds.map((world) => chargeOf(game, charge, i, world[i]!)!);
          const paid = (worlds: Game["worlds"]) => mean(worlds.map((world) => vcgPayment(world, i, game.outcomes)))!;
          if (amount === "average") {
            const sum = charges.reduce((x, y) => x.add(y));
            return sum.div(charges.length).equals(paid(game.worlds));
          }
          return game.worlds.every((world, k) =>
            charges[k]!.equals(
              paid(amount === "prior" ? game.worlds : game.worlds.filter((other) => same(other[i]!, world[i]!))),
            ),
          );
        });
        expect(check.holds, `${charge} ${amount} ${JSON.stringify(game.worlds)}`).toBe(holds);
        if (holds) equal++;
        else different++;
      }
    }
    expect(Math.min(equal, different)).toBeGreaterThan(10);
  });
});

describe("budget balance", () => {
  test("and truth as before, but a payment then tells of the reports of others", async () => {
    const truthful = Object.entries(verdicts(await atGate(bayesNashTruthful())));
    expect(verdicts(await atGate(budgetBalance()))).toEqual({
      "balance+full+correlated": proved,
      "balance+report+correlated": proved,
      "balance+marginal+correlated": proved,
      ...Object.fromEntries(truthful.map(([name, verdict]) => [`truthful+${name}`, verdict])),
      "private+full+correlated": proved,
      "private+report+correlated": repaired,
      "private+marginal+correlated": repaired,
    });
  });

  test("second route: sums of payments, and payments at two reports of the other", () => {
    const [switches, instances] = [of(budgetBalance(), "private+marginal+correlated").switches, small.slice(0, 60)];
    let moved = 0;
    for (const game of instances) {
      const types = everyType(2, 1);
      const paid = (reports: readonly Type[]) => paymentsOf(game, "marginal", reports, true).map((x) => x!);
      for (const reports of types.flatMap((x) => types.map((y) => [x, y]))) {
        expect(
          paid(reports)
            .reduce((x, y) => x.add(y))
            .equals(0),
        ).toBe(true);
        const choices = { player: 0, report: reports[0]!, others: [reports[1]!], instead: [[1, 1]] };
        const check = budgetBalance().check({ instance: instanceOf(game, "marginal", true), choices }, switches);
        const same = paid(reports)[0]!.equals(paid([reports[0]!, [1, 1]])[0]!);
        expect(check.holds).toBe(same);
        if (!same) moved++;
      }
    }
    expect(moved).toBeGreaterThan(10);
  });
});

/** Mechanisms one mistake away, under the names of the honest ones. */
const broken = (format: ExternalityFormat, changed: Partial<ChargingMechanism>): ExternalityFormat => ({
  ...format,
  mechanism: { ...format.mechanism, ...changed },
});

const honest = expectedExternalityFormat.mechanism;
const scaled = (factor: Rational): Partial<ChargingMechanism> => ({
  payments: (...at) => honest.payments(...at).map((paid) => paid && multiply(paid, factor)),
});
/** (5) at the actual reports in the place of its expectation. */
const actual: Partial<ChargingMechanism> = {
  payments: (_parameters, { outcomes }, profile) =>
    Array.from({ length: size(profile) }, (_, i) => {
      const types = Array.from({ length: size(profile) }, (_entry, j) => reportOf(profile, j));
      return rational(BigInt(harm(types, i, outcomes)));
    }),
};
/** Ties and all, the best alternative for the others. */
const blindToLast: Partial<ChargingMechanism> = {
  law: (R, _parameters, { outcomes }, profile) => point(R, efficientAlternative(totals(outcomes, others(profile, 0)))),
};
/** Everybody's charge is shared among all n players, its payer too. */
const sharedAmongAll: Partial<ChargingMechanism> = {
  payments(...at) {
    const charges = honest.payments(...at);
    if (charges.includes(null)) return charges.map(() => null);
    const share = rational(-1n, BigInt(charges.length));
    return charges.map((own, i) =>
      charges.filter((_, j) => j !== i).reduce<Rational>((left, paid) => add(left, multiply(paid!, share)), own!),
    );
  },
};

describe("controls", () => {
  const under = (changed: Partial<ChargingMechanism>) => broken(expectedExternalityFormat, changed);
  const words = async (claim: Claim<PriorCase>, ...names: readonly string[]) => {
    const kept = claim.readings.filter(({ name }) => names.includes(name)).map((r, i) => ({ ...r, literal: i === 0 }));
    const { readings } = await atGate({ ...claim, readings: kept });
    return readings.map(({ verdict }) => verdict);
  };

  test("twice or half the charge is not truthful, nor is it the expected payment", async () => {
    for (const factor of [rational(2n), rational(1n, 2n)]) {
      const names = ["report+independent", "marginal+independent"];
      expect(await words(bayesNashTruthful(under(scaled(factor))), ...names)).toEqual(["refuted", "refuted"]);
      expect(await words(expectedVcg(under(scaled(factor))), "full+prior", "report+interim")).toEqual([
        "refuted",
        "refuted",
      ]);
    }
  });

  test("the actual externality is truthful whatever the prior, but it tells of the others", async () => {
    const names = ["full+correlated", "report+correlated", "marginal+correlated"];
    expect(await words(bayesNashTruthful(under(actual)), ...names)).toEqual([proved, proved, proved]);
    expect(await words(chargesPrivate(under(actual)), "full+own", "marginal+own")).toEqual(["refuted", "refuted"]);
  });

  test("a choice that overlooks a player leaves her nothing to gain, and charges that others should not pay", async () => {
    expect(await words(bayesNashTruthful(under(blindToLast)), "marginal+independent")).toEqual(["refuted"]);
  });

  test("shares of 1/n, or none, do not balance", async () => {
    const balanced = (changed: Partial<ChargingMechanism>) => broken(expectedExternalityBalancedFormat, changed);
    for (const changed of [sharedAmongAll, { payments: honest.payments }]) {
      const names = ["balance+full+correlated", "balance+marginal+correlated"];
      expect(await words(budgetBalance(balanced(changed)), ...names)).toEqual(["refuted", "refuted"]);
    }
    expect(await words(budgetBalance(balanced({ payments: honest.payments })), "private+marginal+correlated")).toEqual([
      proved,
    ]);
  });
});
