/** Why the operating system refused something, without the names of its call and of our own files. */
export function systemReason(error: unknown): string {
  const { message } = error as Error;
  return /^E[A-Z0-9]+: ([^,]+)/.exec(message)?.[1] ?? message;
}
