import { commitment } from "../mechanisms/nst/commitment.js";
import { exponential } from "../mechanisms/nst/exponential.js";
import { mixture } from "../mechanisms/nst/mixture.js";
import { type KnownMechanism, known } from "./format.js";
import { facilityExtras } from "./nst-facility.js";
import { overEnvironment } from "./nst-finite.js";
import { allKinds } from "./nst-kinds.js";
import { commitmentFormat, mayLackEpsilon, mixtureFormat, sensitivityFormat, settleP } from "./nst-parameters.js";

export const exponentialFormat = overEnvironment(exponential, sensitivityFormat, allKinds, { extras: facilityExtras });
export const commitmentMechanismFormat = overEnvironment(commitment, commitmentFormat, allKinds, {
  settle: settleP,
  extras: facilityExtras,
});
export const mixtureMechanismFormat = overEnvironment(mixture, mixtureFormat, allKinds, {
  settle: settleP,
  mayLackEpsilon,
  extras: facilityExtras,
});

/** The mechanisms over any finite environment. */
export const nstMechanisms: readonly KnownMechanism[] = [
  known(exponentialFormat),
  known(commitmentMechanismFormat),
  known(mixtureMechanismFormat),
];
