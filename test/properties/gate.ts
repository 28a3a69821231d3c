import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Claim } from "../../src/claim/claim.js";
import { decideClaim } from "../../src/search/campaign.js";
import { recheckCertificate } from "../../src/search/recheck.js";
import { loadRecord } from "../../src/store/records.js";

const properties = join(import.meta.dirname, "../../properties");

/** The gate of one paper: a file of its own, so that two papers are decided side by side. */
export const gateOf = (claims: readonly Claim[]) =>
  describe("the gate: every claim has its recorded verdict", () => {
    for (const claim of claims) {
      it(claim.id, async () => {
        const recorded = loadRecord(properties, claim.id);
        const { result, certificates } = await decideClaim(claim, {
          budget: "gate",
          seed: 1,
          asFound: true,
          ...(recorded && { recorded }),
        });
        expect(result.unexpected).toBeUndefined();
        expect(result.asExpected).toBe(true);
        // A vacuous reading is recorded as such, and is no pass.
        for (const { verdict, hypothesesMet } of result.readings) expect(hypothesesMet > 0).toBe(verdict !== "vacuous");
        for (const [name, certificate] of Object.entries(certificates)) {
          const reading = claim.readings.find((candidate) => candidate.name === certificate.reading)!;
          const repair = certificate.repaired ? claim.repair!(reading)! : undefined;
          expect(
            recheckCertificate(repair?.claim() ?? claim, repair?.reading ?? reading, certificate),
            name,
          ).toBeUndefined();
        }
      });
    }
  });
