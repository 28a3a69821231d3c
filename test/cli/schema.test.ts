import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { Results } from "../../src/store/results.js";
import { bad, good } from "../instance/instances.js";
import { run } from "./run.js";

const root = join(import.meta.dirname, "../..");
const draft = "https://json-schema.org/draft/2020-12/schema";
type Instance = { readonly mechanism: string };

async function schemaOf(...names: readonly string[]): Promise<Record<string, unknown>> {
  const { stdout, stderr, code } = await run("schema", ...names);
  expect([stderr, code]).toEqual(["", 0]);
  return JSON.parse(stdout);
}

const validators = new Map<string, ValidateFunction>();

/** As quick to make as can be: most of them see a few instances. */
const quick = { strict: true, allowUnionTypes: true, inlineRefs: false, code: { optimize: false } } as const;
const drafted = new Ajv2020(quick);

/** Each schema is one of draft 2020-12, and has its own validator that knows no other, as a user would load it. */
async function validatorOf(...names: readonly string[]): Promise<ValidateFunction> {
  const key = names.join();
  const known = validators.get(key);
  if (known) return known;
  const schema = await schemaOf(...names);
  expect(drafted.validateSchema(schema), key).toBe(true);
  const made = new Ajv2020({ ...quick, meta: false, validateSchema: false }).compile(schema);
  validators.set(key, made);
  return made;
}

/** The instances that the README feeds to commands. */
const inReadme: readonly Instance[] = [
  ...readFileSync(join(root, "README.md"), "utf8").matchAll(/echo '(\{.*?\})' \|/g),
].map(([, text]) => JSON.parse(text!));

/** The instances of every counterexample that is committed. */
const isWhole = (instance: object): boolean =>
  Object.keys(instance).some((key) => key !== "mechanism" && key !== "reports") ||
  !("reports" in instance && Array.isArray(instance.reports) && instance.reports.length === 0);

/** Those of claims about numbers alone only name the mechanism: their numbers are choices. */
function stored(): readonly Instance[] {
  const { claims }: Results = JSON.parse(readFileSync(join(root, "reports/results.json"), "utf8"));
  return claims.flatMap(({ readings }) =>
    readings.flatMap(({ counterexample, mostViolating, repair }) =>
      [counterexample, mostViolating, ...(repair?.necessary ?? [])].flatMap((found) =>
        found && isWhole(found.instance) ? [found.instance as unknown as Instance] : [],
      ),
    ),
  );
}

describe("mechproof schema", () => {
  it("describes the instances of each mechanism, and of all", async () => {
    const ids = (await schemaOf()).$defs as Record<string, unknown>;
    const bin = join(root, "bin/mechproof.mjs");
    const list = spawnSync(process.execPath, [bin, "list", "--json"], { encoding: "utf8", timeout: 60_000 });
    const { mechanisms } = JSON.parse(list.stdout);
    expect(Object.keys(ids)).toEqual(mechanisms.map(({ id }: { id: string }) => id));
    for (const id of Object.keys(ids)) {
      const schema = await schemaOf(id);
      expect(schema).toMatchObject({ $schema: draft, title: id });
      expect(schema).toEqual(ids[id]);
    }
    expect(await schemaOf()).toMatchObject({ $schema: draft });
  });

  it("accepts every instance of the README, of the tests and of the stored counterexamples", async () => {
    const every = [...inReadme, ...good, ...stored()];
    const instances = [...new Map(every.map((instance) => [JSON.stringify(instance), instance])).values()];
    const all = await validatorOf();
    expect(inReadme.length).toBeGreaterThan(0);
    for (const instance of instances) {
      expect((await validatorOf(instance.mechanism))(instance), JSON.stringify(instance)).toBe(true);
      expect(all(instance), JSON.stringify(instance)).toBe(true);
    }
  });

  it("rejects near misses", async () => {
    const all = await validatorOf();
    for (const instance of bad) {
      expect((await validatorOf(instance.mechanism))(instance), JSON.stringify(instance)).toBe(false);
      expect(all(instance), JSON.stringify(instance)).toBe(false);
    }
    expect(all({ ...good[0], mechanism: "cckmv/noisy-electoin" })).toBe(false);
    expect(all([good[0]])).toBe(false);
  });

  it("describes figures, whose coordinates are exact", async () => {
    const valid = await validatorOf("figures");
    const { figures } = JSON.parse(readFileSync(join(root, "reports/figures.json"), "utf8"));
    expect(figures.length).toBeGreaterThan(10);
    expect(valid({ figures })).toBe(true);
    const [{ series, ...about }] = figures;
    const withPoint = (point: unknown) => ({ figures: [{ ...about, series: [{ ...series[0], points: [point] }] }] });
    expect(valid(withPoint(["1/2", { low: "0", high: "1" }]))).toBe(true);
    expect(valid(withPoint(["1/2", 0.5]))).toBe(false);
    expect(valid(withPoint(["1/2"]))).toBe(false);
    expect(valid({ figures: [about] })).toBe(false);
  });

  it("describes results, counterexamples and records", async () => {
    const [results, counterexample, recorded] = [
      await validatorOf("results"),
      await validatorOf("counterexample"),
      await validatorOf("recorded"),
    ];
    const read = (path: string) => JSON.parse(readFileSync(join(root, path), "utf8"));
    const stored = read("reports/results.json");
    expect(results(stored)).toBe(true);
    expect(results({ ...stored, seed: "42" })).toBe(false);
    for (const name of readdirSync(join(root, "reports/counterexamples"))) {
      expect(counterexample(read(`reports/counterexamples/${name}`)), name).toBe(true);
    }
    expect(counterexample({ claim: "cckmv/theorem-4.2" })).toBe(false);
    for (const name of readdirSync(join(root, "properties/cckmv/recorded"))) {
      expect(recorded(read(`properties/cckmv/recorded/${name}`)), name).toBe(true);
    }
    expect(recorded({ claim: "cckmv/theorem-4.2", readings: {} })).toBe(false);
  });

  it.each([
    ["cckmv/noisy-electoin", /^mechproof: no schema "cckmv\/noisy-electoin"; did you mean "cckmv\/noisy-election"\?/],
    ["result", /; did you mean "results"\?/],
    ["toy/nothing", /^mechproof: no schema "toy\/nothing"; see mechproof list/],
  ])("%s is one clear line and exit code 2", async (name, message) => {
    const { stdout, stderr, code } = await run("schema", name);
    expect([stdout, code]).toEqual(["", 2]);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toMatch(message);
  });
});
