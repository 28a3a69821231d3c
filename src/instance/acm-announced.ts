import { countBalanced } from "../mechanisms/acm/announcements.js";
import {
  maxSocialWelfare,
  type Outcome,
  playersOf,
  socialWelfare,
  totalPrice,
  utilityOf,
} from "../mechanisms/acm/context.js";
import { MFair } from "../mechanisms/acm/M-fair.js";
import { equilibriumOutcomes, naive1, naiveOne } from "../mechanisms/acm/naive-1.js";
import { type Pivot, vcg } from "../mechanisms/acm/vcg.js";
import { vcgClarke } from "../mechanisms/acm/vcg-clarke.js";
import { vcgExchange } from "../mechanisms/acm/vcg-exchange.js";
import type { Described } from "../mechanisms/described.js";
import { one } from "../number/rational.js";
import type { Json } from "../verdict/json.js";
import { type Colluding, contextSchema, printContext, readContext } from "./acm-context.js";
import { checkNoCoalitions, printReport } from "./acm-games.js";
import { checkNoReports, fairness } from "./acm-market-questions.js";
import { playQuantities, printReached } from "./acm-play.js";
import { checkBalanced, type PlayerReport, printOutcome, readPlayerReports } from "./acm-reports.js";
import { inOrder } from "./acm-root.js";
import type { Asked } from "./asked.js";
import type { InstanceParts, KnownMechanism } from "./format.js";
import { member, readObject, readPositive, readProbability, refuse } from "./input.js";
import type { Facts, LoadedGame } from "./loaded.js";
import { once } from "./once.js";
import { fieldsOf, instanceSchema, noFields, type ObjectSchema, objectSchema, rationalSchema } from "./schema.js";

/** A mechanism without votes: everybody reports at once, and the outcome is certain. */
interface Simultaneous extends Described {
  readonly report: "announce" | "valuation";
  outcome(
    context: Colluding,
    reports: ReadonlyMap<number, PlayerReport>,
  ): { readonly name: string; readonly outcome: Outcome };
  quantities?(context: Colluding, outcome: () => Outcome): Facts;
  readonly questions: Readonly<Record<string, ObjectSchema>>;
  readonly answers: Readonly<Record<string, (context: Colluding, reports: ReadonlyMap<number, PlayerReport>) => Facts>>;
}

const knownSimultaneous = (format: Simultaneous): KnownMechanism => {
  const { id, citation, summary } = format;
  const questions = { play: noFields, ...format.questions };
  return {
    id,
    citation,
    summary,
    questions,
    schema: instanceSchema(id, summary, {
      parameters: noFields,
      environment: contextSchema,
      reports: { type: "array", items: { type: "object" } },
      mayBeNone: true,
      questions,
    }),
    load: (parts) => loadSimultaneous(format, parts),
  };
};

function loadSimultaneous(format: Simultaneous, parts: InstanceParts): LoadedGame {
  readObject(parts.parameters, "parameters", fieldsOf(noFields));
  const context = readContext(parts.environment);
  const reports = readPlayerReports(parts.reports, context, () => [format.report]);
  if (format.report === "announce") {
    [...reports].forEach(([, { announce }], i) => {
      if (announce) checkBalanced(announce, `reports[${i}].announce`, context);
    });
  }
  const end = once(() => {
    checkNoCoalitions(context);
    for (const player of playersOf(context)) {
      if (reports.get(player)?.[format.report] === undefined) {
        throw refuse("reports", `player ${player} reports nothing; add "${format.report}"`);
      }
    }
    return format.outcome(context, reports);
  });
  const reached = () => [{ terminal: { kind: "terminal" as const, ...end() }, probability: one }];
  return {
    id: format.id,
    distribution: () => printReached(reached()),
    quantities: format.quantities?.(context, () => end().outcome) ?? playQuantities(context, reached, () => 0),
    answers: Object.fromEntries(
      Object.entries(format.answers).map(([name, answer]) => [name, (_: Asked) => answer(context, reports)]),
    ),
    print: () => ({
      mechanism: format.id,
      environment: printContext(context) as unknown as Json,
      reports: [...reports].map(([player, report]) => ({ player, ...printReport(report) })),
    }),
  };
}

/** More outcomes that can be announced are not run through. */
const sayLimit = 200_000n;

const naive1Format: Simultaneous = {
  ...naiveOne,
  report: "announce",
  outcome: (context, reports) =>
    naive1(
      context,
      playersOf(context).map((player) => reports.get(player)!.announce!),
    ),
  questions: { "equilibrium-outcomes": noFields },
  answers: {
    "equilibrium-outcomes"(context, reports) {
      checkNoCoalitions(context);
      checkNoReports({ reports });
      const count = countBalanced(context);
      if (count > sayLimit) {
        throw refuse("environment", `${count} announcements are too many to list; the limit is ${sayLimit}`);
      }
      const outcomes = once(() => [...equilibriumOutcomes(context)].sort(inOrder));
      return {
        outcomes: () => outcomes().map(printOutcome),
        socialWelfare: () => outcomes().map(({ allocation }) => Number(socialWelfare(context, allocation))),
      };
    },
  },
};

const vcgFormat = (described: Described, pivot: Pivot): Simultaneous => ({
  ...described,
  report: "valuation",
  outcome: (context, reports) => ({
    name: "end",
    outcome: vcg(
      pivot,
      context,
      playersOf(context).map((player) => reports.get(player)!.valuation!),
    ),
  }),
  quantities: (context, outcome) => ({
    utilities: () => playersOf(context).map((player) => utilityOf(context, outcome(), player)),
    totalPrice: () => totalPrice(outcome()),
    socialWelfare: () => Number(socialWelfare(context, outcome().allocation)),
    maxSocialWelfare: () => Number(maxSocialWelfare(context)),
  }),
  questions: {},
  answers: {},
});

const fairParameters = objectSchema({ discount: rationalSchema, delta: rationalSchema });

/** M-fair has no play of its own: only the question of fairness is asked. */
const fairKnown: KnownMechanism = {
  ...MFair,
  questions: { fairness: noFields },
  schema: instanceSchema(MFair.id, MFair.summary, {
    parameters: fairParameters,
    environment: contextSchema,
    reports: { type: "array", maxItems: 0 },
    mayBeNone: true,
    questions: { fairness: noFields },
  }),
  load(parts): LoadedGame {
    const given = readObject(parts.parameters, "parameters", fieldsOf(fairParameters));
    const context = readContext(parts.environment);
    checkNoCoalitions(context);
    checkNoReports({ reports: readPlayerReports(parts.reports, context, () => []) });
    readPositive(given.delta, member("parameters", "delta"));
    const stakes = {
      discount: readProbability(given.discount, member("parameters", "discount")),
      delta: readProbability(given.delta, member("parameters", "delta")),
    };
    const noPlay = (): never => {
      throw refuse("question", 'M-fair has no play of its own; ask "fairness"');
    };
    return {
      id: MFair.id,
      distribution: noPlay,
      quantities: { utilities: noPlay },
      answers: { fairness: () => fairness(stakes, context) },
      print: () => ({
        mechanism: MFair.id,
        parameters: given as Readonly<Record<string, Json>>,
        environment: printContext(context) as unknown as Json,
      }),
    };
  },
};

export const announcedMechanisms: readonly KnownMechanism[] = [
  fairKnown,
  knownSimultaneous(naive1Format),
  knownSimultaneous(vcgFormat(vcgClarke, "clarke")),
  knownSimultaneous(vcgFormat(vcgExchange, "exchange")),
];
