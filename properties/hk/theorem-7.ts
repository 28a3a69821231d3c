import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { reportOf } from "../../src/game/profile.js";
import { publicProjectFormat } from "../../src/instance/hk-exponential.js";
import { figure1 } from "../../src/mechanisms/hk/figure-1.js";
import type { ProjectRange } from "../../src/mechanisms/hk/public-project.js";
import { rateOf, type Sharpness, type ValueRow } from "../../src/mechanisms/hk/range.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import type { LawCase } from "../law-setting.js";
import { privacyClaim } from "../privacy-claim.js";
import { repairedBy } from "../repairs.js";
import type { SituationCase } from "../setting.js";
import { type Charged, onFixedGrid } from "./charged.js";
import {
  describeSizes,
  hasAdditive,
  type ProjectPlace,
  type ProjectSize,
  powerOf,
  projectRows,
  projectsOf,
  setsOf,
  sizeMeanings,
  sizeSwitch,
  valuationCorners,
} from "./project-cases.js";
import { distinct, numbers, type Row } from "./range-cases.js";
import { type Gaps, gapsOf } from "./score-cases.js";
import { tailClaim } from "./tail-claim.js";
import { utilityClaim } from "./utility-claim.js";

/** Values are multiples of 1/2. */
const grid = 2n;
const step = Q.rational(1n, 2n * grid);

const two = "2";

const sizes: Readonly<Record<Budget, readonly ProjectSize[]>> = {
  gate: [
    [1, 1],
    [2, 1],
  ],
  standard: [
    [1, 1],
    [2, 1],
    [2, 2],
    [3, 1],
    [3, 2],
  ],
  deep: [
    [1, 1],
    [2, 1],
    [2, 2],
    [3, 1],
    [3, 2],
    [3, 3],
    [4, 2],
  ],
};

/** The fewest agents with values 0 and 1 whose welfare has these gaps, in this order of the sets; at least one. */
function playersWith(gaps: Gaps): readonly Row[] {
  const most = gaps.reduce((x, y) => (x > y ? x : y));
  return Array.from({ length: most || 1 }, (_, i) => gaps.map((gap) => (most - gap > i ? "1" : "0")));
}

/** Every welfare by its gaps, the best sets first or last, and one agent for each project. */
const tailCases = (budget: Budget, switches: Switches): readonly LawCase[] =>
  sizes[budget].flatMap((size) => {
    const sets = setsOf(size, switches);
    const profiles = gapsOf([[sets.length, sets.length > 4 ? 1 : 2]]).flatMap((gaps) => [
      playersWith(gaps),
      playersWith([...gaps].reverse()),
    ]);
    const additive = Array.from({ length: size[0] }, (_, j) => sets.map((set) => (set.includes(j) ? "1" : "0")));
    return [...profiles, additive].map((reports) => ({ environment: { ...projectsOf(size, switches) }, reports }));
  });

/** One agent with each of some rows, alone or beside another who wants all but the last set, or one project. */
const situationCases = (budget: Budget, switches: Switches): readonly SituationCase[] =>
  sizes[budget].flatMap((size) => {
    const rows = projectRows(size, switches);
    const [, , last, others, project = last] = rows;
    const beside = [others, project].flatMap((other) => (other === undefined ? [] : rows.map((row) => [row, other])));
    return [...rows.map((row) => [row]), ...beside].map((reports) => ({
      environment: { ...projectsOf(size, switches) },
      reports: reports as readonly Row[],
    }));
  });

const describeSituations = (budget: Budget): string =>
  `${describeSizes(sizes[budget])}: an agent with the rows of all 0, all 1, the last set alone, all but it, one project, and (0, 1/2, …, 1), alone or beside another`;

/** What an agent may report instead: the rows of the cases, and up to four sets every set alone, and all but one. */
const reportsAt = ({ environment }: ProjectPlace): readonly ValueRow[] => {
  const { projects, limit, size, subsets } = environment;
  const alone = (subsets.length > 4 ? [] : subsets).flatMap((_, r) => [
    subsets.map((_set, s) => (r === s ? "1" : "0")),
    subsets.map((_set, s) => (r === s ? "0" : "1")),
  ]);
  return distinct([...projectRows([projects, limit], { range: size }), ...alone]).map(numbers);
};

const corners: Readonly<Record<string, (place: ProjectPlace) => boolean>> = {
  ...valuationCorners,
  "additive valuations": hasAdditive,
};

type Format = typeof publicProjectFormat;

const chargedBy = (format: Format): Charged<Sharpness, ProjectRange, ValueRow, number> => ({
  format: onFixedGrid(format, grid),
  rate: rateOf,
  value: (_at, _player, type, outcome) => type[outcome]!,
  payment: (R, { environment }, profile, player) =>
    figure1(R, environment, profile).payment(reportOf(profile, player)!),
});

/** Theorem 7: the exponential mechanism for public projects. `made` holds "2" where the repair puts 2/ε in the place of 1/ε. */
export const theorem7 = (format: Format = publicProjectFormat, made: readonly string[] = []): Claim => {
  const shared = {
    id: "hk/theorem-7",
    citation: cite("hk", "Theorem 7"),
    statement:
      "For any ε > 0, the exponential mechanism for CPPP is IC, ε-differentially private, and ensures for all n, m ≥ k ≥ 1, valuations and t ≥ 0 that Pr[Σ_i v_i(S) < opt − k·ln m/ε − t/ε] ≤ exp(−t).",
    hypotheses: ["ε > 0", "m ≥ k ≥ 1", "t ≥ 0"],
    readings: readingsOf({ range: sizeSwitch, says: ["tail", "private", "truthful"] }),
    switchMeanings: {
      ...sizeMeanings,
      tail: "the bound on the loss of welfare",
      private: "ε-differential privacy of the set that is built",
      truthful: "incentive compatibility, with the payments of Figure 1",
    },
    step,
  };
  const parts = { ...shared, statement: "", corners };
  return byReading(
    {
      ...shared,
      repair: repairedBy({
        statement: "Pr[Σ_i v_i(S) < opt − 2·(k·ln m + t)/ε] ≤ e^{−t}: 2/ε takes the place of 1/ε, for either range.",
        changes: [two],
        of: ["at-most+tail", "exactly+tail"],
        claim: (changes) => theorem7(format, changes),
      }),
    },
    (switches): Claim => {
      if (switches.says === "private") {
        return privacyClaim(onFixedGrid(format, grid), {
          ...parts,
          factor: Q.one,
          cases: situationCases,
          describe: describeSituations,
          reports: reportsAt,
          hypothesesAt: () => "inside",
          draws: { gate: 2, standard: 10, deep: 200 },
          argument:
            "All n, m, k: Theorem 1 for this range; the ratio is largest where she has 1 for the set alone against 1 for all others, and below e^ε for every n and |R|.",
        });
      }
      if (switches.says === "truthful") {
        return utilityClaim<Sharpness, ProjectRange, ValueRow, number>(chargedBy(format), {
          ...parts,
          against: ["lies"],
          cases: situationCases,
          describe: describeSituations,
          reports: reportsAt,
          hypothesesAt: () => "inside",
          draws: { gate: 2, standard: 10, deep: 200 },
          argument:
            "All n, m, k: Theorem 2 for this range; P_lie(S)·e^{(ε/2)(v_i − b_i)(S)}·Z(b) = P_truth(S)·Z(v), so that the truth gains (2/ε)·KL(P_lie‖P_truth).",
        });
      }
      return tailClaim<Sharpness, ProjectRange, ValueRow, number>(format, {
        ...parts,
        scoreName: "Σ_i v_i(S)",
        size: ({ environment: { projects, limit } }) => Q.rational(powerOf(projects, limit)),
        factor: () => Q.rational(made.includes(two) ? 2n : 1n),
        cases: tailCases,
        describe: (budget) =>
          `${describeSizes(sizes[budget])}: every welfare by its gaps up to 2, or 1 for more than four sets, the best sets first or last in the list, and an agent for each project`,
        draws: { gate: 3, standard: 20, deep: 500 },
        argument:
          "All n, m, k and valuations: with the factor 2, Pr[gap ≥ g] ≤ (|R| − 1)·e^{−εg/2}, and |R| − 1 ≤ m^k for either range: a set of 1 to k projects is the image of a list of k projects. So m = 1 is no exception, where k·ln m = 0 and there are two sets.",
        evidence: () => ({
          worst:
            "one set better than all others by g: Pr[gap ≥ g] = (|R| − 1)/(|R| − 1 + e^{εg/2}) falls like e^{−εg/2}, half as fast as printed: the printed bound fails for large ε·g wherever there are two sets",
          size: "|R| ≤ m^k + 1, and |R| − 1 ≤ m^k is what is needed; m^k may be replaced by |R| − 1",
        }),
      });
    },
  );
};
