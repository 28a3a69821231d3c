/** An alternative with its weight. */
export interface Draw<S> {
  readonly alternative: number;
  readonly weight: S;
}

/**
 * What a direct mechanism draws [NST, Definition 2], for mechanisms that either leave everybody free or hold everybody to the
 * reaction that is selected at the announcements: weights over one total. Draws of weight 0 are left out.
 */
export interface Lottery<S> {
  readonly free: readonly Draw<S>[];
  readonly imposed: readonly Draw<S>[];
  readonly total: S;
}
