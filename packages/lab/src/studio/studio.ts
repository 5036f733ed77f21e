import { constants, setPriority } from "node:os";
import { pageFiles } from "@drumlin/studio";
import { Interrupt } from "../terminal/interrupt.ts";
import { type Terminal, writeLine } from "../terminal/terminal.ts";
import { isLoopback } from "./access.ts";
import { openBrowser } from "./open-browser.ts";
import { startStudio } from "./server.ts";

/** Milliseconds that a browser has to begin and to read what leads it here. */
const browserPatience = 60_000;

/** What `drumlin studio` was asked for. */
export interface StudioRequest {
  readonly store: string;
  readonly host: string;
  /** 0 for any free one; null when the user named none. */
  readonly port: number | null;
  /** Show it in the browser, where somebody sits at a terminal. */
  readonly open: boolean;
  readonly json: boolean;
}

/** Serves the studio until Ctrl-C. */
export async function studio(request: StudioRequest, { stdout, stderr }: Terminal): Promise<void> {
  const { store, host, open, json } = request;
  const { url, port, close } = await startStudio({ ...request, files: await pageFiles() });
  if (!isLoopback(host))
    writeLine(
      stderr,
      `drumlin: warning: --host ${host} lets other machines in, unencrypted; who has the link sees all runs of ${store}`,
    );
  if (json) writeLine(stdout, JSON.stringify({ url, port, store }));
  else writeLine(stdout, `Studio of ${store}: ${url}\nCtrl-C ends it.`);
  const opens = open && !json && stdout.isTTY === true && !process.env.CI;
  const removeFile = opens ? openBrowser(url) : () => {};
  setTimeout(removeFile, browserPatience).unref();
  // Who watches gives way to who trains, and does not stop a browser that was begun here from being quick.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  await interrupted();
  removeFile();
  await close();
}

/** Waits for Ctrl-C, or another signal to end; a second one quits as it would any program. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    const interrupt = new Interrupt(() => {
      interrupt.release();
      resolve();
    });
  });
}
