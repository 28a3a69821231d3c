import { answer } from "../cli/run.js";

/** An instance and what must be true of the answer to it. */
export interface Case {
  readonly instance: object;
  // biome-ignore lint/suspicious/noExplicitAny: JSON that the tests look into.
  readonly check: (found: any) => void;
}

/** Checks the answers to many instances, asked for at once. */
export async function checkAll(command: string, cases: readonly Case[]): Promise<void> {
  const found = await answer(
    command,
    cases.map(({ instance }) => instance),
  );
  cases.forEach(({ check }, i) => {
    check(found[i]);
  });
}
