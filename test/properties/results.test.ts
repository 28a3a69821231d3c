import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { registry } from "../../properties/index.js";
import { pictureOf } from "../../src/questions/picture.js";
import type { Results } from "../../src/store/results.js";

const results: Results = JSON.parse(readFileSync(join(import.meta.dirname, "../../reports/results.json"), "utf8"));

/** Readings that are decided on cases of their own, so that the corners of the claim's other readings are not theirs. */
const ownCases = ["cckmv/fact-2-universal-implies-expectation strictly", "cckmv/fact-5-coupling all-three"];

/** Readings whose hypotheses no instance meets, which is what they show. */
const neverMet = ["nst/lemma-7 utility-positive"];

describe("the committed results of the standard budget", () => {
  it("are of that budget and of every claim", () => {
    expect([results.budget, results.claims.map(({ id }) => id)]).toEqual(["standard", registry.map(({ id }) => id)]);
  });

  it("show no law where a claim is not about it, and others do", () => {
    const refuted = results.claims.filter(({ counterexample }) => counterexample !== undefined);
    const aside = new Set(registry.flatMap(({ id, isLawAside }) => (isLawAside ? [id] : [])));
    const left = refuted.filter(({ id }) => aside.has(id));
    expect(left.filter(({ picture }) => picture !== undefined).map(({ id }) => id)).toEqual([]);
    // Their instances have laws, which would be drawn.
    expect(left.filter(({ counterexample }) => pictureOf(counterexample!)).map(({ id }) => id)).toContain(
      "nst/pricing-gap",
    );
    expect(refuted.filter(({ id }) => !aside.has(id)).some(({ picture }) => picture && "laws" in picture)).toBe(true);
  });

  for (const { id, readings } of results.claims) {
    it(`${id}: hypotheses met, corners reached, repairs proved and their changes needed`, () => {
      for (const { name, verdict, hypothesesMet, corners, repair } of readings) {
        expect(hypothesesMet > 0, name).toBe(!neverMet.includes(`${id} ${name}`));
        if (hypothesesMet === 0) {
          expect(verdict, name).toBe("vacuous");
          continue;
        }
        const missed = Object.keys(corners).filter((corner) => corners[corner] === 0);
        expect(missed.length > 0, `${name}: ${missed.join("; ")}`).toBe(ownCases.includes(`${id} ${name}`));
        if (verdict !== "refuted") continue;
        expect(repair?.verdict, name).toMatch(/^proved/);
        expect(repair!.hypothesesMet, name).toBeGreaterThan(0);
        expect(
          repair!.necessary.map(({ without }) => without),
          name,
        ).toEqual(repair!.changes);
      }
    });
  }
});
