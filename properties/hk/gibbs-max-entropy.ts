import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { gibbsFormat } from "../../src/instance/hk-scores.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import type { OrderedRing } from "../../src/number/ring.js";
import { cite } from "../../src/verdict/citation.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { LawSetting } from "../law-setting.js";
import { listedChances } from "./distances.js";
import { type Chances, entropy, mean } from "./divergence-forms.js";
import { energiesAt, type StatesPlace } from "./energy-cases.js";
import { freeEnergyClaim, gridDistributions, proportional } from "./free-energy-claim.js";

type Direction = readonly Q.Rational[];

/**
 * Directions in which neither the mass nor the mean energy changes: between two states of one energy, and among three. They span all
 * such directions.
 */
function directions(energies: readonly Q.Rational[]): readonly Direction[] {
  const at = (entries: readonly (readonly [state: number, by: Q.Rational])[]): Direction =>
    energies.map((_, i) => entries.find(([state]) => state === i)?.[1] ?? Q.zero);
  const between = (i: number, j: number): Q.Rational => Q.subtract(energies[i]!, energies[j]!);
  const states = energies.map((_, i) => i);
  const pairs = states.flatMap((i) => states.filter((j) => i < j).map((j) => [i, j] as const));
  return pairs.flatMap(([i, j]) =>
    Q.signOfRational(between(i, j)) === 0
      ? [
          at([
            [i, Q.one],
            [j, Q.negate(Q.one)],
          ]),
        ]
      : states
          .filter((k) => j < k)
          .map((k) =>
            at([
              [i, between(j, k)],
              [j, between(k, i)],
              [k, between(i, j)],
            ]),
          ),
  );
}

/** From a distribution as far as possible along a direction, and an eighth of that way. */
function moved(from: Chances, direction: Direction): readonly Chances[] {
  const limits = direction.flatMap((by, i) => (Q.signOfRational(by) < 0 ? [Q.divide(from[i]!, Q.negate(by))] : []));
  if (limits.length === 0) return [];
  const most = limits.reduce(Q.minimum);
  return [most, Q.divide(most, Q.rational(8n))].map((length) =>
    from.map((chance, i) => Q.add(chance, Q.multiply(length, direction[i]!))),
  );
}

/** Distributions of the same mean energy as G. */
const sameMean = (G: Chances, energies: readonly Q.Rational[]): readonly Chances[] =>
  directions(energies).flatMap((direction) => [direction, direction.map(Q.negate)].flatMap((way) => moved(G, way)));

/** At one ε, where the law is not the Gibbs measure: whether one of these distributions has more entropy. */
function otherwise<S>(
  R: OrderedRing<S>,
  setting: LawSetting<Record<string, never>, StatesPlace["environment"], never, number, S>,
): Finding<S> {
  const finding = { hypotheses: "inside", witness: {} } as const;
  const { entries } = setting.law();
  if (typeof R.one !== "bigint") return { ...finding, conclusion: "undecided", reason: "precision" };
  const G = proportional(entries.map(({ weight }) => Q.rational(weight as bigint)));
  const more = sameMean(G, energiesAt(setting)).some((nu) => L.compare(entropy(nu), entropy(G)) > 0);
  return more ? { ...finding, conclusion: "fails" } : { ...finding, conclusion: "undecided", reason: "precision" };
}

/** "The Gibbs measure maximizes entropy given the expected energy." */
export const maximalEntropy = (format = gibbsFormat): Claim =>
  freeEnergyClaim(format, {
    id: "hk/gibbs-max-entropy",
    citation: cite("hk", "Section 3.1, before Theorem 3"),
    statement:
      "The Gibbs measure maximizes entropy given the expected energy: S(ν) ≤ S(Gibbs) for every distribution ν on the states with E_ν[E] = E_Gibbs[E].",
    hypotheses: ["finitely many states", "T > 0"],
    readings: readingsOf({ given: ["equal", "at most"] }),
    switchMeanings: {
      equal: "among all ν with the same expected energy",
      "at most": "among all ν with no larger expected energy",
    },
    argument:
      "All states, energies, T and ν: by the identity of Theorem 3, S(Gibbs) − S(ν) = KL(ν‖Gibbs) + (E_Gibbs[E] − E_ν[E])/(k_B·T), which is at least 0 where E_ν[E] ≤ E_Gibbs[E], and 0 for ν = Gibbs alone.",
    candidates(system) {
      const G = listedChances(system);
      return [G, ...sameMean(G, energiesAt(system)), ...gridDistributions(G.length, 2)];
    },
    otherwise,
    sides(system, nu, { given }) {
      const G = listedChances(system);
      const energies = energiesAt(system);
      const order = Q.compare(mean(nu, energies), mean(G, energies));
      const isAllowed = order === 0 || (given === "at most" && order < 0);
      return {
        hypotheses: isAllowed ? "inside" : "outside",
        left: entropy(nu),
        right: entropy(G),
        larger: "right",
        inequality: `S(ν) <= S(Gibbs) for E_ν[E] ${given === "equal" ? "=" : "<="} E_Gibbs[E]`,
        explanation: `ν is ${nu.map(Q.printRational).join(", ")} with the mean energy ${Q.printRational(mean(nu, energies))}, the Gibbs measure ${G.map(Q.printRational).join(", ")}`,
      };
    },
    evidence: () => ({
      equality: "S(ν) = S(Gibbs) for ν = Gibbs alone",
      weaker:
        "weaker than Theorem 3, as the text says: the uniform measure has more entropy and a larger expected energy, wherever the energies are not all equal",
    }),
  });
