/** What the user gave is wrong: one line that names the place and the fix. The command line prints it and exits with 2. */
export class InputError extends Error {
  override readonly name = "InputError";
  constructor(message: string) {
    super(message.replace(/\s*[\r\n\u2028\u2029]+\s*/g, " "));
  }
}
