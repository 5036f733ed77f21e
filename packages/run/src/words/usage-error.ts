/** The user asked for something that cannot be done: one line on stderr, exit status 2, nothing touched. */
export class UsageError extends Error {
  override name = "UsageError";
}
