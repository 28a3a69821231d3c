import { type Adversary, bayesPosterior } from "../mechanisms/cckmv/bayes-posterior.js";
import { printRational, type Rational } from "../number/rational.js";
import { checkDenominators, distributionSchema, readDistribution } from "./distribution.js";
import type { KnownMechanism } from "./format.js";
import { element, readList, readObject, readProbability, refuse } from "./input.js";
import type { LoadedAdversary } from "./loaded.js";
import { fieldsOf, instanceSchema, noFields, noReports, objectSchema } from "./schema.js";

const { id, citation, summary } = bayesPosterior;

const environmentSchema = objectSchema({
  prior: distributionSchema,
  strategy: { type: "array", items: distributionSchema, minItems: 1 },
  likelihood: distributionSchema,
});

/** The beliefs of an adversary; strategy[type][report], one row a type, and one likelihood a report. */
function readAdversary(fields: Readonly<Record<string, unknown>>): Adversary {
  const prior = readDistribution(fields.prior, "environment.prior");
  const strategy = readList(fields.strategy, "environment.strategy", readDistribution);
  const likelihood = readList(fields.likelihood, "environment.likelihood", readProbability);
  if (strategy.length !== prior.length) {
    throw refuse("environment.strategy", `expected one row for each of ${prior.length} types, got ${strategy.length}`);
  }
  if (likelihood.length === 0) throw refuse("environment.likelihood", "expected at least one report");
  strategy.forEach((row, type) => {
    if (row.length === likelihood.length) return;
    const at = element("environment.strategy", type);
    throw refuse(at, `expected one probability for each of ${likelihood.length} reports, got ${row.length}`);
  });
  checkDenominators([prior, ...strategy, likelihood].flat(), "environment");
  return { prior, strategy, likelihood };
}

const printAll = (values: readonly Rational[]): readonly string[] => values.map(printRational);

function load(parts: Parameters<KnownMechanism["load"]>[0]): LoadedAdversary {
  readObject(parts.parameters, "parameters", fieldsOf(noFields));
  const { reports = [] } = parts;
  if (!Array.isArray(reports) || reports.length > 0) throw refuse("reports", "expected an empty list: there are none");
  const adversary = readAdversary(readObject(parts.environment, "environment", fieldsOf(environmentSchema)));
  const { prior, strategy, likelihood } = adversary;
  const environment = { prior: printAll(prior), strategy: strategy.map(printAll), likelihood: printAll(likelihood) };
  return { id, adversary, print: () => ({ mechanism: id, environment }) };
}

/** Not a mechanism but what is learned from one, so it has no outcome law and no players. */
export const bayesPosteriorKnown: KnownMechanism = {
  id,
  citation,
  summary,
  schema: instanceSchema(id, summary, {
    parameters: noFields,
    environment: environmentSchema,
    reports: noReports,
    mayBeNone: true,
    questions: {},
  }),
  questions: {},
  load,
};
