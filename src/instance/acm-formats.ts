import { M } from "../mechanisms/acm/M.js";
import { MPrime } from "../mechanisms/acm/M-prime.js";
import { market, tailsAlone } from "../mechanisms/acm/market.js";
import { naiveTwo } from "../mechanisms/acm/naive-2.js";
import { naiveTwoFined } from "../mechanisms/acm/naive-2-fined.js";
import { naiveTwoSequential } from "../mechanisms/acm/naive-2-sequential.js";
import { naiveThree } from "../mechanisms/acm/naive-3.js";
import { naiveFour } from "../mechanisms/acm/naive-4.js";
import { naive2, naive2Fined, naive2Sequential, naive3, naive4 } from "../mechanisms/acm/naive-votes.js";
import type { Described } from "../mechanisms/described.js";
import { multiply, rational } from "../number/rational.js";
import type { GameFormat } from "./acm-games.js";
import { marketAnswers, marketQuestions } from "./acm-market-questions.js";
import { naiveAnswers, naiveQuestions } from "./acm-naive-questions.js";
import { checkBalanced } from "./acm-reports.js";

/** M: n − 1 votes where step 2 is played, one where one player decides alone. */
const marketFormat: GameFormat = {
  ...M,
  parameters: ["discount", "delta"],
  chances: ({ discount, delta }) => ({ discount: [discount], delta: [delta] }),
  tree: market,
  votes: ["step2", "step3"],
  questions: marketQuestions,
  answers: marketAnswers,
  votesAt: (terminal, { players }) => ("defg".includes(terminal) ? players - 1 : /^[jk]/.test(terminal) ? 1 : 0),
};

const tailsFormat: GameFormat = {
  ...MPrime,
  parameters: ["discount", "delta"],
  tree: tailsAlone,
  votes: ["step3"],
  votesAt: (terminal) => (/^[jk]/.test(terminal) ? 1 : 0),
};

const naiveForm = (
  described: Described,
  parts: Pick<GameFormat, "tree"> & Partial<Pick<GameFormat, "parameters" | "chances">>,
): GameFormat => ({
  ...described,
  parameters: ["discount"],
  votes: ["vote"],
  votesAt: (terminal, { players }) => (terminal === "stop" ? 0 : players - 1),
  checkAnnounced: checkBalanced,
  ...parts,
});

/** The root question of a naive form: with votes one after the other it is not asked. */
const withRoot = (format: GameFormat): GameFormat => ({
  ...format,
  questions: naiveQuestions,
  answers: naiveAnswers(format.tree),
});

/** All games in which player 1 announces and the others vote. */
export const votingFormats: readonly GameFormat[] = [
  marketFormat,
  tailsFormat,
  withRoot(naiveForm(naiveTwo, { tree: naive2 })),
  naiveForm(naiveTwoSequential, { tree: naive2Sequential }),
  withRoot(naiveForm(naiveTwoFined, { tree: naive2Fined, parameters: ["discount", "fine"] })),
  withRoot(
    naiveForm(naiveThree, {
      tree: naive3,
      // With Y ≤ n − 2 votes for it, what was announced has the chance εY/n.
      chances: ({ discount }, { players }) => ({
        discount: players < 2 ? [] : [multiply(discount, rational(BigInt(players - 2), BigInt(players)))],
      }),
    }),
  ),
  withRoot(naiveForm(naiveFour, { tree: naive4, chances: ({ discount }) => ({ discount: [discount] }) })),
];
