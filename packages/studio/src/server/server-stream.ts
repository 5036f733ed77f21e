import { type Signal, signal } from "@preact/signals";
import { ServerProblem, serverAnswer, silence } from "./server-answer.ts";

/** A browser does not try again when it was refused: we do, after so many milliseconds. */
const RETRY_AFTER = 3000;

/** Server-sent events of one path below `api/`, for as long as somebody listens. */
export class ServerStream<Message> {
  /** Why nothing comes, in a sentence; null while all is well. */
  readonly trouble: Signal<string | null> = signal(null);
  readonly #path: string;
  readonly #receive: (message: Message) => void;
  readonly #closing = new AbortController();
  #source: EventSource | null = null;

  constructor(path: string, receive: (message: Message) => void) {
    this.#path = path;
    this.#receive = receive;
    this.#open();
  }

  close(): void {
    this.#closing.abort();
    this.#source?.close();
  }

  #open(): void {
    if (this.#closing.signal.aborted) return;
    const source = new EventSource(`./api/${this.#path}`);
    this.#source = source;
    source.addEventListener("open", () => {
      this.trouble.value = null;
    });
    source.addEventListener("message", ({ data }: MessageEvent<string>) => {
      this.#receive(JSON.parse(data));
    });
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) void this.#askWhy();
      else this.trouble.value = silence;
    });
  }

  /** An event source does not tell why it was refused; a request of the same path does. */
  async #askWhy(): Promise<void> {
    const { signal: closed } = this.#closing;
    try {
      const answer = await serverAnswer(this.#path, closed);
      await answer.body?.cancel();
    } catch (error) {
      if (closed.aborted) return;
      this.trouble.value = error instanceof ServerProblem ? error.message : silence;
    }
    setTimeout(() => this.#open(), RETRY_AFTER);
  }
}
