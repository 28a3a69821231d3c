import { about, type Coordinate, type Drawing, type Figures, type Series } from "../../src/claim/figure.js";
import { type GenericSetting, loc1Setting, loc2Setting } from "../../src/mechanisms/nst/generic-setting.js";
import { meaningfulPopulation } from "../../src/mechanisms/nst/populations.js";
import { theorem2Beta } from "../../src/mechanisms/nst/thresholds.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { nearPowers, seriesAt } from "../figure-series.js";
import { bySets, facilityError, firstLoc, type Loc, secondLoc } from "./facility-numbers.js";
import { loadTable, lopsided } from "./gain-cases.js";
import { largestWeight, leastQ, tightTable } from "./least-q.js";
import { spikeError } from "./spike.js";

/** More than enough for errors of 10^−4 and more. */
const bits = 48;

const m = 2;
const K = 2;
const settings = { LOC1: loc1Setting(BigInt(m), K), LOC2: loc2Setting(BigInt(m), K) } as const;

/** From n0 + 1 to about 10^7, nearly evenly apart on a logarithmic axis. */
function populations(loc: Loc): readonly Q.Rational[] {
  const first = Q.rational(loc.n0({ m, K, n: 0n }) + 1n);
  const later = nearPowers(Q.rational(4n, 3n), 56, 1n).filter((n) => Q.compare(n, first) > 0);
  return [first, ...later];
}

/** β, where it is defined. */
const betaAt = (setting: GenericSetting, n: Q.Rational): Coordinate =>
  R.enclosureOf(theorem2Beta(setting, n.numerator)!, bits);

/** max F − E[F] where everybody is at 0 and says so. */
function errorAtZero(loc: Loc, { numerator: n }: Q.Rational): Coordinate {
  const counts = [Number(n), ...Array.from({ length: m }, () => 0)];
  return R.enclosureOf(facilityError(bySets, loc, { m, K, n }, counts), bits);
}

const spikeAt = (setting: GenericSetting, { numerator: n }: Q.Rational): Coordinate =>
  R.enclosureOf(spikeError(setting, n, setting.pTilde)!, bits);

/** The error that Theorem 2 allows LOC1 and LOC2, against the one they make. */
function errorFigure(): Drawing {
  const [first, second] = [populations(firstLoc), populations(secondLoc)];
  const starts = Object.values(settings).map((setting) => {
    const n = Q.rational(meaningfulPopulation(setting).from);
    return [n, betaAt(setting, n)] as const;
  });
  return {
    id: "nst/error",
    title: "The error is a fraction of the printed β, and falls at the same rate",
    caption:
      "Two facilities on the locations 0, 1/2, 1 (m = 2, K = 2), for n from the first that Corollaries 4 and 5 speak of, n0 + 1 = 995 for LOC1 and 165 for LOC2, at their ε and q. " +
      "Drawn are the printed β, the exact error max F − E[F] where all players are at 0, and, in the setting of LOC1 (d = 1, γ = 1/2, nine placings), the error for an objective that is 1 at one placing and 0 at all others. " +
      "β is below 1, and so says something, from 4562 players on for LOC1 and 1014 for LOC2. The errors stay below β, about 1/11 and 1/12 of it for the facilities and 3/10 for the last objective; the lines are nearly parallel, as all fall like √(ln n/n), and none like 1/√n.",
    x: { label: "players n", scale: "log" },
    y: { label: "error", scale: "log" },
    series: [
      seriesAt("β of LOC1, as printed", "line", first, (n) => betaAt(settings.LOC1, n)),
      seriesAt("LOC1, F = 1 at one placing alone", "line", first, (n) => spikeAt(settings.LOC1, n)),
      seriesAt("LOC1, all players at 0", "line", first, (n) => errorAtZero(firstLoc, n)),
      seriesAt("β of LOC2, as printed", "line", second, (n) => betaAt(settings.LOC2, n)),
      seriesAt("LOC2, all players at 0", "line", second, (n) => errorAtZero(secondLoc, n)),
      { name: "β < 1 from here on", mark: "dots", points: starts },
    ],
  };
}

/** 2ε/(p̃γ) at e^{ε/2} = base. */
const printedQ = (weight: Q.Rational, base: Q.Rational): Coordinate =>
  L.enclosure(L.scale(L.ln(base), Q.divide(Q.rational(4n), weight)), bits);

/** The q that Theorem 1 asks for, as long as it is a probability, and the least that will do. */
function qSeries(name: string, table: JsonObject, P: readonly Q.Rational[], bases: readonly Q.Rational[]) {
  const environment = loadTable(table);
  const weight = largestWeight(environment, P);
  const drawn = (base: Q.Rational, y: Coordinate) => [Q.multiply(base, base), y] as const;
  const printed = bases.map((base) => drawn(base, printedQ(weight, base)));
  return [
    { name: `${name}: 2ε/(p̃γ)`, mark: "line", points: printed.filter(([, y]) => isShare(y)) },
    { name: `${name}: least`, mark: "dots", points: bases.map((base) => drawn(base, leastQ(environment, P, base))) },
  ] satisfies readonly Series[];
}

const isShare = (y: Coordinate): boolean => Q.compare("high" in y ? y.high : y, Q.one) <= 0;

/** How much commitment Theorem 1 asks for, and how much is needed. */
function commitmentFigure(): Drawing {
  // e^{ε/2} from about 1 + 10^−3 to 2.
  const bases = nearPowers(Q.rational(4n, 3n), 24, 10n ** 6n).map((x) =>
    Q.add(Q.one, Q.multiply(x, Q.rational(1n, 1000n))),
  );
  return {
    id: "nst/commitment",
    title: "How much commitment truthfulness takes",
    caption:
      "One player of two types, two alternatives, and the mixture that commits with probability q. Drawn is the least q at which no lie gains, and q = 2ε/(p̃γ), with which Theorem 1 has it (up to q = 1). " +
      "A: at alternative 1 all is worth 0, at alternative 2 the reaction that is right for her type 1 and the other 0; P is sure of alternative 2 (p̃γ = 1). " +
      "B: a wrong reaction costs 1/16 at alternative 1 and 1 at alternative 2; P is sure of alternative 1 (p̃γ = 1/16). In both the objective is 1 at alternative 1 for type 1 and at alternative 2 for type 2, else 0. " +
      "Theorem 1 asks for enough and for much: for small ε 8 times the least q in A, and 128/15 = 8.53 times in B. The least q in A is tanh(ε/4)/(1 + tanh(ε/4)).",
    x: { label: "ε", scale: "log", drawn: "ln" },
    y: { label: "q", scale: "log" },
    series: [
      ...qSeries("A", tightTable, [Q.zero, Q.one], bases),
      ...qSeries("B", lopsided("1/16"), [Q.one, Q.zero], bases),
    ],
  };
}

/** The figures of the paper. */
export const figures: Figures = [
  about(["nst/corollary-4", "nst/corollary-5", "nst/remark-rate", "nst/remark-loc-rate"], errorFigure),
  about(["nst/theorem-1a", "nst/theorem-1b"], commitmentFigure),
];
