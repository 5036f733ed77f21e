import type { Problem } from "@drumlin/run";

/** The server said no, or nothing; the message is a sentence for people. */
export class ServerProblem extends Error {}

/** What is shown while nothing answers. */
export const silence = "The studio's server does not answer; is drumlin studio still running?";

/** An answer of the studio's server to a path below `api/`. Throws `ServerProblem`. */
export async function serverAnswer(path: string, signal?: AbortSignal): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(`./api/${path}`, signal === undefined ? {} : { signal });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ServerProblem(silence);
  }
  if (!answer.ok) throw new ServerProblem(await refusal(answer));
  return answer;
}

async function refusal(answer: Response): Promise<string> {
  if (answer.status === 401) return "Open the link that drumlin studio printed: it lets this browser in.";
  try {
    return ((await answer.json()) as Problem).problem;
  } catch {
    return `The studio's server answered with status ${answer.status}.`;
  }
}
