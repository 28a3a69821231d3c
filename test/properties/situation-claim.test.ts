import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { everyHistogram, everyProfile, forPlayers } from "../../properties/cases.js";
import { type PrivacyClaim, privacyClaim } from "../../properties/privacy-claim.js";
import { repairedBy } from "../../properties/repairs.js";
import type { SituationCase } from "../../properties/setting.js";
import { situationClaim } from "../../properties/situation-claim.js";
import { truthfulnessClaim } from "../../properties/truthfulness-claim.js";
import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import type { PlainMechanism } from "../../src/game/mechanism.js";
import { reportOf, size } from "../../src/game/profile.js";
import { dictatorFormat, majorityFormat, noisyElectionFormat } from "../../src/instance/cckmv.js";
import { tableFormat } from "../../src/instance/cckmv-table.js";
import { refuse } from "../../src/instance/input.js";
import { plainFormat } from "../../src/instance/plain.js";
import { dictator } from "../../src/mechanisms/cckmv/dictator.js";
import { opponent } from "../../src/mechanisms/cckmv/election.js";
import * as L from "../../src/number/log-form.js";
import { one, rational, zero } from "../../src/number/rational.js";
import { mapLaw, point } from "../../src/probability/law.js";
import { decideClaim } from "../../src/search/campaign.js";
import { minimise, movesOf } from "../../src/search/minimise.js";
import { recheckCertificate } from "../../src/search/recheck.js";
import { violates } from "../../src/search/score.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";

/** The first player's answer, told as it is with weight e^{wε} against weight 1 for the other answer. */
const answers = ["yes", "no"] as const;
type Answer = (typeof answers)[number];
const response = (weight: 1 | 2): PlainMechanism<Answer, Answer> => ({
  id: "cckmv/response",
  citation: cite("cckmv", "Section 0"),
  summary: "the first player's answer, sometimes turned",
  step: () => one,
  outcomes: () => answers,
  reports: () => answers,
  mayBeAbsent: () => false,
  law(R, _parameters, _environment, profile) {
    const told = reportOf(profile, 0);
    const entries = answers.map((outcome) => ({ outcome, weight: R.power(outcome === told ? weight : 0, weight) }));
    return { entries, total: R.add(R.power(weight, weight), R.power(0, weight)) };
  },
});

const about = {
  id: "cckmv/claim-0",
  citation: cite("cckmv", "Claim 0"),
  statement: "an example",
  corners: { "one player": ({ profile }: { profile: readonly unknown[] }) => profile.length === 1 },
} as const;

const upTo = { gate: 2, standard: 3, deep: 4 } as const;
const everyPlayer: PrivacyClaim<never, never, never, never>["cases"] = (budget) =>
  forPlayers(1, upTo[budget], (n) =>
    everyProfile(answers, n).flatMap((reports) => reports.map((_, player) => ({ reports, player }))),
  );

const responsePrivate = (weight: 1 | 2, k = 1n): Claim<SituationCase> =>
  privacyClaim(plainFormat(response(weight)), {
    ...about,
    factor: rational(k),
    cases: everyPlayer,
    describe: (budget) => `up to ${upTo[budget]} players`,
    argument: "an argument",
    repair: repairedBy({
      statement: "with 2ε",
      changes: ["e^(2ε)"],
      claim: (made) => responsePrivate(weight, made.length > 0 ? 2n : 1n),
    }),
  });

const decided = async (claim: Claim<SituationCase>) => decideClaim(claim as Claim, { budget: "gate", seed: 1 });
const only = async (claim: Claim<SituationCase>) => (await decided(claim)).result.readings[0]!;

describe("a claim of privacy", () => {
  it("is proved for all ε of the right mechanism, by a certificate that stands", async () => {
    const claim = responsePrivate(1);
    const { result, certificates } = await decided(claim);
    expect(result.verdict).toBe("proved for all epsilon");
    expect(result.readings[0]!.argument).toBe("an argument");
    // One player with either answer, then two players with either answer each, and each of them as the player.
    expect(result.instances).toBe(2 + 2 * 4 + 20);
    expect(result.corners["one player"]).toBeGreaterThan(1);
    expect(result.tightness!.ratio).toBe("1");
    const [certificate] = Object.values(certificates);
    expect(recheckCertificate(claim as Claim, claim.readings[0]!, certificate!)).toBeUndefined();
  });

  it("is refuted of a mechanism with half the noise, minimally, and repaired", async () => {
    const reading = await only(responsePrivate(2));
    expect(reading.verdict).toBe("refuted");
    expect(reading.counterexample).toMatchObject({
      instance: { parameters: { epsilon: { times: "1", log: "2" } }, reports: ["no"] },
      choices: { player: 0 },
      inequality: "Pr[M(θ_i') = o] / Pr[M(θ_i'') = o] <= e^ε",
      rhs: "2",
    });
    // Told with weight b² = 4, turned with weight 1: the ratio is (4/5)/(1/5).
    expect(reading.counterexample!.lhs).toBe(new Fraction(4, 5).div(new Fraction(1, 5)).toFraction());
    expect(reading.epsilons).toEqual({ times: "1", b: [] });
    expect([reading.repair!.verdict, reading.repair!.necessary.length]).toEqual(["proved for all epsilon", 1]);
  });

  it("is about the player of the case: of the second player it holds with any noise", async () => {
    const claim = responsePrivate(2);
    const domain = claim.domain("gate", {});
    const second = {
      ...claim,
      domain: () => ({ ...domain, cases: domain.cases.filter((c) => c.player === 1), draws: 0 }),
    };
    expect((await only(second)).verdict).toBe("proved for all epsilon");
  });

  const election = (parts: Partial<PrivacyClaim<{ readonly rate: typeof one }, never, "A" | "B", never>>) =>
    privacyClaim(noisyElectionFormat, {
      ...about,
      factor: rational(2n),
      cases: () =>
        [{}, { rate: "1/2" }].flatMap((parameters) =>
          forPlayers(1, 3, (n) => everyHistogram(["A", "B"], n, ["A"])).map((reports) => ({ parameters, reports })),
        ),
      describe: () => "two rates",
      ...(parts as object),
    });

  it("runs over several parameters on a stated step, and says so where the step is too coarse", async () => {
    expect((await only(election({ step: rational(1n, 2n) }))).verdict).toBe("proved for all epsilon");
    await expect((async () => only(election({})))()).rejects.toThrow(
      /step: 1\/2 is no multiple of 1; let the claim state/,
    );
  });

  it("refuses instances at parameters that no case has, unless the claim says where its hypotheses are met", () => {
    const parameters = { epsilon: "ln 4", rate: "2" };
    const example = {
      instance: { mechanism: "cckmv/noisy-election", parameters, reports: ["A"] },
      choices: { player: 0 },
    };
    const half = { step: rational(1n, 2n) };
    expect(() => election(half).check(example, {})).toThrow(
      /^instance.parameters: the claim is about .* \{\}, \{"rate"/,
    );
    const anywhere = election({ ...half, hypothesesAt: () => "boundary" }).check(example, {});
    expect([anywhere.hypotheses, anywhere.holds]).toEqual(["boundary", false]);
  });

  it("takes neighbours by reading: a voter who stays out moves the margin by 1", async () => {
    const claim = privacyClaim(noisyElectionFormat, {
      ...about,
      factor: one,
      readings: readingsOf({ neighbours: ["replace", "add-remove"] }),
      cases: () => forPlayers(1, 3, (n) => everyHistogram(["A", "B"], n, ["A"])).map((reports) => ({ reports })),
      describe: () => "up to 3 players",
      groups: (_place, reports, { neighbours }) =>
        neighbours === "replace" ? [reports] : reports.map((report) => [report, null]),
    });
    const { result } = await decided(claim);
    expect(result.readings.map(({ verdict }) => verdict)).toEqual(["refuted", "proved for all epsilon"]);
    const example = { instance: result.counterexample!.instance, choices: { player: 0, smallest: null } };
    expect(claim.check(example, { neighbours: "replace" }).hypotheses).toBe("outside");
  });

  it("has an ε of its own where the mechanism has none", async () => {
    const coins = { coins: ["2/3", "1/3"], players: 1, types: 2, outcome: { 0: [0, 1], 1: [1, 0] } };
    const claim = privacyClaim(tableFormat, {
      ...about,
      step: one,
      factor: one,
      cases: () => [{ environment: coins, reports: [0] }],
      describe: () => "one table",
    });
    const { verdict, epsilons, counterexample } = await only(claim);
    // The ratio is 2: it is at most b from b = 2 on.
    expect([verdict, epsilons]).toEqual([
      "refuted",
      { times: "1", b: [{ from: { value: "2", closed: true }, to: { value: "infinity", closed: false } }] },
    ]);
    expect(counterexample!.choices.epsilon).toMatchObject({ times: "1" });
    expect(counterexample!.lhs).toBe("2");
  });
});

describe("a claim of truthfulness", () => {
  const place = (winner: string | null, type: string | null) =>
    winner === type ? rational(2n, 3n) : rational(-1n, 2n);
  const dictatorTruthful = (format = dictatorFormat) =>
    truthfulnessClaim(format, {
      ...about,
      cases: () =>
        forPlayers(1, 2, (n) =>
          everyProfile(["A", "B"], n).flatMap((reports) =>
            reports.flatMap((_, decider) =>
              reports.map((_, player) => ({ parameters: { player: decider }, reports, player })),
            ),
          ),
        ),
      describe: () => "every dictator and every player",
      payoff: (_place, type, _report, outcome) => place(outcome, type),
    });

  it("is proved of a dictator, for every player and every dictator", async () => {
    const { verdict, instances, tightness } = await only(dictatorTruthful());
    expect([verdict, instances, tightness!.ratio]).toEqual(["proved on the domain", 2 + 16 + 20, "1"]);
  });

  it("is refuted of a dictator whose report is turned round: the smallest case, with both expectations", async () => {
    const turned = {
      ...dictator,
      law: (...at: Parameters<typeof dictator.law>) => mapLaw(at[0], dictator.law(...at), opponent),
    };
    const { verdict, counterexample } = await only(dictatorTruthful({ ...dictatorFormat, mechanism: turned as never }));
    expect(verdict).toBe("refuted");
    expect(counterexample).toMatchObject({
      instance: { parameters: { player: 0 }, reports: ["A"] },
      choices: { player: 0, lie: "B" },
      lhs: "-1/2",
      rhs: "2/3",
    });
  });

  it("weighs random outcomes exactly, also when staying out is a lie", async () => {
    const claim = truthfulnessClaim(noisyElectionFormat, {
      ...about,
      cases: () => forPlayers(1, 3, (n) => everyHistogram(["A", "B"], n)).map((reports) => ({ reports })),
      reports: () => ["A", "B", null],
      describe: () => "up to 3 voters",
      payoff: (_place, type, report, outcome) =>
        // A voter who stays out saves a third.
        outcome === type ? one : report === null ? rational(1n, 3n) : zero,
    });
    const { verdict, counterexample } = await only(claim);
    expect([verdict, counterexample!.choices.lie]).toEqual(["refuted", null]);
    const [b, m] = [new Fraction(String(epsilonOf(counterexample!.instance))), counterexample!.instance.reports];
    // One voter for A, present: Pr[A] = Pr[r <= 1]; staying out: Pr[r <= 0], and 1/3 more where B wins.
    expect(m).toEqual(["A"]);
    const a = new Fraction(1).div(b);
    const atMost = (c: number) => new Fraction(1).sub(a.pow(c + 1)!.div(a.add(1)));
    expect(counterexample!.lhs).toBe(atMost(1).toFraction());
    expect(counterexample!.rhs).toBe(
      atMost(0)
        .add(new Fraction(1).sub(atMost(0)).div(3))
        .toFraction(),
    );
  });

  const epsilonOf = (instance: JsonObject) => (instance.parameters as { epsilon: { log: string } }).epsilon.log;
});

describe("a claim of truthfulness with payments", () => {
  const values = ["0", "1", "2"] as const;
  type Value = (typeof values)[number];
  const winners = ["first", "second"] as const;
  /** The higher of two reports wins, player 0 in a tie. */
  const auction: PlainMechanism<Value, (typeof winners)[number]> = {
    id: "cckmv/auction",
    citation: cite("cckmv", "Section 0"),
    summary: "one good, two players",
    outcomes: () => winners,
    reports: () => values,
    mayBeAbsent: () => false,
    law: (R, _parameters, _environment, profile) =>
      point(R, reportOf(profile, 0)! >= reportOf(profile, 1)! ? "first" : "second"),
  };
  const auctionFormat: ReturnType<typeof plainFormat<Value, (typeof winners)[number]>> = {
    ...plainFormat(auction),
    check({ profile }) {
      if (size(profile) !== 2) throw refuse("reports", "expected two players");
    },
  };
  const auctionTruthful = (pays: "the other report" | "her own") =>
    truthfulnessClaim(auctionFormat, {
      ...about,
      cases: () => everyProfile(values, 2).flatMap((reports) => [0, 1].map((player) => ({ reports, player }))),
      describe: () => "two players",
      payoff({ player, rest }, type, report, winner) {
        const payment = pays === "her own" ? report! : reportOf(rest, 0)!;
        return winner === winners[player] ? rational(BigInt(type!) - BigInt(payment), 3n) : zero;
      },
    });

  it("is proved where the winner pays the other's report, and refuted where she pays her own", async () => {
    expect((await only(auctionTruthful("the other report"))).verdict).toBe("proved on the domain");
    const { verdict, counterexample } = await only(auctionTruthful("her own"));
    expect(verdict).toBe("refuted");
    // A value of 1 against 0: the truth pays 1, and the lie 0 wins the tie for nothing: a third of a unit more.
    expect(counterexample).toMatchObject({
      instance: { reports: ["1", "0"] },
      choices: { player: 0, lie: "0" },
      lhs: "0",
      rhs: "1/3",
    });
    expect(counterexample!.instance).not.toHaveProperty("parameters");
  });
});

describe("any other claim", () => {
  /** The player's candidate wins with a chance of at least `least`/scale, for every scale. */
  const claim = (least: bigint) =>
    situationClaim(majorityFormat, {
      ...about,
      cases: (budget) =>
        forPlayers(1, upTo[budget] + 1, (n) => everyHistogram(["A", "B"], n)).map((reports) => ({ reports })),
      describe: () => "voters",
      hypothesesAt: ({ profile }) => (profile.length === 2 ? "boundary" : profile.length === 1 ? "outside" : "inside"),
      decide(R, { law, type }) {
        const wins = law().entries.some(({ outcome, weight }) => outcome === type && R.sign(weight) > 0);
        return { hypotheses: "inside", conclusion: wins || least === 0n ? "holds" : "fails", witness: {} };
      },
      choices: { scale: () => ["3", "1", "2"], shift: (_setting, { scale }) => [scale!] },
      sides: ({ chance, type }, { scale }) => ({
        left: chance(type, type as "A"),
        right: rational(least, BigInt(scale as string)),
        larger: "left",
        inequality: "Pr >= least",
        explanation: "as told",
      }),
    });

  it("takes the choices that are left out at their worst, and keeps those that are given", () => {
    const instance = { mechanism: "cckmv/majority", reports: ["B", "A", "A"] };
    const check = (choices: JsonObject) => claim(1n).check({ instance, choices: { player: 0, ...choices } }, {});
    expect(check({}).choices).toEqual({ player: 0, scale: "1", shift: "1" });
    expect(check({ scale: "2" }).choices).toEqual({ player: 0, scale: "2", shift: "2" });
    expect(() => check({ scale: "4" })).toThrow(
      'choices.scale: "4" is not among the values that the claim speaks of here',
    );
    expect(() => check({ scale: "1", shift: "2" })).toThrow(/^choices.shift: /);
    expect(() => check({ player: 3 })).toThrow(/^choices.player: expected a player from 0 to 2/);
  });

  it("is refuted at the boundary of its hypotheses and not outside", async () => {
    const { verdict, counterexample } = await only(claim(1n));
    expect([verdict, counterexample!.instance.reports]).toEqual(["refuted", ["B", "A"]]);
    expect((await only(claim(0n))).verdict).toBe("proved on the domain");
  });

  it("is minimised from any violation: other reports, the player in front, fewer players", () => {
    const tried = claim(1n);
    const reports = ["A", "A", "A", "A", "B", "A", "B"];
    const start = { instance: { mechanism: "cckmv/majority", reports }, choices: { player: 4 } };
    const check = (example: typeof start) => {
      const checked = tried.check(example, {});
      return checked;
    };
    expect(violates(check(start))).toBe(true);
    expect(minimise(start, check as never, movesOf(tried as Claim, tried.readings[0]!)).instance.reports).toEqual([
      "B",
      "A",
    ]);
  });

  it("may have sides with logarithms, and say itself whether it holds", () => {
    const base = claim(1n);
    const logs = situationClaim(majorityFormat, {
      ...about,
      cases: () => [{ reports: ["A"] }],
      describe: () => "one voter",
      decide: () => ({ hypotheses: "inside", conclusion: "holds", witness: {} }),
      choices: { x: () => ["2", "5", "3"] },
      sides: (_setting, { x }) => ({
        left: L.ln(rational(BigInt(x as string))),
        right: L.fromRational(one),
        larger: "right",
        inequality: "ln x <= 1",
        explanation: "",
        ...(x === "2" && { holds: true }),
      }),
    });
    const instance = { mechanism: "cckmv/majority", reports: ["A"] };
    const at = (choices: JsonObject) => logs.check({ instance, choices: { player: 0, ...choices } }, {});
    expect([at({}).choices.x, at({}).holds]).toEqual(["5", false]);
    expect([at({ x: "2" }).holds, at({ x: "3" }).holds]).toEqual([true, false]);
    expect(base.completed).toEqual(["scale", "shift"]);
  });
});

describe("lists of cases", () => {
  it("are every profile, or every histogram of the others", () => {
    expect(everyProfile([0, 1], 2)).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    // Multisets of 3 out of 3 values: 10; times three reports of her own.
    expect(everyHistogram([0, 1, 2], 4)).toHaveLength(30);
    const sorted = everyProfile([0, 1, 2], 4).map(([own, ...rest]) => JSON.stringify([own, ...rest.sort()]));
    expect(new Set(everyHistogram([0, 1, 2], 4).map((list) => JSON.stringify(list)))).toEqual(new Set(sorted));
    expect(everyHistogram([0, 1], 2, [0])).toEqual([
      [0, 0],
      [0, 1],
    ]);
    expect(forPlayers(2, 4, (n) => [n, -n])).toEqual([2, -2, 3, -3, 4, -4]);
  });
});
