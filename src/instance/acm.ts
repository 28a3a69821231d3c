import { announcedMechanisms } from "./acm-announced.js";
import { votingFormats } from "./acm-formats.js";
import { knownGame } from "./acm-games.js";
import type { KnownMechanism } from "./format.js";

/** The mechanisms of *Budget-Balanced Maximization of Social Welfare Resilient to Unrestricted Collusion, Privacy, and Beliefs*. */
export const acm: readonly KnownMechanism[] = [...votingFormats.map(knownGame), ...announcedMechanisms];
