import type { Budget, Claim, Domain } from "../../src/claim/claim.js";
import { noisyElectionFormat } from "../../src/instance/cckmv.js";
import { noisyMedianFormat } from "../../src/instance/cckmv-median.js";
import { noisyVcgFormat } from "../../src/instance/cckmv-vcg.js";
import type { Format } from "../../src/instance/format.js";
import type { LogRing } from "../../src/number/log-ring.js";
import { type Polynomial, polynomials } from "../../src/number/polynomial.js";
import * as Q from "../../src/number/rational.js";
import type { Ring } from "../../src/number/ring.js";
import { type Coupled, lieMarginal, reachable, truthMarginal } from "../../src/probability/coupling.js";
import { isSame, type Law, sideBySide } from "../../src/probability/law.js";
import { cite } from "../../src/verdict/citation.js";
import { canonical, type JsonObject } from "../../src/verdict/json.js";
import { everyHistogram, forPlayers } from "../cases.js";
import { type Place, placesOf, type SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import { bins, equispaced } from "./lines.js";
import { manyAlternatives, twoAlternatives, vcgCases } from "./vcg-cases.js";

/** A mechanism of the paper with its cases. */
interface Part {
  readonly id: string;
  readonly claim: Claim<SituationCase>;
  /** How many pairs of reports attain equality, how many do not, and the first that does not. */
  evidence(budget: Budget): JsonObject;
}

/** A case of one of the mechanisms. */
export interface MechanismCase {
  readonly of: number;
  readonly at: SituationCase;
}

/** No sign is asked for: everything is an identity of polynomials. */
const identities: LogRing<Polynomial> = {
  ...polynomials(),
  sign: () => {
    throw new RangeError("sign: the couplings are decided by identities");
  },
  signOfLog: () => {
    throw new RangeError("signOfLog: the couplings are decided by identities");
  },
};

/** Whether two laws are the same. */
const isSameLaw = <O, S>(R: Ring<S>, P: Law<O, S>, P2: Law<O, S>): boolean =>
  sideBySide(R, [P, P2]).every(({ weights: [p, q] }) => R.equals(R.multiply(p!, P2.total), R.multiply(q!, P.total)));

/** Whether some outcome is left at some coins and entered at others: exactly then Pr_r[different] > SD. */
const crosses = <O, S>(R: Ring<S>, joint: Coupled<O, S>): boolean => {
  const pairs = reachable(R, joint);
  return pairs.some(([o]) => pairs.some(([, p]) => isSame(o, p)));
};

function part<P, E, T, O>(
  format: Format<P, E, T, O>,
  step: Q.Rational,
  cases: (budget: Budget) => readonly SituationCase[],
): Part {
  const others = ({ situation, type }: { situation: { reports: readonly (T | null)[] } } & Place<P, E, T>) =>
    situation.reports.filter(
      (report) => canonical(format.report.print(report)) !== canonical(format.report.print(type)),
    );
  const places = placesOf(format, { step, reports: undefined, gate: () => [] });
  /** The other reports with which there is more than SD. */
  const strictIn = (place: Place<P, E, T>) => {
    const setting = places.over(identities, place);
    const all = others(setting);
    const strict = all.filter((lie) => crosses(identities, setting.situation.coupled!(setting.type, lie)));
    return { strict, equal: all.length - strict.length };
  };
  const claim = situationClaim(format, {
    id: "cckmv/fact-5-coupling",
    citation: cite("cckmv", "Section 5, after Lemma 5.2"),
    statement: "",
    step,
    cases,
    describe: () => format.mechanism.id,
    corners: {
      equality: (place) => strictIn(place).equal > 0,
      "more than SD": (place) => strictIn(place).strict.length > 0,
    },
    draws: { gate: 5, standard: 40, deep: 400 },
    decide(R, setting) {
      const { situation, type } = setting;
      const isCoupling = others(setting).every((lie) => {
        const joint = situation.coupled!(type, lie);
        return (
          isSameLaw(R, truthMarginal(R, joint), situation.law(type)) &&
          isSameLaw(R, lieMarginal(R, joint), situation.law(lie))
        );
      });
      return { hypotheses: "inside", conclusion: isCoupling ? "holds" : "fails", witness: {} };
    },
    choices: { lie: (setting) => others(setting).map(setting.printReport) },
    sides(setting, choices) {
      const lie = setting.readReport(choices.lie);
      const { entries, total } = setting.situation.coupled!(setting.type, lie);
      const differing = entries.filter(({ outcome: [o, p] }) => !isSame(o, p)).map(({ weight }) => weight);
      const gaps = setting.outcomes().map((o) => Q.subtract(setting.chance(setting.type, o), setting.chance(lie, o)));
      return {
        left: Q.divide(differing.reduce(Q.add, Q.zero), total),
        right: gaps.filter(({ numerator }) => numerator > 0n).reduce(Q.add, Q.zero),
        larger: "left",
        inequality: "Pr[M(θ_i; r) != M(θ_i'; r)] >= SD(M(θ_i), M(θ_i'))",
        explanation: `${format.mechanism.id} under the same coins`,
      };
    },
  });
  return {
    id: format.mechanism.id,
    claim,
    evidence(budget) {
      let [equal, strict]: [number, number] = [0, 0];
      let first: JsonObject | undefined;
      for (const c of cases(budget)) {
        const found = strictIn(places.ofCase(c));
        equal += found.equal;
        strict += found.strict.length;
        const lie = found.strict[0];
        if (lie !== undefined) first ??= { ...(c as unknown as JsonObject), lie: format.report.print(lie) };
      }
      return { equal, strict, "first strict one": first ?? null };
    },
  };
}

const sizes = {
  gate: { voters: 3, locations: 3, players: 2, spread: 1 },
  standard: { voters: 8, locations: 4, players: 4, spread: 3 },
  deep: { voters: 16, locations: 5, players: 6, spread: 8 },
} as const;

/** Mechanisms 4.1, 6.1 and 7.1; a control takes others in their place. */
export const paperParts = (
  election = noisyElectionFormat,
  median = noisyMedianFormat,
  vcg = noisyVcgFormat,
): readonly Part[] => [
  part(election, Q.one, (budget) =>
    forPlayers(1, sizes[budget].voters, (n) => everyHistogram(["A", "B"], n)).map((reports) => ({ reports })),
  ),
  part(median, Q.rational(1n, 2n), (budget) =>
    forPlayers(1, sizes[budget].locations, (q) =>
      forPlayers(1, sizes[budget].players, (n) => everyHistogram(bins(q), n)).map((reports) => ({
        environment: equispaced(q),
        reports,
      })),
    ),
  ),
  part(vcg, Q.rational(1n, 12n), (budget) =>
    vcgCases([
      ...twoAlternatives(1, sizes[budget].spread),
      ...twoAlternatives(2, 1),
      ...(budget === "gate" ? [] : manyAlternatives(3, 1, 0)),
    ]),
  ),
];

/** What decides the reading about the three mechanisms of the paper. */
export function couplingOfThree(parts: readonly Part[] = paperParts()) {
  const at = (id: unknown): Claim<SituationCase> => (parts.find((one) => one.id === id) ?? parts[0]!).claim;
  return {
    domain: (budget: Budget): Domain<MechanismCase> => ({
      description: `Mechanism 4.1 with 1 to ${sizes[budget].voters} voters; 6.1 with 1 to ${sizes[budget].locations} locations and 1 to ${sizes[budget].players} players; 7.1 with |O| = 2, M = 1 and the sums of the others up to ${sizes[budget].spread} apart, M = 2 and up to 1 apart${budget === "gate" ? "" : ", and |O| = 3, M = 1 and one player"}: every pair of reports, every ε`,
      argument:
        "The joint law under the same coins has the laws of the two reports as its marginals, as an identity of polynomials in e^{sε}; the inequality then holds for every ε, as for any mechanism.",
      cases: parts.flatMap(({ claim }, of) => claim.domain(budget, {}).cases.map((one) => ({ of, at: one }))),
      exhaustive: true,
      draws: 0,
    }),
    decide: ({ of, at: c }: MechanismCase) => parts[of]!.claim.decide(identities, c, {}),
    cornersOf: ({ of, at: c }: MechanismCase) => parts[of]!.claim.cornersOf(c, {}),
    exhibit: ({ of, at: c }: MechanismCase) => parts[of]!.claim.exhibit(c, Q.rational(2n), {}),
    check: (example: Parameters<Claim["check"]>[0]) => at(example.instance.mechanism).check(example, {}),
    evidence: (budget: Budget): JsonObject => ({
      "Pr_r[different] = SD": {
        "cckmv/noisy-election": "always: there are two outcomes, and both reports move the winner one way",
        "cckmv/noisy-median":
          "exactly between neighbouring locations: for ℓ_a and ℓ_b with ℓ_m between, (ℓ_{m−1}, ℓ_m) and (ℓ_m, ℓ_{m+1}) are both reached, so that ℓ_m is left and entered",
        "cckmv/noisy-vcg":
          "only where both reports differ by a constant: otherwise a gap that is revealed under both reports moves on, from coin to coin",
      },
      ...Object.fromEntries(parts.map((one) => [one.id, one.evidence(budget)])),
    }),
  };
}
