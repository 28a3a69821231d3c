import { type Ensemble, expectedOptimum, matchingEnsemble } from "../mechanisms/hk/matching-ensemble.js";
import { knownBy, loadRules, nothing, type PartFormat, type RulesFormat } from "./format.js";
import { readCount, refuse } from "./input.js";
import { objectSchema } from "./schema.js";

/** The expected optimum has n·log n digits: about 200000 at the limit. */
const playerLimit = 40_000;

const playersFormat: PartFormat<Ensemble> = {
  schema: objectSchema({ agents: { type: "integer", minimum: 1, maximum: playerLimit } }),
  read({ agents: count }) {
    const players = readCount(count, "environment.agents");
    if (players < 1 || players > playerLimit) {
      throw refuse("environment.agents", `expected 1 to ${playerLimit} agents, got ${players}`);
    }
    return { players };
  },
  print: ({ players }) => ({ agents: players }),
};

const format: RulesFormat<Record<string, never>, Ensemble, never> = {
  mechanism: matchingEnsemble,
  parameters: nothing,
  environment: playersFormat,
  report: {
    schema: { not: {} },
    read: (_, field) => {
      throw refuse(field, "the agents are random; leave the reports out");
    },
    print: () => null,
    mayBeNone: true,
  },
  extras: ({ environment }) => ({ expectedOpt: () => expectedOptimum(environment) }),
  questions: {},
};

/** `hk/matching-ensemble`: not a mechanism but random instances of one, so it has no players and no outcome law. */
export const matchingEnsembleKnown = knownBy(format, (values) => loadRules(format, values));
