import type { Claim, Repair } from "../src/claim/claim.js";
import type { Reading } from "../src/claim/reading.js";

/** What is changed by name, and the claim with some of it made. */
interface Meant<Change extends string> {
  readonly statement: string;
  readonly changes: readonly Change[];
  claim(made: readonly Change[]): Claim;
}

/** What `repairedBy` needs of a claim. */
export interface Changes extends Meant<string> {
  /** The readings that it repairs, by name; the literal one unless told. */
  readonly of?: readonly string[] | undefined;
}

/** The repair of a claim: that of the first changes that are about the reading. */
export const repairedBy =
  (...repairs: readonly Changes[]) =>
  (reading: Reading): Repair<never> | undefined => {
    const found = repairs.find(({ of }) => (of ? of.includes(reading.name) : reading.literal));
    return found && repairOf(reading, found);
  };

/** A reading under all of its changes, or all but one that is shown to be needed; none where nothing is to be changed. */
export const repairOf = <Change extends string>(
  reading: Reading,
  { statement, changes, claim }: Meant<Change>,
): Repair<never> | undefined =>
  changes.length === 0
    ? undefined
    : {
        statement,
        changes,
        reading,
        // What a case is, is known to the claim alone.
        claim: (undone) => claim(changes.filter((change) => change !== undone)) as Claim<never>,
      };
