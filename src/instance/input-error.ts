/** What the user gave is wrong: one line that names the place and the fix. The command line prints it and exits with 2. */
export class InputError extends Error {
  override readonly name = "InputError";
  constructor(message: string) {
    super(oneLine(message));
  }
}

/** One quantity cannot be had at this instance, where others can: it is left out unless it is asked for by name. */
export class BeyondReach extends InputError {}

/** Line breaks as spaces; other characters that a terminal obeys or hides, which names of fields and files may hold, escaped. */
const oneLine = (message: string): string =>
  message
    .replace(/\s*[\r\n\u0085\u2028\u2029]+\s*/g, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (hidden) => `\\u{${hidden.codePointAt(0)!.toString(16)}}`);
