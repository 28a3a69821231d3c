import { market, tailsAlone } from "../mechanisms/acm/market.js";
import { naive2, naive2Fined, naive2Sequential, naive3, naive4 } from "../mechanisms/acm/naive-votes.js";
import { compare, divide, multiply, one, rational } from "../number/rational.js";
import { cite } from "../verdict/citation.js";
import type { GameFormat } from "./acm-games.js";
import { marketAnswers, marketQuestions } from "./acm-market-questions.js";
import { naiveAnswers, naiveQuestions } from "./acm-naive-questions.js";
import { checkBalanced } from "./acm-reports.js";
import { refuse } from "./input.js";

/** M: n − 1 votes where step 2 is played, one where one player decides alone. */
export const marketFormat: GameFormat = {
  id: "acm/M",
  citation: cite("acm", "Section 4"),
  summary: "player 1 announces allocation and prices, the others vote; a coin checks them one by one",
  parameters: ["discount", "delta"],
  tree: market,
  votes: ["step2", "step3"],
  questions: marketQuestions,
  answers: marketAnswers,
  votesAt: (terminal, { players }) => ("defg".includes(terminal) ? players - 1 : /^[jk]/.test(terminal) ? 1 : 0),
};

export const tailsFormat: GameFormat = {
  id: "acm/M-prime",
  citation: cite("acm", "Section 4"),
  summary: "the part of M in which one player, drawn uniformly, decides alone",
  parameters: ["discount", "delta"],
  tree: tailsAlone,
  votes: ["step3"],
  votesAt: (terminal) => (/^[jk]/.test(terminal) ? 1 : 0),
};

const naiveForm = (
  name: string,
  summary: string,
  parts: Pick<GameFormat, "tree"> & Partial<Pick<GameFormat, "parameters" | "checkParameters">>,
): GameFormat => ({
  id: `acm/${name}`,
  citation: cite("acm", "Section 4"),
  summary,
  parameters: ["discount"],
  votes: ["vote"],
  votesAt: (terminal, { players }) => (terminal === "stop" ? 0 : players - 1),
  checkAnnouncement: checkBalanced,
  ...parts,
});

/** The root question of a naive form: with votes one after the other it is not asked. */
const withRoot = (format: GameFormat): GameFormat => ({
  ...format,
  questions: naiveQuestions,
  answers: naiveAnswers(format.tree),
});

export const naive2Format = withRoot(
  naiveForm("naive-2", "player 1 announces, the others vote at once; one NO keeps everything as it is", {
    tree: naive2,
  }),
);
export const naive2SequentialFormat = naiveForm("naive-2-sequential", "naive-2 with votes one after the other", {
  tree: naive2Sequential,
});
export const naive2FinedFormat = withRoot(
  naiveForm("naive-2-fined", "naive-2 where a NO also costs player 1 a fine", {
    tree: naive2Fined,
    parameters: ["discount", "fine"],
  }),
);
export const naive3Format = withRoot(
  naiveForm("naive-3", "naive-2 where each YES adds to the chance of the announcement", {
    tree: naive3,
    checkParameters: ({ discount }, { players }) => {
      // With Y ≤ n − 2 votes for it, the announcement has the chance εY/n.
      const most = divide(
        multiply(discount, rational(BigInt(players < 2 ? 0 : players - 2))),
        rational(BigInt(players)),
      );
      if (compare(most, one) > 0) throw refuse("parameters.discount", "makes a probability greater than 1");
    },
  }),
);
export const naive4Format = withRoot(
  naiveForm("naive-4", "naive-3 where a NO mostly costs player 1 a unit", { tree: naive4 }),
);

/** All games in which player 1 announces and the others vote. */
export const votingFormats: readonly GameFormat[] = [
  marketFormat,
  tailsFormat,
  naive2Format,
  naive2SequentialFormat,
  naive2FinedFormat,
  naive3Format,
  naive4Format,
];
