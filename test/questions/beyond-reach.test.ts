import { describe, expect, test } from "vitest";
import { answer, fileOf, run } from "../cli/run.js";

const vcg = (outcomes: number, maximum: number, epsilon: string, report: readonly number[]) => ({
  mechanism: "cckmv/noisy-vcg",
  parameters: { epsilon },
  environment: { outcomes, maximum },
  reports: [report],
});
const histogram = (parameters: object, locations: readonly string[] = ["0", "1"]) => ({
  mechanism: "cckmv/xiao-histogram",
  parameters,
  environment: { locations },
  reports: [0],
});
const [ratios, welfare] = [
  ["privacyRatios", "privacyRatio"],
  ["expectedObjective", "optimum", "expectedLoss"],
];

/** The names of what is measured, and the lines on standard error. */
async function measured(instance: unknown, ...options: readonly string[]) {
  const { stdout, stderr, code } = await run("measure", fileOf(instance), ...options);
  return { names: stdout === "" ? [] : Object.keys(JSON.parse(stdout).quantities), stderr, code };
}

describe("beyond 5040 outcomes", () => {
  test("there are no privacy ratios, whatever the mechanism", async () => {
    expect(await measured(vcg(4, 10, "40 ln 2", [1, 1, 1, 1]))).toEqual({ names: welfare, stderr: "", code: 0 });
    const rare = { ...vcg(4, 10, "40 ln 2", [1, 1, 1, 1]), mechanism: "cckmv/rare-payment-vcg" };
    const announced = { ...rare, parameters: { epsilon: "40 ln 2", w: "1/2" } };
    expect(await measured(announced)).toEqual({ names: welfare, stderr: "", code: 0 });
    expect(await measured(histogram({ epsilon: "2 ln 2", t: 36 }))).toEqual({
      names: ["deltaExact"],
      stderr: "",
      code: 0,
    });
    expect((await measured(histogram({ epsilon: "2 ln 2", t: 2 }))).names).toEqual([...ratios!, "deltaExact"]);
    const { stderr, code } = await measured(vcg(4, 10, "40 ln 2", [1, 1, 1, 1]), "--only", "privacyRatio");
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^mechproof: --only: no quantity "privacyRatio" here; there are: expectedObjective, [^\n]*\n$/,
    );
  });

  test("two reports are compared all the same", async () => {
    const bids = { question: "coupled", player: 0, truth: [0, 0, 1], lie: null };
    const asked = { ...vcg(3, 41, "123 ln 2", [0, 0, 1]), ...bids };
    expect((await answer("measure", asked, "--only", "SD")).answer.SD).toMatch(/^\d+\/\d+$/);
    // The same noise is added to two histograms, so that the worlds always differ.
    const places = { question: "coupled", player: 0, truth: 0, lie: 1 };
    const found = await answer("measure", { ...histogram({ epsilon: "2 ln 2", t: 36 }), ...places });
    expect(found.answer).toMatchObject({ pivotal: "1", pairRatio: "infinity", kl: "infinity" });
    expect(found.answer.joint).toHaveLength(73 ** 2);
    const F = { kind: "step", value: "1" };
    const gap = { ...histogram({ epsilon: "2 ln 2", t: 36 }), ...places, question: "neededGap", F };
    expect((await answer("measure", gap)).answer.neededGap).toBe("2");
  });
});

describe("privacy ratios of listed outcomes that are too much work", () => {
  const large = vcg(4, 9, "36 ln 2", [1, 1, 1, 1]);
  const size =
    /environment: this takes 13756000 weights of about \d+ digits; use fewer or closer outcomes, or a smaller maximum/;

  test("are left out, and one line says so", async () => {
    const { names, stderr, code } = await measured(large);
    expect([names, code]).toEqual([welfare, 0]);
    expect(stderr).toMatch(new RegExp(`^mechproof: left out: privacyRatios, privacyRatio \\(${size.source}\\)\n$`));
  });

  test("are refused by name", async () => {
    const { names, stderr, code } = await measured(large, "--only", "optimum,privacyRatio");
    expect([names, code]).toEqual([[], 2]);
    expect(stderr).toMatch(new RegExp(`^mechproof: privacyRatio: ${size.source}\n$`));
  });

  test("the line names the place in an array, whose other instances are complete", async () => {
    const { stdout, stderr, code } = await run("measure", fileOf([vcg(2, 1, "2 ln 2", [0, 1]), large]));
    expect(JSON.parse(stdout).map(({ quantities }: { quantities: object }) => Object.keys(quantities))).toEqual([
      [...ratios!, ...welfare!],
      welfare,
    ]);
    expect(stderr).toMatch(/^mechproof: \[1\]: left out: [^\n]*\n$/);
    expect(code).toBe(0);
  });

  test("of a noisy median with margins of two hundred thousand digits", async () => {
    const many = {
      mechanism: "cckmv/noisy-median",
      parameters: { epsilon: "2 ln 2" },
      environment: { locations: Array.from({ length: 40 }, (_, i) => `${i}/40`) },
      reports: { counts: { 0: 10, 1: 10, 2: 600_000 } },
    };
    const { stderr, code } = await measured(many, "--only", "privacyRatios");
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^mechproof: privacyRatios: reports: 120 ratios of about \d+ digits are too much; use smaller/,
    );
  });
});

describe("deltaExact where e^ε is irrational", () => {
  const half = histogram({ epsilon: "1/2 ln 2", rate: "4", t: 1 });
  const reason =
    'parameters.epsilon: e^(epsilon·1) = 2^(1/2) is irrational; deltaExact needs "times" to be a multiple of 1';

  test("is left out beside the privacy ratios, and refused by name", async () => {
    expect(await measured(half)).toEqual({
      names: ratios,
      stderr: `mechproof: left out: deltaExact (${reason})\n`,
      code: 0,
    });
    expect(await measured(half, "--only", "deltaExact")).toEqual({
      names: [],
      stderr: `mechproof: deltaExact: ${reason}\n`,
      code: 2,
    });
    expect(await measured(half, "--only", "privacyRatio")).toMatchObject({ names: ["privacyRatio"], stderr: "" });
  });

  test("without noise it is 1 all the same", async () => {
    const { quantities } = await answer("measure", histogram({ epsilon: "1/2 ln 2", rate: "4", t: 0 }));
    expect(quantities.deltaExact).toEqual({ value: "1" });
  });

  test("the multiple that is named is the least that does for what was asked", async () => {
    for (const [rate, only, multiple] of [
      ["4", [], "1"],
      ["4", ["--only", "deltaExact"], "1"],
      ["4", ["--only", "privacyRatio"], "1/2"],
      ["3/2", [], "4"],
      ["3/2", ["--only", "privacyRatio"], "4/3"],
      ["1/2", [], "4"],
    ] as const) {
      const at = (epsilon: string) => measured(histogram({ epsilon, rate, t: 1 }), ...only);
      const { stderr, code } = await at("1/7 ln 2");
      expect(code).toBe(2);
      expect(/multiple of (\S+)\n$/.exec(stderr)?.[1]).toBe(multiple);
      expect(await at(`${multiple} ln 2`)).toMatchObject({ stderr: "", code: 0 });
    }
  });

  test("is left out where it is too long", async () => {
    const { names, stderr, code } = await measured(histogram({ epsilon: "2 ln 2", t: 1_000_000 }));
    expect([names, code]).toEqual([[], 0]);
    expect(stderr).toMatch(/^mechproof: left out: deltaExact \(parameters\.t: it has about \d+ digits; [^\n]*\n$/);
  });

  test("of one location it is a number like any other", async () => {
    const { quantities } = await answer("measure", histogram({ epsilon: "2 ln 2", t: 1 }, ["0"]), "--decimals", "3");
    expect(quantities.deltaExact).toEqual({ value: { exact: "0", decimal: "0" } });
  });
});

test("a law that sums over thousands of values for each of thousands of outcomes is refused with its size", async () => {
  const { stdout, stderr, code } = await run("law", fileOf(vcg(2, 2519, "5038 ln 2", [1, 1])));
  expect([stdout, code]).toEqual(["", 2]);
  expect(stderr).toMatch(/^mechproof: environment: this takes \d+ products of about \d+ digits; use fewer [^\n]*\n$/);
});
