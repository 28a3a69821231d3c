import { printPrivacyBound } from "../../src/instance/privacy-bound.js";
import { type Candidate, candidates, opponent } from "../../src/mechanisms/cckmv/election.js";
import { boundAt, type PrivacyBound } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import {
  type ElectionCase,
  type ElectionSetting,
  electionInstance,
  electionSetting,
  type Subject,
} from "./elections.js";
import type { PrivateVoterReading } from "./private-voter.js";
import { checkPrivateVoter, ratiosOf } from "./private-voter-check.js";

/** Concrete F and U^out at which the claim fails: the first of a few families, simplest first, that does. */
export function exhibitPrivateVoter(
  under: Subject,
  c: ElectionCase,
  base: Q.Rational,
  reading: PrivateVoterReading,
  { positiveGap = false } = {},
): JsonObject {
  const instance = electionInstance(under, c, c.truth, base);
  const setting = electionSetting(under, { instance, choices: { player: 0 } });
  const at = setting.expEpsilon(reading.k);
  for (const F of families(setting, reading, at)) {
    const h = boundAt(F, at) as Q.Rational;
    const bound = Q.multiply(Q.rational(2n), h);
    const gap = F.kind === "knots" || (positiveGap && Q.signOfRational(bound) === 0) ? Q.one : bound;
    const level = reading.floor ? h : Q.rational(-1n);
    for (const low of [Q.zero, level]) {
      const outcomeUtility = Object.fromEntries(
        candidates.map((o) => [o, Q.printRational(o === c.truth ? Q.add(low, gap) : low)]),
      );
      const choices = { truth: c.truth, ...stay(c.truth, reading), F: printPrivacyBound(F), outcomeUtility };
      const check = checkPrivateVoter(setting, choices, reading);
      if (!check.holds && check.hypotheses !== "outside") return check.choices;
    }
  }
  throw new RangeError("exhibit: expected one of the families of F to violate a claim that was decided to fail");
}

/** What the voter does instead of reporting her type. */
const stay = (truth: Candidate, { alternative }: PrivateVoterReading) =>
  alternative.kind === "lie" ? { lie: opponent(truth) } : { lie: null };

/** Families of F: 0, x − 1, and those that are large exactly where the hypotheses leave F free and 0 where they do not. */
function* families(setting: ElectionSetting, reading: PrivateVoterReading, at: Q.Rational): Generator<PrivacyBound> {
  yield { kind: "linear", slope: Q.zero };
  yield { kind: "linear", slope: Q.one };
  const ratios = [...ratiosOf(setting, reading).values()].filter((x) => x !== "infinity");
  const free = (x: Q.Rational) => (reading.monotone ? Q.compare(x, at) > 0 : !Q.equals(x, at));
  const xs = [at, ...ratios]
    .sort(Q.compare)
    .filter((x, i, all) => Q.compare(x, Q.one) > 0 && (i === 0 || !Q.equals(x, all[i - 1]!)));
  for (let large = 2n; large < 1n << 64n; large *= 2n) {
    const points = [[Q.one, Q.zero] as const, ...xs.map((x) => [x, free(x) ? Q.rational(large) : Q.zero] as const)];
    const atOne = reading.monotone || reading.zeroAtOne ? {} : { atOne: Q.rational(large) };
    yield { kind: "knots", points, after: "constant" };
    yield { kind: "knots", points, after: "constant", ...atOne };
  }
}
