import { report } from "./report.ts";
import { trainOnEach } from "./trainings.ts";

/** What is used of a page's Worker, which the types of Node do not know. */
declare const Worker: new (
  url: URL,
  options: { type: "module" },
) => { onerror: (event: { message?: string }) => void };

const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
worker.onerror = ({ message = "its script did not load" }) => report("worker", () => Promise.reject(message));
await report("main thread", trainOnEach);
