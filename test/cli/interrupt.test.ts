import { cpSync, existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import seedrandom from "seedrandom";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { contents, type Program, smallProgram, until, waiting } from "./program.js";

/** Claims with a few readings that are decided in half a second together. */
const claims = ["cckmv/remark-1-cost-change", "cckmv/remark-4-constant", "cckmv/proposition-4.3-1"];
const command = ["verify", "--budget", "gate", ...claims] as const;
const oneByOne = ["verify", "--budget", "gate", "--jobs", "1"] as const;
const few = [...oneByOne, "cckmv/remark-4-constant", "cckmv/proposition-4.3-1"] as const;

let program: Program;
let inPlace: (name: string) => string;
let reference: Record<string, string>;
let milliseconds: number;

beforeAll(() => {
  program = smallProgram();
  inPlace = (name) => join(program.place, name);
  const started = performance.now();
  expect(program.run(...command, "--jobs", "2", "--out", "reference").status).toBe(0);
  milliseconds = performance.now() - started;
  reference = contents(inPlace("reference"));
}, 120_000);
afterEach(() => {
  for (const name of ["out", ".mechproof"]) rmSync(inPlace(name), { recursive: true, force: true });
});
afterAll(() => program.remove());

const started = (jobs = "2") => program.start(...command, "--jobs", jobs, "--out", "out");

describe("results do not depend on the number of jobs", () => {
  it.each(["1", "3"])("--jobs %s writes the bytes of --jobs 2", (jobs) => {
    expect(program.run(...command, "--jobs", jobs, "--out", "out").status).toBe(0);
    expect(contents(inPlace("out"))).toEqual(reference);
  });
});

describe("a run that is killed", () => {
  it("20 times at random moments writes in the end the bytes of an undisturbed run", async () => {
    const random = seedrandom("killed");
    let [kills, complete, resumed] = [0, 0, 0];
    while (kills < 20 || complete === 0) {
      const run = started(random() < 0.5 ? "2" : "1");
      let over = false;
      run.ended.then(() => {
        over = true;
      });
      // From the first moments of Node itself on; every fourth time not before something was decided, which the next
      // run takes up.
      if (kills % 4 === 3) await until(() => over || waiting(program.place).length > 0);
      if (kills < 20) await until(() => over, random() * (kills % 4 === 3 ? 0.1 : 0.8) * milliseconds);
      if (!over && kills < 20) {
        kills++;
        run.kill(random() < 0.5 ? "SIGKILL" : "SIGINT");
      }
      const { code } = await run.ended;
      if (run.told().includes("Going on")) resumed++;
      if (code !== 0) continue;
      expect(contents(inPlace("out"))).toEqual(reference);
      expect(waiting(program.place)).toEqual([]);
      complete++;
      // The next run meets earlier results, a whole folder or none.
      if (random() < 0.5) rmSync(inPlace("out"), { recursive: true });
      else writeFileSync(join(inPlace("out"), "results.json"), '{"mechproof": "earlier"}\n');
    }
    expect(kills).toBe(20);
    expect(resumed).toBeGreaterThan(0);
  }, 300_000);

  it("while it writes the reports leaves a folder that the same command repairs", () => {
    const preload = ["--import", join(import.meta.dirname, "kill-at.mjs")];
    process.env.KILL_BELOW = inPlace("out");
    try {
      const killedAt = (change: number) => {
        process.env.KILL_AT = `${change}`;
        return program.runWith(preload, ...few, "--out", "out").signal === "SIGKILL";
      };
      expect(program.run(...few, "--out", "out").status).toBe(0);
      const whole = contents(inPlace("out"));
      rmSync(inPlace("out"), { recursive: true });
      // Into a new folder: each change is the first that the next run has to make good.
      for (const change of [0, 1, 2, 5, 13]) expect(killedAt(change), `change ${change}`).toBe(true);
      expect(program.run(...few, "--out", "out").status).toBe(0);
      expect(contents(inPlace("out"))).toEqual(whole);
      // Over results of other claims, among whose files are some that have to go.
      rmSync(inPlace("out"), { recursive: true });
      cpSync(inPlace("reference"), inPlace("out"), { recursive: true });
      const before = readFileSync(join(inPlace("out"), "results.json"), "utf8");
      for (const change of [1, 9]) {
        expect(killedAt(change), `change ${change}`).toBe(true);
        expect(readFileSync(join(inPlace("out"), "results.json"), "utf8")).toBe(before);
      }
      const writes = 2 * Object.keys(whole).length + 2;
      expect(killedAt(writes + 1), "removal").toBe(true);
      expect(readFileSync(join(inPlace("out"), "results.json"), "utf8")).toBe(whole["results.json"]);
      const last = program.run(...few, "--out", "out");
      expect(last.stderr).toContain("decided before");
      expect(contents(inPlace("out"))).toEqual(whole);
      expect(waiting(program.place)).toEqual([]);
    } finally {
      delete process.env.KILL_BELOW;
      delete process.env.KILL_AT;
    }
  });
});

describe("a run that is interrupted", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "by %s keeps what was decided, says so and leaves the reports",
    async (signal) => {
      cpSync(inPlace("reference"), inPlace("out"), { recursive: true });
      writeFileSync(join(inPlace("out"), "results.json"), '{"mechproof": "earlier"}\n');
      const run = started();
      expect(await until(() => waiting(program.place).length > 1)).toBe(true);
      run.kill(signal);
      expect((await run.ended).code).toBe(3);
      const kept = waiting(program.place).length;
      const last = run.told().trim().split("\n").at(-1)!;
      expect(last).toMatch(/^mechproof: interrupted; \d+ of \d+ readings \(\d of 3 claims\) are decided and wait in /);
      expect(last).toMatch(/ wait in \.mechproof\/decided-[0-9a-f]{16}; the same command goes on from there$/);
      expect(last).toContain(`; ${kept} of `);
      expect(readFileSync(join(inPlace("out"), "results.json"), "utf8")).toContain("earlier");
      const resumed = program.run(...command, "--out", "out");
      expect(resumed.stderr).toContain(`Going on: ${kept} of `);
      expect(contents(inPlace("out"))).toEqual(reference);
    },
  );

  it("twice ends at once", async () => {
    const run = started();
    expect(await until(() => waiting(program.place).length > 0)).toBe(true);
    for (const _time of [1, 2]) run.kill("SIGINT");
    expect((await run.ended).code).toBe(3);
    expect(waiting(program.place).length).toBeGreaterThan(0);
  });
});

describe("what waits", () => {
  it("is decided again where a file is not whole or not about its reading", async () => {
    const run = started("1");
    expect(await until(() => waiting(program.place).length > 2)).toBe(true);
    run.kill("SIGKILL");
    await run.ended;
    const files = waiting(program.place).map((name) => join(inPlace(".mechproof"), name));
    const [first, second, third] = files as [string, string, string];
    writeFileSync(first, readFileSync(first, "utf8").slice(0, -10));
    writeFileSync(second, "null");
    cpSync(third, second);
    const { status, stderr } = program.run(...command, "--out", "out");
    expect(status).toBe(0);
    expect(stderr).toContain(`Going on: ${files.length - 2} of `);
    expect(contents(inPlace("out"))).toEqual(reference);
  });

  it("is kept when another command is complete, and is removed when nobody has come back for a week", async () => {
    const run = started("1");
    expect(await until(() => waiting(program.place).length > 2)).toBe(true);
    run.kill("SIGINT");
    await run.ended;
    const kept = waiting(program.place).length;
    expect(
      program.run("verify", "--budget", "gate", "--jobs", "1", "cckmv/remark-4-constant", "--out", "out").status,
    ).toBe(0);
    expect(waiting(program.place)).toHaveLength(kept);
    const [folder] = readdirSync(inPlace(".mechproof")) as [string];
    const days = (n: number) => new Date(Date.now() - n * 24 * 3600 * 1000);
    const path = join(inPlace(".mechproof"), folder);
    const other = [
      "verify",
      "--budget",
      "gate",
      "--jobs",
      "1",
      "--seed",
      "1",
      "cckmv/remark-4-constant",
      "--out",
      "out",
    ];
    utimesSync(path, days(6), days(6));
    expect(program.run(...other).status).toBe(0);
    expect(existsSync(path)).toBe(true);
    utimesSync(path, days(8), days(8));
    expect(program.run(...other).status).toBe(0);
    expect(existsSync(path)).toBe(false);
  });
});

describe("a worker that breaks", () => {
  const broken = (how: string) => {
    const worker = join(program.home, "dist/src/cli/worker.js");
    const real = readFileSync(worker, "utf8");
    writeFileSync(join(program.home, "dist/src/cli/real-worker.js"), real);
    writeFileSync(
      worker,
      `import decide from "./real-worker.js";
       export default (task) => { if (task.claim === "cckmv/proposition-4.3-1") { ${how} } return decide(task); };`,
    );
    try {
      return program.runWith(["--max-old-space-size=200"], ...oneByOne, claims[0]!, claims[2]!, "--out", "out");
    } finally {
      writeFileSync(worker, real);
      rmSync(join(program.home, "dist/src/cli/real-worker.js"));
    }
  };

  it.each([
    [
      "runs out of memory",
      "const all = []; for (;;) all.push(new Array(1e6).fill(all.length + 0.5));",
      "ran out of memory",
    ],
    ["ends", "process.exit(7);", "died"],
  ])("because it %s ends the run with one line, and what was decided is kept", (_name, how, words) => {
    const { status, stderr } = broken(how);
    expect(status).toBe(3);
    const lines = stderr.split("\n").filter((line) => line.startsWith("mechproof: "));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`the worker of cckmv/proposition-4.3-1 (`);
    expect(lines[0]).toContain(words);
    expect(lines[0]).toMatch(/; [1-9]\d* of \d+ readings \(1 of 2 claims\) are decided and wait in /);
    expect(waiting(program.place).length).toBeGreaterThan(0);
    expect(existsSync(inPlace("out"))).toBe(false);
  });

  it("by a mistake of the program shows it", () => {
    const { status, stderr } = broken('throw new Error("no such thing");');
    expect(status).toBe(1);
    expect(stderr).toContain("the worker of cckmv/proposition-4.3-1 (");
    expect(stderr).toContain("Error: no such thing");
  });
});
