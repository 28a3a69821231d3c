import type { Json } from "./json.js";

/**
 * What is drawn of a counterexample, as values: computed from the counterexample alone, so that whoever draws computes nothing.
 * Every number is exact and in text.
 */
export type Picture = LawPicture | TreePicture | OutcomePicture;

/** Outcome laws that a claim compares, or the one that it speaks of. */
export interface LawPicture {
  readonly laws: readonly NamedLaw[];
  /** The joint law of the outcomes of two reports under the same coins, where the claim is about it. */
  readonly coupled?: readonly CoupledOutcomes[];
}

/** A law and what leads to it, such as "player 0 reports A". All laws of a picture list the same outcomes. */
export interface NamedLaw {
  readonly name: string;
  readonly distribution: readonly { readonly outcome: Json; readonly probability: string }[];
}

/** What the first and the second law's report give under the same coins, with a probability above 0. */
export interface CoupledOutcomes {
  readonly first: Json;
  readonly second: Json;
  readonly probability: string;
}

/** A game and who plays it together: players 1, …, n. */
export interface TreePicture {
  readonly tree: PictureNode;
  readonly coalitions: readonly (readonly number[])[];
  /** What is announced before, where that is not among the choices of the counterexample. */
  readonly announced?: Json;
  /** Whether nothing else that player 1 may announce is as good for her. */
  readonly isBest?: true;
}

/** What a market comes to. */
export interface OutcomePicture {
  readonly outcomes: readonly NamedOutcome[];
}

/** An outcome and how it comes about, such as "after the announcement", with what it means for players 1, …, n. */
export interface NamedOutcome {
  readonly name: string;
  readonly players: readonly PlayerShare[];
}

/** What an outcome means for one player: goods by number; values are hers. Utility is after − before − price. */
export interface PlayerShare {
  readonly owned: readonly number[];
  readonly gets: readonly number[];
  readonly before: string;
  readonly after: string;
  readonly price: string;
  readonly utility: string;
}

/** A place in a game tree; `played` where rational play may lead there. */
export type PictureNode = PictureEnd | PictureChance | PictureMoves;

/** Where play ends, with the utility of each player. */
export interface PictureEnd {
  readonly kind: "end";
  readonly name: string;
  readonly outcome: Json;
  readonly utilities: readonly string[];
  readonly played?: true;
}

/** A draw: branches of probability 0 are left out. */
export interface PictureChance {
  readonly kind: "chance";
  readonly branches: readonly { readonly probability: string; readonly node: PictureNode }[];
  readonly played?: true;
}

/** Some players act at once: one action each, in their order, on every branch. */
export interface PictureMoves {
  readonly kind: "moves";
  readonly name: string;
  readonly players: readonly number[];
  readonly branches: readonly { readonly actions: readonly string[]; readonly node: PictureNode }[];
  readonly played?: true;
}
