import type { Json } from "../verdict/json.js";

/** What players and their reports are called. */
export interface Speech {
  readonly player: string;
  readonly reports: string;
  readonly countsFrom: number;
  /** Whether they vote between two alternatives. */
  readonly votes: boolean;
  /** Whether instances of the mechanism stand for an environment alone where the claim names no lie: their reports mean nothing. */
  readonly onlyWorld: boolean;
}

/** The words that belong to a mechanism. */
export function speechOf(mechanism: Json | undefined): Speech {
  const [paper = "", name = ""] = typeof mechanism === "string" ? mechanism.split("/") : [];
  const countsFrom = paper === "acm" ? 1 : 0;
  const votes = paper === "cckmv" && /election|majority/.test(name);
  const onlyWorld =
    (paper === "nst" && !/^(exponential|mixture|line-)/.test(name)) || (paper === "hk" && /-payments$/.test(name));
  return votes
    ? { player: "voter", reports: "Votes", countsFrom, votes, onlyWorld }
    : { player: "player", reports: "Reports", countsFrom, votes, onlyWorld };
}
