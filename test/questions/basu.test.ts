import { describe, expect, it } from "vitest";
import { answer, fileOf, run } from "../cli/run.js";
import { beyondReach, validBasu, wrongBasu, wrongLaws } from "../instance/basu-instances.js";

async function refused(
  command: string,
  instance: object,
  message: RegExp,
  ...options: readonly string[]
): Promise<void> {
  const { stdout, stderr, code } = await run(command, fileOf(instance), ...options);
  expect([stdout, code]).toEqual(["", 2]);
  expect(stderr).toMatch(/^mechproof: [^\n]*\n$/);
  expect(stderr.slice("mechproof: ".length)).toMatch(new RegExp(`^(?:${message.source})`));
}

describe("instances that are refused in one line", () => {
  it.each(wrongBasu)("%s", (_, instance, message) => refused("measure", instance, message));
  it.each(wrongLaws)("by law: %s", (_, instance, message) => refused("law", instance, message));

  it.each(beyondReach)("%s, where a sum is asked for", async (_, instance, message) => {
    for (const name of ["gains", "maxGain", "revenue", "bestBirRevenue"]) await refused("measure", instance, message, "--only", name); // biome-ignore format: one line
    const { stdout, stderr, code } = await run("measure", fileOf(instance));
    expect(Object.keys(JSON.parse(stdout).quantities)).toEqual(["condition1", "commonTop", "tie", "beliefThreshold"]);
    expect([stderr.split(" (")[0], code]).toEqual([`mechproof: left out: ${leftOut}`, 0]);
  });
});

const leftOut = "gains, interimUtility, maxGain, exactlyBIC, toleranceBIC, revenue, welfare, bestBirRevenue";

/** An environment of two states with groups. */
const large = (groups: readonly number[], more: object = {}) => ({
  mechanism: "basu/posterior-price",
  environment: {
    states: 2,
    signals: 2,
    alternatives: 2,
    prior: ["1/2", "1/2"],
    likelihood: [["3/4", "1/4"], ["1/4", "3/4"]],
    utilities: [[["1", "0"], ["0", "1"]]],
    groups,
  },
  ...more,
}); // biome-ignore format: one line a field

describe("what is printed", () => {
  it("names and their order, by counts and by profiles, with a slack and without", async () => {
    const names = async (instance: object) => Object.keys((await answer("measure", instance)).quantities);
    const library = ["condition1", "commonTop", "tie", "beliefThreshold"];
    const sums = ["revenue", "welfare", "bestBirRevenue"];
    const [players, , , , , , table, profiles] = validBasu.map(({ instance }) => instance);
    const byCounts = ["gains", "interimUtility", "maxGain", "exactlyBIC"];
    const byPlayer = ["gainsByPlayer", "interimByPlayer", "maxGain", "exactlyBIC"];
    expect(await names(players!)).toEqual([...byCounts, "toleranceBIC", ...sums, ...library]);
    expect(await names({ ...players!, parameters: {} })).toEqual([...byCounts, ...sums, ...library]);
    expect(await names(table!)).toEqual([...byCounts, "toleranceBIC", ...sums, ...library]);
    expect(await names(profiles!)).toEqual([...byPlayer, ...sums, ...library]);
    for (const { instance } of validBasu) {
      const law = Object.keys(await answer("law", instance));
      expect(law).toEqual(["mechanism", "distribution", "payments", "posterior", "exAnte"]);
    }
  });

  it("a utility that nobody has is in no table of gains, and has its payments by groups", async () => {
    const instance = large([2, 0, 1], { reports: { counts: [[1, 1], [0, 0], [1, 0]] } }); // biome-ignore format: one line
    const table = [["0", "1"], ["1", "0"]]; // biome-ignore format: one line
    const environment = { ...instance.environment, utilities: [instance.environment.utilities[0], table, table] };
    const { quantities } = await answer("measure", { ...instance, environment });
    expect(Object.keys(quantities.gains)).toEqual(["0", "2"]);
    expect(Object.keys(quantities.interimUtility)).toEqual(["0", "2"]);
    const { distribution } = await answer("law", { ...instance, environment });
    expect(distribution).toEqual([{ outcome: { alternative: 0, payments: ["3/4", "1/4", "1/4"] }, probability: "1" }]);
  });

  it("exAnte by hand: two players guess the state", async () => {
    const { exAnte, posterior } = await answer("law", large([2], { reports: [0, 1] }));
    expect(posterior).toEqual(["1/2", "1/2"]);
    const outcome = (alternative: number, payment: string) => ({ alternative, payments: [payment] });
    expect(exAnte).toEqual([
      { outcome: outcome(0, "1/2"), probability: "3/8" },
      { outcome: outcome(0, "9/10"), probability: "5/16" },
      { outcome: outcome(1, "9/10"), probability: "5/16" },
    ]);
  });

  it("exAnte is null from 5041 count vectors on, where the law at reports is not", async () => {
    const { exAnte, distribution } = await answer("law", large([20_000], { reports: { counts: [[10_001, 9_999]] } })); // biome-ignore format: one line
    expect(exAnte).toBe(null);
    expect(distribution).toEqual([{ outcome: { alternative: 0, payments: ["9/10"] }, probability: "1" }]);
    const few = await answer("law", large([99], { reports: { counts: [[50, 49]] } }));
    expect(few.exAnte.length).toBe(100);
  });

  it("a question ignores players, groups and reports, whatever they are", async () => {
    for (const { instance, questions } of validBasu) {
      for (const [question, fields] of Object.entries(questions!)) {
        const { players: _, groups: __, ...environment } = instance.environment as Readonly<Record<string, unknown>>;
        const asked = {
          mechanism: instance.mechanism,
          parameters: instance.parameters,
          environment,
          question,
          ...fields,
        };
        const bare = await answer("measure", asked);
        const odd = { ...environment, players: [17], groups: "none" };
        expect(await answer("measure", { ...asked, environment: odd, reports: { none: 1 } })).toEqual(bare);
        expect(await answer("measure", { ...instance, question, ...fields })).toEqual(bare);
      }
    }
  });

  it("empty lists have empty answers", async () => {
    const ask = async (question: string, fields: object) =>
      (await answer("measure", large([1], { question, ...fields }))).answer;
    expect(await ask("families", { compositions: [] })).toEqual({ families: [] });
    expect(await ask("thresholds", { tolerances: [], upTo: 2, over: "first" })).toEqual({ thresholds: [] });
  });
});

describe("long exact numbers", () => {
  const instance = large([300]);
  const pairOf = (text: string): readonly [bigint, bigint] => {
    const [above, below = "1"] = text.split("/");
    return [BigInt(above!), BigInt(below)];
  };

  it("are printed as they are found, short ones in lowest terms", async () => {
    const { quantities } = await answer("measure", instance, "--only", "gains,revenue");
    const [above, below] = pairOf(quantities.gains[0][0][1]);
    expect(below.toString(2).length).toBeGreaterThan(20_000);
    const gcd = (x: bigint, y: bigint): bigint => (y === 0n ? x : gcd(y, x % y));
    expect(gcd(above < 0n ? -above : above, below)).toBeGreaterThan(1n);
    const [earned, over] = pairOf(quantities.revenue.value);
    expect(gcd(earned, over)).toBe(1n);
  });

  it("are enclosed as narrowly as is asked for, and short ones stay exact", async () => {
    const asked = ["--only", "gains,maxGain,revenue"];
    const { quantities: exact } = await answer("measure", instance, ...asked);
    for (const bits of [1, 64, 900]) {
      const { quantities } = await answer("measure", instance, ...asked, "--enclosure", `${bits}`);
      expect(quantities.revenue).toEqual(exact.revenue);
      const wanted = [exact.gains[0][0][1], exact.gains[0][1][0]];
      for (const [i, shown] of [quantities.gains[0][0][1], quantities.gains[0][1][0]].entries()) {
        const [[a, b], [c, d], [n, m]] = [pairOf(shown.low), pairOf(shown.high), pairOf(wanted[i])];
        expect(a * m <= n * b && n * d <= c * m).toBe(true);
        expect((c * b - a * d) * 2n ** BigInt(bits) <= b * d).toBe(true);
      }
    }
  });

  it("with decimals, digits for eyes", async () => {
    const { quantities } = await answer("measure", instance, "--only", "gains", "--decimals", "5");
    const { exact, decimal } = quantities.gains[0][0][1];
    const [above, below] = pairOf(exact);
    const scaled = Number((above * 10n ** 60n) / below) / 1e60;
    expect(Math.abs(Number(decimal) / scaled - 1)).toBeLessThan(1e-4);
  });
});
