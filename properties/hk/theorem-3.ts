import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { gibbsFormat } from "../../src/instance/hk-scores.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { WorstSides } from "../worst-choices.js";
import { listedChances } from "./distances.js";
import { type Chances, divergence, entropy, mean } from "./divergence-forms.js";
import { energiesAt } from "./energy-cases.js";
import {
  boltzmannFactors,
  freeEnergyClaim,
  gridDistributions,
  proportional,
  type System,
} from "./free-energy-claim.js";

/** F(ν, T) = E_ν[E] − k_B·T·S(ν), as printed. */
const freeEnergyOf = (system: System, nu: Chances): L.LogForm =>
  L.subtract(L.fromRational(mean(nu, energiesAt(system))), L.overEpsilon(entropy(nu)));

/** k_B·T·D_KL(ν‖Gibbs) − k_B·T·ln Σ_j e^{−E_j/(k_B·T)}, Gibbs as the mechanism draws. */
function byDivergence(system: System, nu: Chances): L.LogForm {
  const Z = boltzmannFactors(system).reduce(Q.add, Q.zero);
  return L.overEpsilon(L.subtract(divergence(nu, listedChances(system))!, L.ln(Z)));
}

/** F(ν, T) against the Gibbs measure, or the two ways to write it. */
function sides(system: System, nu: Chances, { says }: Readonly<Record<string, unknown>>): WorstSides {
  const [left, G] = [freeEnergyOf(system, nu), listedChances(system)];
  const words = `ν is ${nu.map(Q.printRational).join(", ")}, the Gibbs measure ${G.map(Q.printRational).join(", ")}`;
  if (says === "identity") {
    const right = byDivergence(system, nu);
    return {
      left,
      right,
      larger: "left",
      holds: L.equals(left, right, system.epsilon),
      inequality: "F(ν, T) = k_B·T·D_KL(ν||Gibbs) - k_B·T·ln Σ_j e^{-E_j/(k_B·T)}",
      explanation: words,
    };
  }
  const right = freeEnergyOf(system, G);
  const order = L.compare(left, right, system.epsilon);
  const isGibbs = nu.every((chance, i) => Q.equals(chance, G[i]!));
  return {
    left,
    right,
    larger: "left",
    holds: says === "minimised" ? order >= 0 : order > 0 || isGibbs,
    inequality: says === "minimised" ? "F(ν, T) >= F(Gibbs, T)" : "F(ν, T) > F(Gibbs, T) for ν ≠ Gibbs",
    explanation: words,
  };
}

/** Theorem 3: the free energy F(ν, T) = E_ν[E] − k_B·T·S(ν) is least where ν is the Gibbs measure. */
export const theorem3 = (format = gibbsFormat): Claim =>
  freeEnergyClaim(format, {
    id: "hk/theorem-3",
    citation: cite("hk", "Theorem 3"),
    statement:
      "F(ν, T) = E_{i∼ν}[E_i] − k_B·T·S(ν) is minimized, over all distributions ν on the states, when ν is the Gibbs measure; and F(ν, T) = k_B·T·D_KL(ν‖Gibbs) − k_B·T·ln Σ_j e^{−E_j/(k_B·T)}.",
    hypotheses: ["finitely many states", "T > 0", "0·ln 0 = 0"],
    readings: readingsOf({ says: ["minimised", "only", "identity"] }),
    switchMeanings: {
      minimised: "at no ν is it smaller",
      only: "at every other ν it is larger",
      identity: "the equation of the proof, for every ν",
    },
    argument:
      "All states, energies, T and ν: with G(i) = e^{−E_i/(k_B·T)}/Z, which is decided, E_i = −k_B·T·(ln G(i) + ln Z), so that F(ν) = k_B·T·Σ_i ν(i)·(ln ν(i) − ln G(i)) − k_B·T·ln Z coefficient by coefficient, states with ν(i) = 0 dropped on both sides; and KL ≥ 0, with equality for ν = G alone (Gibbs' inequality).",
    candidates(system) {
      const G = listedChances(system);
      const even = G.map(() => Q.rational(1n, BigInt(G.length)));
      const halfWay = G.map((chance, i) => Q.divide(Q.add(chance, even[i]!), Q.rational(2n)));
      return [
        proportional(boltzmannFactors(system)),
        even,
        halfWay,
        ...gridDistributions(G.length, G.length < 4 ? 4 : 2),
      ];
    },
    sides,
    evidence: () => ({
      minimum: "−k_B·T·ln Σ_j e^{−E_j/(k_B·T)}, attained by the Gibbs measure and nothing else",
      zeroes: "ν with chances 0 are no exception: the Gibbs measure has none, and KL is finite",
    }),
  });
