import { test } from "vitest";
import { registry } from "../../properties/index.js";
import { decideClaim } from "../../src/search/campaign.js";
test("try", async () => {
  for (const claim of registry) {
    const t = performance.now();
    const { result, certificates } = await decideClaim(claim, { budget: "gate", seed: 42 });
    console.log(claim.id, result.verdict, (performance.now() - t).toFixed(0), "ms");
    for (const r of result.readings) {
      console.log("   ", r.name, "|", r.verdict, JSON.stringify(r.epsilons), "|", r.counterexample?.lhs, r.counterexample?.rhs, JSON.stringify(r.counterexample?.instance), JSON.stringify(r.counterexample?.choices), "| tight", r.tightness?.ratio, "| repair", r.repair?.verdict, JSON.stringify(r.repair?.epsilons), r.repair?.necessary.map((n) => n.without).join(","), r.repair?.tightness?.ratio);
    }
    console.log(Object.keys(certificates).length, JSON.stringify(certificates).length, JSON.stringify(result.corners));
  }
}, 120000);
