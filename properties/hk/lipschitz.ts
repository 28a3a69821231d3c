import fc from "fast-check";
import { sample } from "../../generators/elections.js";
import type { Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { loadInstance } from "../../src/instance/index.js";
import { readChoice, readIndex, readList, refuse } from "../../src/instance/input.js";
import { hasLaw } from "../../src/instance/loaded.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import { canonical, type Json, type JsonObject } from "../../src/verdict/json.js";
import { repairedBy } from "../repairs.js";
import { worstCheck } from "../worst-choices.js";
import { casesOf, everyRow, type LipschitzCase, problems, typesOf, valuesOf } from "./lipschitz-cases.js";

/** Q(v, r) for every outcome r, by its text. */
export type WelfareOf = (instance: JsonObject) => ReadonlyMap<string, Q.Rational>;

/** Σ_k v_k(r): what each agent has for the outcome itself, for her item, or minus the cost of the edges that are bought. */
const welfareOf: WelfareOf = (instance) => {
  const { instance: loaded } = loadInstance(instance);
  if (!hasLaw(loaded)) throw refuse("instance.mechanism", "the claim is about mechanisms with a list of outcomes");
  const rows = (instance.reports as readonly Json[]).map((report) =>
    flat(report).map((value) => Q.parseRational(String(value))!),
  );
  const total = (values: readonly Q.Rational[]): Q.Rational => values.reduce(Q.add, Q.zero);
  return new Map(
    loaded.outcomes().map((outcome, r) => {
      const printed = loaded.printOutcome(outcome);
      const chosen = printed as readonly number[];
      const score =
        loaded.id === "hk/exponential"
          ? total(rows.map((row) => row[r]!))
          : loaded.id === "hk/multi-item"
            ? total(rows.map((row, i) => row[chosen[i]!]!))
            : Q.negate(total(chosen.map((edge) => rows[edge]![0]!)));
      return [canonical(printed), score];
    }),
  );
};

/** |v_i(r) − v_i'(r)| for every outcome r, from the two reports of that agent alone. */
function ownChanges(instance: JsonObject, player: number, other: Json): ReadonlyMap<string, Q.Rational> {
  const { instance: loaded } = loadInstance(instance);
  if (!hasLaw(loaded)) throw refuse("instance.mechanism", "the claim is about mechanisms with a list of outcomes");
  const report = (instance.reports as readonly Json[])[player]!;
  const [before, after] = [report, other].map((own) => flat(own).map((value) => Q.parseRational(String(value))!));
  const differences = before!.map((value, j) => absolute(Q.subtract(value, after![j]!)));
  return new Map(
    loaded.outcomes().map((outcome, r) => {
      const printed = loaded.printOutcome(outcome);
      const chosen = printed as readonly number[];
      const isBought = loaded.id === "hk/spanning-tree" && chosen.includes(player);
      const change =
        loaded.id === "hk/exponential"
          ? differences[r]!
          : loaded.id === "hk/multi-item"
            ? differences[chosen[player]!]!
            : isBought
              ? differences[0]!
              : Q.zero;
      return [canonical(printed), change];
    }),
  );
}

/** Nothing depends on it. */
const epsilon = { times: "4", log: "2" };

const instanceOf = ({ mechanism, environment, reports }: Omit<LipschitzCase, "player">): JsonObject => ({
  mechanism,
  parameters: { epsilon },
  environment,
  reports,
});

const absolute = (x: Q.Rational): Q.Rational => Q.maximum(x, Q.negate(x));

/** max over r of |Q(v, r) − Q(v′, r)|. */
const largestChange = (before: ReadonlyMap<string, Q.Rational>, after: ReadonlyMap<string, Q.Rational>): Q.Rational =>
  [...before].map(([outcome, score]) => absolute(Q.subtract(score, after.get(outcome)!))).reduce(Q.maximum);

const corners: Readonly<Record<string, (c: LipschitzCase) => boolean>> = {
  "one agent": ({ reports }) => reports.length === 1,
  "more than one agent": ({ reports }) => reports.length > 1,
  "values nothing": ({ reports, player }) => flat(reports[player]!).every((value) => value === "0"),
  "the same value everywhere, above 0": ({ reports, player }) =>
    flat(reports[player]!).every((value) => value !== "0" && value === flat(reports[player]!)[0]),
  "the last agent": ({ reports, player }) => player === reports.length - 1,
};
const flat = (report: Json): readonly Json[] => (Array.isArray(report) ? report : [report]);
const cornersOf = (c: LipschitzCase): readonly string[] => Object.keys(corners).filter((name) => corners[name]!(c));

/**
 * The Lipschitz constant of social welfare is 1 [HK, Section 2.3]: when one agent's valuation changes, the welfare of no outcome
 * changes by more than 1. `welfare` is another way to count it in `decide`,
 * for controls; `check` has the change from the reports of that agent.
 */
export const lipschitz = (welfare: WelfareOf = welfareOf, capped = false): Claim<LipschitzCase> => {
  const at = ({ domain }: Switches): Switches => ({ domain: capped && domain === "any-cost" ? "costs" : domain! });
  return {
    id: "hk/lipschitz",
    isLawAside: true,
    citation: cite("hk", "Section 2.3"),
    statement:
      "The Lipschitz constant of the social welfare function is 1: for every agent i, v, v_i' and outcome r, |Σ_k v_k(r) − (v_i'(r) + Σ_{k≠i} v_k(r))| ≤ 1, and 1 is attained.",
    hypotheses: [],
    readings: readingsOf({ domain: ["general", "unit-demand", "costs", "any-cost"] }),
    switchMeanings: {
      general: "any valuations R → [0, 1]",
      "unit-demand": "multi-item auction: values in [0, 1] for the items, one item an agent",
      costs: "spanning trees: v_e = −c_e if e is bought, with c_e in [0, 1]",
      "any-cost": "spanning trees with non-negative costs c_e, as Section 5.3 says",
    },
    corners: Object.keys(corners),
    domain: (budget, switches) => ({
      description: `every two types with values ${valuesOf(at(switches).domain!).join(", ")} (0 and 1 where a type has more than two) of the first and of the last player, beside others who all have the least or all the greatest values, for ${problems(
        budget,
        at(switches).domain!,
      )
        .map(({ mechanism, environment, players }) => `${mechanism} ${canonical(environment)} and ${players} reports`)
        .join("; ")}`,
      argument:
        "All problems and types: welfare is a sum over the players, so that its change is v_i(r) − v_i'(r), at most the length of the interval of values; all of it, by a valuation 1 that becomes 0.",
      cases: [...casesOf(budget, at(switches))].sort((x, y) => x.reports.length - y.reports.length),
      exhaustive: true,
      draws: { gate: 10, standard: 100, deep: 1000 }[budget],
    }),
    decide(R, c, switches) {
      const problem = problems("deep", at(switches).domain!).find(
        ({ environment, players }) =>
          canonical(environment) === canonical(c.environment) && players === c.reports.length,
      )!;
      const before = welfare(instanceOf(c));
      const changes = typesOf(problem, at(switches).domain!).map((type) =>
        largestChange(before, welfare(instanceOf({ ...c, reports: c.reports.with(c.player, type) }))),
      );
      const { numerator, denominator } = changes.reduce(Q.maximum);
      return {
        hypotheses: "inside",
        conclusion: numerator <= denominator ? "holds" : "fails",
        witness: {},
        sides: { left: over(R.integer(numerator), R.integer(denominator)), right: over(R.one, R.one), larger: "right" },
      };
    },
    cornersOf,
    exhibit: (c) => ({ instance: instanceOf(c), choices: { player: c.player } }),
    check({ instance, choices }, switches) {
      const { domain } = at(switches);
      const mechanism = readChoice(
        instance.mechanism,
        "instance.mechanism",
        domain === "general" ? ["hk/exponential"] : domain === "unit-demand" ? ["hk/multi-item"] : ["hk/spanning-tree"],
      );
      if (canonical((instance.parameters as JsonObject | undefined)?.epsilon ?? null) !== canonical(epsilon)) {
        throw refuse("instance.parameters.epsilon", 'nothing depends on it here; write {"times": "4", "log": "2"}');
      }
      const reports = readList(instance.reports, "instance.reports", (report) => report as Json);
      const player = readIndex(choices.player, "choices.player", reports.length, "player");
      const own = flat(reports[player]!).length;
      const types = mechanism === "hk/spanning-tree" ? valuesOf(domain!) : everyRow(own, domain!);
      if (mechanism === "hk/spanning-tree" && domain === "costs" && reports.some((cost) => exceedsOne(cost))) {
        throw refuse("instance.reports", "the claim is about costs up to 1");
      }
      const worst = worstCheck({ other: () => types }, {}, choices, (chosen) => {
        const [outcome, change] = [...ownChanges(instance, player, chosen.other!)].reduce((most, next) =>
          Q.compare(next[1], most[1]) > 0 ? next : most,
        );
        return {
          left: change,
          right: Q.one,
          larger: "right",
          inequality: "max over r of |Q(v, r) - Q(v', r)| <= 1",
          explanation: `player ${player} changes from ${canonical(reports[player]!)} to ${canonical(chosen.other!)}; most changes at ${outcome}`,
        };
      });
      const c = { mechanism, environment: instance.environment as JsonObject, reports, player };
      return { ...worst, corners: cornersOf(c) };
    },
    completed: ["other"],
    draw: (switches) => ({
      sample: (seed, count): readonly Example[] =>
        sample(fc.constantFrom(...casesOf("standard", at(switches))), seed, count).map((c) => ({
          instance: instanceOf(c),
          choices: { player: c.player },
        })),
    }),
    evidence: (_budget, { domain }) => ({
      best:
        domain === "any-cost"
          ? "none: a cost that changes from 0 to c changes the welfare by c"
          : "1, attained at every problem by a player whose values change from all 0 to all 1",
    }),
    repair: repairedBy({
      statement: "Costs lie in [0, 1].",
      changes: ["costs at most 1"],
      of: ["any-cost"],
      claim: (made) => lipschitz(welfare, made.length > 0),
    }),
  };
};

const exceedsOne = (cost: Json): boolean => Q.compare(Q.parseRational(String(cost)) ?? Q.zero, Q.one) > 0;
