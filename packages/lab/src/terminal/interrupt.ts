const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The exit status of a command that was stopped by a signal. */
export const interruptedStatus = 130;

/** Notices Ctrl-C and the signals that ask a process to end: the first is a wish, the second quits at once. */
export class Interrupt {
  #requested = false;
  readonly #onFirst: () => void;

  constructor(onFirst: () => void) {
    this.#onFirst = onFirst;
    for (const signal of signals) process.on(signal, this.#notice);
  }

  /** Whether the user wants the work to end. */
  get requested(): boolean {
    return this.#requested;
  }

  /** Gives the signals back to Node. */
  release(): void {
    for (const signal of signals) process.off(signal, this.#notice);
  }

  readonly #notice = (): void => {
    if (this.#requested) process.exit(interruptedStatus);
    this.#requested = true;
    this.#onFirst();
  };
}
