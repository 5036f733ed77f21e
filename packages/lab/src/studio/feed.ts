import { setTimeout } from "node:timers/promises";
import { type Problem, UsageError } from "@drumlin/run";
import type { RunStore } from "../store/run-store.ts";
import { StoreProblem, type StoreWatch } from "./store-watch.ts";

/** Milliseconds after which a store that cannot be read is tried again. */
const retryAfter = 300;

/** What there is to say of a store now, and when to look again. */
export interface Telling<Message> {
  readonly messages: readonly Message[];
  /** Milliseconds until the next look, whatever changes before. */
  readonly rest: number;
  /** Milliseconds until the next look when nothing changes. */
  readonly patience: number;
}

/** Tells one listener of a store: everything at its first call, later what is new. */
export interface Teller<Message> {
  tell(store: RunStore): Promise<Telling<Message>>;
}

/**
 * What a teller says as the store changes, without end until `signal` is aborted. While the store cannot be read that is said,
 * and then a new teller begins from the start.
 */
export async function* feed<Message>(
  watch: StoreWatch,
  makeTeller: () => Teller<Message>,
  signal: AbortSignal,
): AsyncGenerator<Message | ({ readonly kind: "problem" } & Problem)> {
  const ending = AbortSignal.any([signal, watch.ended]);
  let teller = makeTeller();
  let said: string | null = null;
  while (!ending.aborted) {
    const { version } = watch;
    try {
      const { messages, rest, patience } = await watch.read((store) => teller.tell(store));
      said = null;
      yield* messages;
      if (rest > 0) await pause(rest, ending);
      await watch.changed(version, patience, ending);
    } catch (error) {
      if (!(error instanceof StoreProblem || error instanceof UsageError)) throw error;
      if (ending.aborted) return;
      teller = makeTeller();
      if (error.message !== said) yield { kind: "problem", problem: error.message };
      said = error.message;
      await pause(retryAfter, ending);
    }
  }
}

/** Shorter when `ending` is aborted. */
async function pause(milliseconds: number, ending: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal: ending }).catch(() => {});
}
