import type { EncodedMoment, RunMessage } from "@drumlin/run";

/** A run's message as it comes over the network. */
export type EncodedMessage = RunMessage<EncodedMoment>;

/** Kinds of which only the newest counts. */
const replaced: ReadonlySet<EncodedMessage["kind"]> = new Set(["progress", "moment", "snapshots"]);

/**
 * What is left to apply of messages that came one after another: nothing before an opening, and of what each message says
 * whole only the last.
 */
export function newestMessages(messages: readonly EncodedMessage[]): EncodedMessage[] {
  const opening = messages.findLastIndex(({ kind }) => kind === "opening");
  const current = opening < 0 ? messages : messages.slice(opening);
  return current.flatMap((message, index) => {
    if (!replaced.has(message.kind)) return [message];
    if (current.findLastIndex(({ kind }) => kind === message.kind) !== index) return [];
    return [message.kind === "moment" ? withLastVisited(message, current) : message];
  });
}

/** A moment whose visited observations have not changed says none: those of the moment before hold. */
function withLastVisited(
  message: EncodedMessage & { readonly kind: "moment" },
  messages: readonly EncodedMessage[],
): EncodedMessage {
  if (message.moment.visited !== "") return message;
  const last = messages.findLast((earlier) => earlier.kind === "moment" && earlier.moment.visited !== "");
  if (last?.kind !== "moment") return message;
  return { ...message, moment: { ...message.moment, visited: last.moment.visited } };
}
