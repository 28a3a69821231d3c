import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { publicProjectFormat } from "../../src/instance/hk-exponential.js";
import type { ProjectRange } from "../../src/mechanisms/hk/public-project.js";
import type { Sharpness, ValueRow } from "../../src/mechanisms/hk/range.js";
import * as L from "../../src/number/log-form.js";
import type { LogRing } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { Finding } from "../../src/verdict/finding.js";
import { lawClaim } from "../law-claim.js";
import type { ExactLawSetting, LawCase, LawPlace, LawSetting } from "../law-setting.js";
import { repairedBy } from "../repairs.js";
import { signAt, unproved } from "./consequence.js";
import { gapsIn, rowsAt, welfareAt } from "./profile-cases.js";
import {
  constantRow,
  describeSizes,
  type ProjectSize,
  powerOf,
  projectCorners,
  projectsOf,
  rowOf,
  setsOf,
  sizeMeanings,
  sizeSwitch,
} from "./project-cases.js";

const step = Q.rational(1n, 4n);
const half = Q.rational(1n, 2n);

const large = "opt ≥ n/2";

const sizes: Readonly<Record<Budget, readonly ProjectSize[]>> = {
  gate: [
    [1, 1],
    [2, 1],
    [2, 2],
  ],
  standard: [
    [1, 1],
    [2, 1],
    [2, 2],
    [3, 1],
    [3, 2],
    [4, 2],
  ],
  deep: [
    [1, 1],
    [2, 1],
    [2, 2],
    [3, 1],
    [3, 2],
    [4, 2],
    [5, 2],
    [5, 5],
  ],
};

const players: Readonly<Record<Budget, readonly number[]>> = {
  gate: [1, 16],
  standard: [1, 2, 3, 16],
  deep: [1, 2, 3, 8, 16, 24, 48],
};

type Place = LawPlace<Sharpness, ProjectRange, ValueRow, number>;
type Setting<S> = LawSetting<Sharpness, ProjectRange, ValueRow, number, S>;
type Exact = ExactLawSetting<Sharpness, ProjectRange, ValueRow, number>;

/** n agents: some want the last set alone, or every agent one project, or everything is half as good as the last set. */
const casesOf = (budget: Budget, switches: Switches): readonly LawCase[] =>
  sizes[budget].flatMap((size) => {
    const last = setsOf(size, switches).length - 1;
    const only = rowOf(size, switches, (_, r) => (r === last ? "1" : "0"));
    const near = rowOf(size, switches, (_, r) => (r === last ? "1" : "1/2"));
    const indifferent = constantRow(last + 1, "0");
    const projects = Array.from({ length: size[0] }, (_, j) =>
      rowOf(size, switches, (set) => (set.includes(j) ? "1" : "0")),
    );
    return players[budget].flatMap((n) => {
      const everyone = Array.from({ length: n }, (_, i) => i);
      const wanting = [0, 1, everyone.filter((i) => 2 * i + 1 < n).length, n].filter(
        (count, i, all) => all.indexOf(count) === i,
      );
      return [
        ...wanting.map((count) => everyone.map((i) => (i < count ? only : indifferent))),
        everyone.map(() => near),
        everyone.flatMap(() => projects).slice(0, n),
      ].map((reports) => ({ environment: { ...projectsOf(size, switches) }, reports }));
    });
  });

const optimumAt = (place: Place): Q.Rational => welfareAt(place).reduce(Q.maximum);

const playersAt = (place: Place): Q.Rational => Q.rational(BigInt(rowsAt(place).length));

const isLarge = (place: Place): boolean => Q.compare(optimumAt(place), Q.multiply(half, playersAt(place))) >= 0;

/** 4·ln(2·m^k). */
const roomAt = ({ environment: { projects, limit } }: Place): L.LogForm =>
  L.scale(L.ln(Q.rational(2n * powerOf(projects, limit))), Q.rational(4n));

/** 4·ln(2·m^k)·opt − ε·n·(opt − E), where the chances are those of the outcomes. */
function slack(place: Place, chances: readonly Q.Rational[], epsilon: L.LogEpsilon): L.LogForm {
  const loss = gapsIn(welfareAt(place))
    .map((gap, r) => Q.multiply(gap, chances[r]!))
    .reduce(Q.add);
  const lost = L.timesEpsilon(L.fromRational(Q.multiply(playersAt(place), loss)), epsilon);
  return L.subtract(L.scale(roomAt(place), optimumAt(place)), lost);
}

/**
 * "The exponential mechanism achieves social welfare that is close to optimal" for any constant ε, where k and m are O(n^{1−c}): as a
 * finite inequality (opt − E)/opt ≤ 4·ln(2·m^k)/(ε·n), whose right side tends to 0 then. `made` holds the change of the repair.
 */
export const nearlyOptimal = (format = publicProjectFormat, made: readonly string[] = []): Claim => {
  const needsLarge = ({ opt }: Switches): boolean => opt === "linear" || made.includes(large);
  return lawClaim<Sharpness, ProjectRange, ValueRow, number>(format, {
    id: "hk/cppp-near-optimal",
    citation: cite("hk", "Section 5.1, after Theorem 7"),
    statement:
      "For any constant ε > 0 the exponential mechanism for CPPP achieves social welfare that is close to optimal, if k and m are O(n^{1−c}) for a constant c > 0. Decided as: opt − E[Σ_i v_i(S)] ≤ opt·4·ln(2·m^k)/(ε·n) for all n, m ≥ k ≥ 1, valuations and ε.",
    hypotheses: ["ε > 0", "m ≥ k ≥ 1", ...(made.includes(large) ? ["opt ≥ n/2"] : [])],
    readings: readingsOf({ range: sizeSwitch, opt: ["any", "linear"] }),
    switchMeanings: {
      ...sizeMeanings,
      any: "whatever the optimal welfare is",
      linear: "where it is of the order of n ('could be as large as n'): opt ≥ n/2",
    },
    step,
    cases: casesOf,
    describe: (budget) =>
      `${describeSizes(sizes[budget])}; ${players[budget].join(", ")} agents: none, one, half or all of them want the last set alone; all have 1/2 for every other set; each wants one project`,
    argument:
      "All n, m, k, valuations and ε: opt − E ≤ (2/ε)·ln|R|, by Lemma 4 against the best set, where weights are e^{(ε/2)·welfare}, which is decided; |R| ≤ 2·m^k; and n ≤ 2·opt. For k, m ≤ C·n^{1−c} the bound is O(n^{−c}·ln n) for every ε.",
    corners: {
      ...projectCorners,
      "everybody has one best set": (place) => Q.equals(optimumAt(place), playersAt(place)),
      "nobody wants anything": (place) => optimumAt(place).numerator === 0n,
      "a small optimum": (place) => optimumAt(place).numerator > 0n && !isLarge(place),
      "many agents": (place) => rowsAt(place).length > 10,
    },
    hypothesesAt: (place, switches) => (needsLarge(switches) && !isLarge(place) ? "outside" : "inside"),
    draws: { gate: 1, standard: 6, deep: 100 },
    decide<S>(R: LogRing<S>, setting: Setting<S>, switches: Switches): Finding<S> {
      const finding = { hypotheses: "inside", conclusion: "holds", witness: {} } as const;
      if (needsLarge(switches) && !isLarge(setting)) return { ...finding, hypotheses: "outside" };
      const { projects, limit } = setting.environment;
      const isCounted = BigInt(setting.outcomes.length) <= 2n * powerOf(projects, limit);
      if (isLarge(setting) && isCounted && isExponential(R, setting)) return finding;
      const sign = signAt(R, step, () => {
        const { entries, total } = setting.law();
        const chances = entries.map(({ weight }) => Q.rational(weight as bigint, total as bigint));
        const log = Q.rational(R.power(1, 1) as bigint, R.power(0, 1) as bigint);
        return slack(setting, chances, { times: Q.divide(Q.one, step), log });
      });
      return sign === undefined
        ? { ...finding, ...unproved }
        : { ...finding, conclusion: sign >= 0 ? "holds" : "fails" };
    },
    sides(setting: Exact) {
      const n = playersAt(setting);
      const opt = optimumAt(setting);
      const expected = welfareAt(setting)
        .map((welfare, r) => Q.multiply(welfare, setting.chances[r]!.chance))
        .reduce(Q.add);
      return {
        left: L.timesEpsilon(L.fromRational(Q.multiply(n, Q.subtract(opt, expected))), setting.epsilon),
        right: L.scale(roomAt(setting), opt),
        larger: "right",
        inequality: "ε·n·(opt - E[Σ_i v_i(S)]) <= 4·ln(2·m^k)·opt",
        explanation: `n = ${Q.printRational(n)}, opt = ${Q.printRational(opt)}, E[Σ_i v_i(S)] = ${Q.printRational(expected)}`,
      };
    },
    evidence: (_budget, { opt }) =>
      opt === "any"
        ? {
            family:
              "one agent wants one set at 1 and nobody else wants anything: opt = 1 and E = e^{ε/2}/(|R| − 1 + e^{ε/2}) for every n, so that no number of agents brings E near opt",
            additive: "opt − E ≤ (2/ε)·ln|R| holds for every opt: it is small against n, not against a small opt",
          }
        : {
            family: "everybody wants one set: (opt − E)/opt = (|R| − 1)/(|R| − 1 + e^{εn/2})",
            share: "for opt ≥ s·n the bound is 2·ln(2·m^k)/(ε·s·n)",
          },
    repair: repairedBy({
      statement: "For opt ≥ n/2: opt − E[Σ_i v_i(S)] ≤ opt·4·ln(2·m^k)/(ε·n).",
      changes: [large],
      of: ["at-most+any", "exactly+any"],
      claim: (changes) => nearlyOptimal(format, changes),
    }),
  });
};

/** Whether the weights are e^{(ε/2)·welfare} up to a factor. */
function isExponential<S>(R: LogRing<S>, setting: Setting<S>): boolean {
  const gaps = gapsIn(welfareAt(setting));
  const { entries } = setting.law();
  const top = entries[gaps.findIndex(({ numerator }) => numerator === 0n)]!.weight;
  return entries.every(({ weight }, r) => {
    const power = setting.expEpsilon(Q.multiply(half, gaps[r]!));
    return R.equals(R.multiply(weight, power.numerator), R.multiply(top, power.denominator));
  });
}
