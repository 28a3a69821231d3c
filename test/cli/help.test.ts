import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "./run.js";

/** What each command takes, as the contract says. */
const commands: Readonly<Record<string, readonly string[]>> = {
  list: ["--json"],
  law: ["<file>", "--symbolic", "--decimals <N>", "--json"],
  measure: ["<file>", "--only <NAMES>", "--enclosure <BITS>", "--decimals <N>", "--json"],
  verify: ["[names...]", "--budget <budget>", "--seed <N>", "--jobs <N>", "--out <DIR>"],
  search: ["<claim>", "--reading <name>", "--runs <N>", "--time <seconds>", "--seed <N>", "--json"],
  replay: ["<file>", "--json"],
  record: ["<names...>", "--budget <budget>", "--seed <N>", "--weaker"],
  report: ["--from <DIR>", "--out <DIR>", "--format <NAMES>"],
  schema: ["[name]"],
};

async function help(...argv: readonly string[]): Promise<string> {
  const { stdout, stderr, code } = await run(...argv, "--help");
  expect([stderr, code]).toEqual(["", 0]);
  return stdout;
}

describe("mechproof --help", () => {
  it("names every command, the exit codes, and --version", async () => {
    const text = await help();
    const named = [...text.matchAll(/^ {2}([a-z]+) (?:\[options\] |[<[])/gm)].map(([, name]) => name);
    expect(named).toEqual(Object.keys(commands));
    for (const code of [0, 1, 2, 3]) expect(text).toMatch(new RegExp(`^ {2}${code} {2}\\S`, "m"));
    expect(text).toContain("--version");
  });

  it("agrees with the table of the README", () => {
    const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
    const rows = [...readme.matchAll(/^\| `mechproof ([a-z]+)/gm)].map(([, name]) => name!);
    expect(new Set(rows)).toEqual(new Set(Object.keys(commands)));
  });
});

describe.each(Object.entries(commands))("mechproof %s --help", (name, takes) => {
  it("names what it takes, each with its meaning, on standard output", async () => {
    const text = await help(name);
    expect(text).toMatch(new RegExp(`^Usage: mechproof ${name} `));
    for (const word of takes.map((one) => one.replace(/^[<[](\w+).*$/, "$1"))) {
      expect(text).toMatch(new RegExp(`^ {2}${word.replace(/[<>]/g, "\\$&")} {2,}\\S`, "m"));
    }
    const options = [...text.matchAll(/^ {2}(--\S+(?: <\w+>)?)/gm)].map(([, option]) => option!);
    expect(new Set(options)).toEqual(new Set(takes.filter((one) => one.startsWith("--"))));
  });

  it("gives examples with options, claims and mechanisms that exist", async () => {
    const text = await help(name);
    const examples = text
      .slice(text.search(/^Examples?:$/m))
      .split("\n")
      .slice(1)
      .filter(Boolean);
    expect(examples.length).toBeGreaterThan(0);
    const ids = JSON.stringify(JSON.parse((await run("list", "--json")).stdout));
    for (const example of examples) {
      expect(example).toContain(`mechproof ${name}`);
      for (const [option] of example.matchAll(/(?<= )--[a-z]+/g)) expect(text).toContain(`  ${option}`);
      for (const [id] of example.matchAll(/cckmv\/[\w.-]+/g)) expect(ids).toContain(`"${id}"`);
    }
  });
});

describe("the list", () => {
  it("has every mechanism and claim with its citation, claims with their recorded verdicts", async () => {
    const { mechanisms, claims } = JSON.parse((await run("list", "--json")).stdout);
    for (const { id, citation, summary } of [...mechanisms, ...claims]) {
      expect(id).toMatch(/^[a-z]+\/[\w.-]+$/);
      expect(citation).toMatch(/^[A-Z]+, ./);
      expect(summary).not.toBe("");
    }
    const recorded = (id: string) => {
      const [paper, name] = id.split("/");
      const path = join(import.meta.dirname, `../../properties/${paper}/recorded/${name}.json`);
      return Object.values(JSON.parse(readFileSync(path, "utf8")).readings).map(
        (one) => (one as { verdict: string }).verdict,
      );
    };
    for (const { id, verdict } of claims) expect(recorded(id)).toContain(verdict);
    expect(claims.find(({ id }: { id: string }) => id === "cckmv/theorem-4.2").verdict).toBe("refuted");
  });

  it("is a table of the same", async () => {
    const { stdout } = await run("list");
    expect(stdout).toMatch(/^ {2}cckmv\/theorem-4\.2 +CCKMV, Theorem 4\.2 +refuted$/m);
    expect(stdout).toMatch(/^mechanisms\n[\s\S]*\n\nclaims\n/);
  });
});
