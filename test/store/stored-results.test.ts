import { describe, expect, it } from "vitest";
import { InputError } from "../../src/instance/input-error.js";
import { printJson } from "../../src/instance/output.js";
import { parseResults } from "../../src/store/stored-results.js";
import { results } from "../report/sample.js";

const parse = (text: string) => parseResults(text, "results.json", "0.1.0");

/** The sample with another value, or none, at a path. */
function changed(path: readonly (string | number)[], value?: unknown): string {
  const copy = structuredClone(results) as unknown as Record<string | number, unknown>;
  const parent = path.slice(0, -1).reduce((at, key) => at[key] as Record<string | number, unknown>, copy);
  const last = path.at(-1)!;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return JSON.stringify(copy);
}

const reading = ["claims", 0, "readings", 0];

describe("stored results", () => {
  it("are read as they were written", async () => {
    expect(await parse(printJson(results))).toEqual(results);
    expect(printJson(await parse(JSON.stringify(results)))).toBe(printJson(results));
  });

  it.each([
    ["{", /^results\.json: line 1, column 2: /],
    ["", /^results\.json: line 1, column 1: /],
    ["[]", /^results\.json: mechproof: expected results of mechproof verify$/],
    ["null", /^results\.json: mechproof: expected results/],
    [
      '{"mechproof": "0.0.9"}',
      /^results\.json: mechproof: written by version "0\.0\.9", this is "0\.1\.0"; run mechproof/,
    ],
    ['{"mechproof": 1}', /^results\.json: mechproof: expected results/],
    [changed(["budget"], "huge"), /^results\.json: budget: expected "gate", "standard", "deep", got "huge"$/],
    [changed(["seed"]), /^results\.json: seed: missing$/],
    [changed(["time"], 12), /^results\.json: time: unknown field$/],
    [
      changed([...reading, "instances"], "12"),
      /^results\.json: claims\[0\]\.readings\[0\]\.instances: expected integer, got "12"$/,
    ],
    [changed([...reading, "verdict"], "true"), /^results\.json: claims\[0\]\.readings\[0\]\.verdict: expected /],
    [
      changed([...reading, "counterexample", "lhs"], "1.5"),
      /readings\[0\]\.counterexample\.lhs: must match pattern .*, got "1\.5"$/,
    ],
    [changed([...reading, "reason"], "budget"), /readings\[0\]\.reason: does not belong here$/],
    [
      changed([...reading, "epsilons", "b", 0, "to", "closed"], "no"),
      /readings\[0\]\.epsilons\.b\[0\]\.to\.closed: expected boolean/,
    ],
    [changed([...reading, "switches", "a b/c"], 1), /readings\[0\]\.switches\."a b\/c": expected string, got 1$/],
    [changed(["claims", 1, "readings"], []), /^results\.json: claims\[1\]\.readings: .*, got an empty list$/],
  ])("refuses %#, in one line that names the field", async (text, message) => {
    const error = await parse(text).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toMatch(message);
    expect((error as InputError).message).not.toContain("\n");
  });
});
