import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { answer, fileOf, run } from "./run.js";

const good = { mechanism: "cckmv/noisy-election", parameters: { epsilon: "ln 2" }, reports: ["A"] };
const bad = { mechanism: "cckmv/noisy-election", parameters: { epsilon: "ln 2", rate: 0.25 }, reports: ["A"] };

describe("bad usage: one line, exit code 2, nothing on standard output", () => {
  const file = fileOf(good);
  test.each([
    [[], /^mechproof: expected a command: /],
    [["laws"], /^mechproof: unknown command 'laws'/],
    [["law"], /^mechproof: missing required argument 'file'\n/],
    [["law", file, file], /^mechproof: too many arguments/],
    [["law", file, "--symbol"], /^mechproof: unknown option '--symbol'/],
    [["law", file, "--decimals"], /^mechproof: option '--decimals <N>' argument missing\n/],
    [["law", file, "--decimals", "0"], /^mechproof: --decimals: expected an integer from 1 to 1000, got "0"\n/],
    [["law", file, "--decimals", "1.5"], /^mechproof: --decimals: expected an integer/],
    [["measure", file, "--only", "a,,b"], /^mechproof: --only: expected names separated by commas/],
    [
      ["measure", file, "--only", "optimun"],
      /^mechproof: --only: no quantity "optimun" here; did you mean "optimum"\?/,
    ],
    [["law", "/no/such/file"], /^mechproof: \/no\/such\/file: no such file\n/],
    [["law", tmpdir()], /: is a directory, not a file\n/],
  ] as const)("%s", async (argv, expected) => {
    const { stdout, stderr, code } = await run(...argv);
    expect([stdout, code]).toEqual(["", 2]);
    expect(stderr).toMatch(expected);
    expect(stderr).toMatch(/^[^\n]+\n$/);
  });
});

test("help and version", async () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(await run("--version")).toEqual({ stdout: `${version}\n`, stderr: "", code: 0 });
  for (const argv of [["--help"], ["law", "--help"], ["measure", "--help"], ["list", "--help"]]) {
    const { stdout, stderr, code } = await run(...argv);
    expect(stdout).toMatch(/^Usage: mechproof/);
    expect([stderr, code]).toEqual(["", 0]);
  }
});

test("list", async () => {
  const { stdout } = await run("list", "--json");
  const { mechanisms } = JSON.parse(stdout);
  expect(mechanisms.map(({ id }: { id: string }) => id)).toEqual(
    expect.arrayContaining([
      "cckmv/noisy-election",
      "cckmv/majority",
      "cckmv/constant",
      "cckmv/dictator",
      "cckmv/majority-twice",
      "cckmv/noisy-election-twice",
      "cckmv/table",
      "cckmv/bayes-posterior",
    ]),
  );
  expect(mechanisms[0]).toEqual({
    id: "cckmv/noisy-election",
    citation: "CCKMV, Mechanism 4.1",
    summary: expect.stringContaining("noise"),
  });
  expect((await run("list")).stdout).toMatch(/cckmv\/noisy-election +CCKMV, Mechanism 4\.1 +\S/);
});

test("an array is answered in order, refused instances in their places", async () => {
  const { stdout, stderr, code } = await run("law", fileOf([good, bad, good]));
  const [first, second, third] = JSON.parse(stdout);
  expect(first).toEqual(await answer("law", good));
  expect(second).toEqual({ error: expect.stringMatching(/^parameters\.rate: 0\.25 is a JSON float/) });
  expect(third).toEqual(first);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^mechproof: 1 of 3 instances refused[^\n]*\n$/);
  expect(await answer("law", [])).toEqual([]);
  expect(await answer("measure", [good])).toHaveLength(1);
});

test("law refuses what has no law", async () => {
  const environment = { prior: ["1"], strategy: [["1"]], likelihood: ["1"] };
  const { stdout, stderr, code } = await run("law", fileOf({ mechanism: "cckmv/bayes-posterior", environment }));
  expect([stdout, code]).toEqual(["", 2]);
  expect(stderr).toMatch(
    /^mechproof: mechanism: cckmv\/bayes-posterior has no outcome law; ask `mechproof measure`\n$/,
  );
});

test("law refuses an instance with a question, in both spellings", async () => {
  const fields = { player: 0, truth: "A", lie: "B" };
  for (const question of [{ question: "coupled", ...fields }, { coupled: fields }]) {
    const { stdout, stderr, code } = await run("law", fileOf({ ...good, ...question }));
    expect([stdout, code]).toEqual(["", 2]);
    expect(stderr).toMatch(/^mechproof: question: law answers no questions; ask "coupled"/);
    expect((await answer("measure", { ...good, ...question })).question).toBe("coupled");
  }
});

test("--only picks quantities and fields of an answer", async () => {
  const { quantities } = await answer("measure", good, "--only", "expectedLoss, optimum");
  expect((await answer("measure", good, "--only", "expectedLoss", "--only", "optimum")).quantities).toEqual(quantities);
  expect(Object.keys(quantities)).toEqual(["optimum", "expectedLoss"]);
  const asked = { ...good, question: "coupled", player: 0, truth: "A", lie: "B" };
  expect((await answer("measure", asked, "--only", "SD")).answer).toEqual({ SD: "1/2" });
  const { stderr, code } = await run("measure", fileOf(asked), "--only", "KL");
  expect([stderr, code]).toEqual([expect.stringMatching(/no quantity "KL" here; did you mean "kl"\?/), 2]);
});

test("--decimals prints significant digits beside each exact number", async () => {
  const { distribution, epsilon } = await answer("law", good, "--decimals", "5");
  expect(distribution[1]).toEqual({ outcome: "B", probability: { exact: "1/6", decimal: "0.16667" } });
  expect(epsilon).toEqual({ times: "1", log: "2" });
  const { quantities } = await answer("measure", good, "--decimals", "3");
  expect(quantities.optimum).toEqual({ value: { exact: "1", decimal: "1" } });
  const asked = { ...good, question: "coupled", player: 0, truth: "A", lie: "B" };
  const { kl } = (await answer("measure", asked, "--only", "kl", "--decimals", "8")).answer;
  expect(kl.exact).toEqual((await answer("measure", asked)).answer.kl);
  expect(kl.decimal).toBe(((5 / 6) * Math.log(5 / 2) + (1 / 6) * Math.log(1 / 4)).toFixed(8));
});

describe("the installed program", () => {
  const start = (argv: readonly string[], input = "") =>
    spawnSync(process.execPath, ["bin/mechproof.mjs", ...argv], { input, encoding: "utf8" });

  test("reads standard input, and bad input ends without a stack trace", () => {
    const ok = start(["law", "-"], JSON.stringify(good));
    expect([ok.status, ok.stderr]).toEqual([0, ""]);
    expect(JSON.parse(ok.stdout).payments).toBeNull();
    const refused = start(["law", "-"], JSON.stringify(bad));
    expect([refused.status, refused.stdout]).toEqual([2, ""]);
    expect(refused.stderr).toMatch(/^mechproof: parameters\.rate: [^\n]*\n$/);
  });

  test("a reader that stops early is no failure", () => {
    const many = JSON.stringify(Array.from({ length: 3000 }, () => good));
    const command = `"${process.execPath}" bin/mechproof.mjs law - | head -c 10`;
    const { status, stderr } = spawnSync("bash", ["-o", "pipefail", "-c", command], { input: many, encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
  });
});
