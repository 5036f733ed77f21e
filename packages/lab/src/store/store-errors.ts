import { UsageError } from "@drumlin/run";

/** There is no room for what was to be written; what was written before is kept. */
export class StoreFullError extends Error {
  override name = "StoreFullError";
  constructor(url: string) {
    super(
      `the disk is full: nothing more can be written to ${url}; make room and give the same command again`,
    );
  }
}

/** The file is no longer the one that was opened: what is written goes nowhere. */
export class StoreGoneError extends Error {
  override name = "StoreGoneError";
  constructor(url: string) {
    super(`the store ${url} was deleted or replaced while it was in use; nothing more is written to it`);
  }
}

/** This user may only read the store, or nobody may write to it where it is. */
export class StoreReadOnlyError extends UsageError {
  constructor(url: string, reason: string) {
    super(
      `the store ${url} cannot be written (${reason}); give another with --store, or copy it to where you may write`,
    );
  }
}
