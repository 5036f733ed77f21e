import { UsageError } from "@drumlin/run";
import { openExistingStore, openExistingStudyStore, storePath } from "../store/open-store.ts";
import type { RunStore } from "../store/run-store.ts";
import { isBusy } from "../store/sqlite/sqlite-problem.ts";
import type { StudyStore } from "../store/study-store.ts";

/** Milliseconds between two looks at whether the store has changed. */
const lookEvery = 25;

/** Looks between two at whether the file is still the one that was opened. */
const looksPerFileCheck = 20;

/** Milliseconds for which a store that could not be opened is not tried again. */
const retryAfter = 250;

/** How long a reading may wait for a lock, in milliseconds: all pages wait meanwhile. */
const busyTimeout = 50;

/** The store cannot be read now; the message is a sentence for people. */
export class StoreProblem extends Error {
  override name = "StoreProblem";
}

/** There was a store, and there is none any more: what was read of it is not to be told again. */
export class StoreGone extends StoreProblem {}

/**
 * A store that is read while others write to it, which may not be there yet, or be replaced. It is opened when it is first
 * read, and looked at only while somebody waits for a change.
 */
export class StoreWatch {
  readonly #url: string;
  readonly #ended = new AbortController();
  readonly #waiting = new Set<() => void>();
  #opened: Promise<OpenStore> | null = null;
  #wasThere = false;
  #version = 0;
  #isLooking = false;

  /** Throws UsageError when the URL names no store. */
  constructor(url: string) {
    storePath(url);
    this.#url = url;
  }

  /** Another number after each change of the store. */
  get version(): number {
    return this.#version;
  }

  /** Aborted when the watch was closed. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** What `use` reads. Throws StoreProblem when the store cannot be read, and what `use` throws as UsageError. */
  async read<Result>(use: (store: RunStore) => Promise<Result>): Promise<Result> {
    let opened = this.#open();
    // An open file can be read long after it was deleted, or another was put in its place.
    if (!(await (await opened).store.isCurrent())) {
      this.#drop(opened);
      opened = this.#open();
    }
    const { store } = await opened;
    try {
      return await use(store);
    } catch (error) {
      if (error instanceof UsageError) throw error;
      if (!isBusy(error)) this.#drop(opened);
      throw this.#problem(error);
    }
  }

  /** The same for the studies of the store. */
  async readStudies<Result>(use: (store: StudyStore) => Promise<Result>): Promise<Result> {
    const store = await openExistingStudyStore(this.#url, { busyTimeout }).catch((error) => {
      throw this.#problem(error);
    });
    if (store === null) throw this.#missing();
    try {
      return await use(store);
    } catch (error) {
      throw error instanceof UsageError ? error : this.#problem(error);
    } finally {
      await store.close();
    }
  }

  /** Ends when the version is no longer `since`, after `within` milliseconds, or when `signal` is aborted: whatever is first. */
  changed(since: number, within: number, signal: AbortSignal): Promise<void> {
    if (this.#version !== since || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", wake);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, within);
      signal.addEventListener("abort", wake);
      this.#waiting.add(wake);
      if (!this.#isLooking) void this.#look();
    });
  }

  /** Closes the store; nothing can be read afterwards. */
  async close(): Promise<void> {
    this.#ended.abort();
    for (const wake of this.#waiting) wake();
    const opened = this.#opened;
    this.#opened = Promise.reject(new StoreProblem("the studio has ended"));
    this.#opened.catch(() => {});
    await opened?.then(
      ({ store }) => store.close(),
      () => {},
    );
  }

  #open(): Promise<OpenStore> {
    if (this.#opened !== null) return this.#opened;
    const opened = this.#tryToOpen();
    this.#opened = opened;
    opened.catch(() => {
      const forget = () => {
        if (this.#opened === opened) this.#opened = null;
      };
      setTimeout(forget, retryAfter).unref();
    });
    return opened;
  }

  async #tryToOpen(): Promise<OpenStore> {
    try {
      const store = await openExistingStore(this.#url, { busyTimeout });
      if (store !== null) {
        this.#wasThere = true;
        return { store, changes: await store.changes() };
      }
    } catch (error) {
      throw this.#problem(error);
    }
    throw this.#missing();
  }

  #drop(opened: Promise<OpenStore>): void {
    if (this.#opened !== opened) return;
    this.#opened = null;
    opened.then(({ store }) => store.close()).catch(() => {});
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    for (let looks = 1; this.#waiting.size > 0 && !this.ended.aborted; looks++) {
      await new Promise((resolve) => setTimeout(resolve, lookEvery));
      if (this.#opened !== null && (await this.#hasChanged(this.#opened, looks % looksPerFileCheck === 0))) {
        this.#version++;
        for (const wake of this.#waiting) wake();
      }
    }
    this.#isLooking = false;
  }

  /** A store that cannot be read has not changed: who waits for it tries again. */
  async #hasChanged(opened: Promise<OpenStore>, checksFile: boolean): Promise<boolean> {
    try {
      const open = await opened;
      if (checksFile && !(await open.store.isCurrent())) {
        this.#drop(opened);
        return true;
      }
      const before = open.changes;
      open.changes = await open.store.changes();
      return open.changes !== before;
    } catch {
      return false;
    }
  }

  #missing(): StoreProblem {
    if (this.#wasThere)
      return new StoreGone(
        `There is no store ${this.#url} any more: it was deleted or moved since the studio began. What this page still shows of it is the past.`,
      );
    return new StoreProblem(`There is no store ${this.#url} yet; npx drumlin train CartPole-v1 makes one.`);
  }

  #problem(error: unknown): StoreProblem {
    if (error instanceof StoreProblem) return error;
    const { message } = error as Error;
    if (error instanceof UsageError) return new StoreProblem(message);
    if (isBusy(error)) return new StoreProblem(`${this.#url} is locked by another program; trying again.`);
    return new StoreProblem(`${this.#url} cannot be read: ${message}`);
  }
}

interface OpenStore {
  readonly store: RunStore;
  /** What `changes()` said last. */
  changes: number;
}
