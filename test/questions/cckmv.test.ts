import Fraction from "fraction.js";
import { describe, expect, test } from "vitest";
import { answer } from "../cli/run.js";
import { collected, logsOf } from "./forms.js";
import { cdf, cdfBySummation, chances, joint, ratios, replaced, type Vote } from "./second-route.js";

/** ε and rate with the noise ratio a = e^{−rate·ε}. */
const settings = [
  { epsilon: "ln 2", a: new Fraction(1, 2) },
  { epsilon: "ln 3/2", a: new Fraction(2, 3) },
  { epsilon: "ln 10", a: new Fraction(1, 10) },
  { epsilon: "2 ln 3/2", a: new Fraction(4, 9) },
  { epsilon: "1/2 ln 4/9".replace("4/9", "100/81"), a: new Fraction(9, 10) },
  { epsilon: "2 ln 2", rate: "1/2", a: new Fraction(1, 2) },
  { epsilon: "ln 4", rate: "3/2", a: new Fraction(1, 8) },
];
const profiles: readonly (readonly Vote[])[] = [
  ["A"],
  ["B"],
  [null],
  ["A", "B"],
  ["B", "A", null],
  [null, null],
  ["A", "A", "A", "B"],
  ["B", "B", "B", "B", "B"],
];
const votes: readonly Vote[] = ["A", "B", null];

const cases = settings.flatMap((setting) => profiles.map((reports) => ({ ...setting, reports })));
const instanceOf = ({ epsilon, rate, reports }: { epsilon: string; rate?: string; reports: readonly Vote[] }) => ({
  mechanism: "cckmv/noisy-election",
  parameters: { epsilon, ...(rate && { rate }) },
  reports,
});
const text = (x: Fraction) => x.toFraction();
const logBound = { kind: "log", scale: "2/3" };

test("the two second routes agree", () => {
  for (const { a } of settings) {
    for (let t = -4; t <= 4; t++) expect(text(cdfBySummation(a, t))).toBe(text(cdf(a, t)));
  }
});

describe.each(cases)("noisy election, $epsilon, rate $rate, $reports", (setting) => {
  const { a, reports } = setting;
  const instance = instanceOf(setting);
  const [A, B] = chances(a, reports);

  test("law", async () => {
    const { distribution, payments } = await answer("law", instance);
    expect(distribution).toEqual([
      { outcome: "A", probability: text(A) },
      { outcome: "B", probability: text(B) },
    ]);
    expect(payments).toBeNull();
  });

  test("quantities", async () => {
    const { quantities } = await answer("measure", instance);
    const count = (vote: Vote) => reports.filter((report) => report === vote).length;
    const expected = A.mul(count("A")).add(B.mul(count("B")));
    const optimum = Math.max(count("A"), count("B"));
    expect(quantities.expectedObjective).toEqual({ value: text(expected) });
    expect(quantities.optimum).toEqual({ value: `${optimum}` });
    expect(quantities.expectedLoss).toEqual({ value: text(new Fraction(optimum).sub(expected)) });

    const first = votes.map((vote) => reports.indexOf(vote)).filter((i) => i >= 0);
    const perPlayer = first.sort((x, y) => x - y).map((player) => ({ player, values: ratios(a, reports, player) }));
    expect(quantities.privacyRatios.value).toEqual(
      perPlayer.map(({ player, values: [x, y] }) => ({
        player,
        outcomes: [
          { outcome: "A", ratio: text(x) },
          { outcome: "B", ratio: text(y) },
        ],
      })),
    );
    const all = perPlayer.flatMap(({ player, values: [x, y] }) => [
      { player, outcome: "A", ratio: x },
      { player, outcome: "B", ratio: y },
    ]);
    const worst = all.reduce((most, next) => (next.ratio.compare(most.ratio) > 0 ? next : most));
    expect(quantities.privacyRatio).toEqual({
      value: text(worst.ratio),
      at: { player: worst.player, outcome: worst.outcome },
    });
  });

  test("coupled and neededGap, all pairs of reports of the last player", async () => {
    const player = reports.length - 1;
    for (const truth of votes) {
      for (const lie of votes) {
        const question = { question: "coupled", player, truth, lie };
        const { answer: found } = await answer("measure", { ...instance, ...question });
        const law = joint(a, reports, player, truth, lie);
        const pairs = ["AA", "AB", "BA", "BB"].filter((pair) => (law.get(pair) ?? new Fraction(0)).compare(0) > 0);
        const different = pairs.filter((pair) => pair[0] !== pair[1]);
        expect(found.joint).toEqual(
          pairs.map((pair) => ({ outcome: { truth: pair[0], lie: pair[1] }, probability: text(law.get(pair)!) })),
        );
        expect(found.reachable).toEqual(different.map((pair) => [pair[0], pair[1]]));
        const pivotal = different.reduce((sum, pair) => sum.add(law.get(pair)!), new Fraction(0));
        expect(found.pivotal).toBe(text(pivotal));

        const [P, Q] = [truth, lie].map((vote) => chances(a, replaced(reports, player, vote)));
        expect(found.SD).toBe(text(P![0].sub(Q![0]).abs()));
        const ratio = [0, 1].flatMap((o) => [P![o]!.div(Q![o]!), Q![o]!.div(P![o]!)]);
        expect(found.pairRatio).toBe(text(ratio.reduce((most, x) => (x.compare(most) > 0 ? x : most))));
        const kl = [0, 1].map((o) => ({ coefficient: P![o]!, log: P![o]!.div(Q![o]!) }));
        expect(logsOf(found.kl)).toEqual(collected(kl));
        expect(Object.keys(found)).toEqual(["joint", "reachable", "pivotal", "SD", "pairRatio", "kl"]);

        const F = { kind: "linear", slope: "3" };
        const gap = await answer("measure", { ...instance, ...question, question: "neededGap", F });
        const [x, y] = ratios(a, reports, player);
        const needed = different.length === 0 ? new Fraction(0) : x.add(y).sub(2).mul(3);
        expect(gap.answer).toEqual({ neededGap: text(needed) });

        const scale = new Fraction(2, 3);
        const log = await answer("measure", { ...instance, ...question, question: "neededGap", F: logBound });
        const sum = different.length === 0 ? [] : [x, y].map((ratio) => ({ coefficient: scale, log: ratio }));
        if (sum.length === 0) expect(log.answer).toEqual({ neededGap: "0" });
        else expect(logsOf(log.answer.neededGap)).toEqual(collected(sum));
      }
    }
  });
});

describe("deterministic mechanisms", () => {
  const majority = { mechanism: "cckmv/majority", reports: ["A", "B", null] };
  const constant = { mechanism: "cckmv/constant", parameters: { outcome: "B" }, reports: ["A", "A", null] };

  test("majority: ties to A, a pivotal voter has an infinite ratio", async () => {
    expect(await answer("law", majority)).toEqual({
      mechanism: "cckmv/majority",
      distribution: [{ outcome: "A", probability: "1" }],
      payments: null,
    });
    const { quantities } = await answer("measure", majority);
    const infinite = [
      { outcome: "A", ratio: "infinity" },
      { outcome: "B", ratio: "infinity" },
    ];
    expect(quantities.privacyRatios.value).toEqual([
      { player: 0, outcomes: infinite },
      { player: 1, outcomes: [{ outcome: "A", ratio: "1" }] },
      { player: 2, outcomes: infinite },
    ]);
    expect(quantities.privacyRatio).toEqual({ value: "infinity", at: { player: 0, outcome: "A" } });
    expect(quantities.expectedLoss).toEqual({ value: "0" });
  });

  test("majority: a needed gap may be infinite, or 0 where nothing is reachable", async () => {
    const F = { kind: "linear", slope: "1" };
    const ask = (player: number) => ({ ...majority, question: "neededGap", player, truth: "A", lie: "B", F });
    expect((await answer("measure", ask(0))).answer).toEqual({ neededGap: "infinity" });
    expect((await answer("measure", ask(1))).answer).toEqual({ neededGap: "0" });
    const capped = { ...ask(0), F: { kind: "capped", slope: "1/2", cap: "3" } };
    expect((await answer("measure", capped)).answer).toEqual({ neededGap: "3" });
    const log = (F: object) => ({ ...ask(0), F: { kind: "log", scale: "2", ...F } });
    expect((await answer("measure", log({}))).answer).toEqual({ neededGap: "infinity" });
    expect((await answer("measure", log({ atInfinity: "1/4" }))).answer).toEqual({ neededGap: "1/2" });
    expect((await answer("measure", log({ scale: "0" }))).answer).toEqual({ neededGap: "0" });
    expect((await answer("measure", { ...log({}), player: 1 })).answer).toEqual({ neededGap: "0" });
  });

  test("majority: two reports that lead to different winners for sure", async () => {
    const nested = { ...majority, coupled: { player: 0, truth: "A", lie: "B" } };
    expect((await answer("measure", nested)).answer).toEqual({
      joint: [{ outcome: { truth: "A", lie: "B" }, probability: "1" }],
      reachable: [["A", "B"]],
      pivotal: "1",
      SD: "1",
      pairRatio: "infinity",
      kl: "infinity",
    });
  });

  test("constant: nobody matters", async () => {
    expect((await answer("law", constant)).distribution).toEqual([{ outcome: "B", probability: "1" }]);
    const { quantities } = await answer("measure", constant);
    expect(quantities).toEqual({
      privacyRatios: {
        value: [
          { player: 0, outcomes: [{ outcome: "B", ratio: "1" }] },
          { player: 2, outcomes: [{ outcome: "B", ratio: "1" }] },
        ],
      },
      privacyRatio: { value: "1", at: { player: 0, outcome: "B" } },
      expectedObjective: { value: "0" },
      optimum: { value: "2" },
      expectedLoss: { value: "2" },
    });
  });
});
