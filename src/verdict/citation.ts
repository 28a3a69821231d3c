/** Where a mechanism, a definition or a claim stands: the paper's short id and the number of the result in it. */
export interface Citation {
  readonly paper: PaperId;
  /** The paper's own name of the place, such as "Theorem 4.2" or "Section 4, after Theorem 4.2". */
  readonly place: string;
}

/** The one table of the papers: what reports print, and the short ids that folders, claims and JSON share. */
export const papers = {
  cckmv: {
    title: "Truthful Mechanisms for Agents that Value Privacy",
    authors: "Y. Chen, S. Chong, I. A. Kash, T. Moran, S. Vadhan",
    venue: "ACM EC 2013",
  },
  hk: {
    title: "The Exponential Mechanism for Social Welfare: Private, Truthful, and Nearly Optimal",
    authors: "Z. Huang, S. Kannan",
    venue: "IEEE FOCS 2012",
  },
  nst: {
    title: "Approximately Optimal Mechanism Design via Differential Privacy",
    authors: "K. Nissim, R. Smorodinsky, M. Tennenholtz",
    venue: "ITCS 2012",
  },
  acm: {
    title: "Budget-Balanced Maximization of Social Welfare Resilient to Unrestricted Collusion, Privacy, and Beliefs",
    authors: "P. Azar, J. Chen, S. Micali",
    venue: "2011",
  },
  basu: {
    title: "Optimal Mechanism Design with Approximate Incentive Compatibility and Many Players",
    authors: "P. Basu",
    venue: "working paper",
  },
} as const;

export type PaperId = keyof typeof papers;

export const cite = (paper: PaperId, place: string): Citation => ({ paper, place });

/** For instance "CCKMV, Theorem 4.2". */
export const printCitation = ({ paper, place }: Citation): string => `${paper.toUpperCase()}, ${place}`;
