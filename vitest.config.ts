import { setFlagsFromString } from "node:v8";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The longest tests, longest first: started last they would leave one of two workers idle. */
const longest = [
  "cli/interrupt",
  "properties/gate-cckmv",
  "cli/fuzz",
  "properties/gate-hk",
  "worked/readme",
  "cli/streams",
  "properties/gate-nst",
  "properties/gate-acm",
  "properties/cckmv/expected-externality",
  "mechanisms/acm/market-claims",
  "controls/verdicts",
  "architecture/exact",
  "cli/schema",
  "cli/verify",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = longest.findIndex((name) => moduleId.endsWith(`test/${name}.test.ts`));
      return place < 0 ? longest.length : place;
    };
    return (await super.sort(files)).toSorted((x, y) => rank(x) - rank(y));
  }
}

// As `mechproof verify` does (src/cli/pool.ts): most of the program runs in many small functions of changing types, and
// optimising them at once, inlined, takes a quarter of the processors' time; more room for new values collects less often.
for (const flag of [
  "--interrupt-budget=800000",
  "--max-inlined-bytecode-size-cumulative=300",
  "--max-semi-space-size=48",
]) {
  setFlagsFromString(flag);
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    pool: "threads",
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
    sequence: { sequencer: LongestFirst },
  },
});
