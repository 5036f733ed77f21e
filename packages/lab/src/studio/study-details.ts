import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import { type StudyDetail, type StudySummary, UsageError } from "@drumlin/run";
import type { StoreWatch } from "./store-watch.ts";
import type { StudyRecords } from "./study-detail-worker.ts";

/** The thread's program, which is compiled where this file is. */
const program = new URL(`./study-detail-worker${extname(import.meta.url)}`, import.meta.url);

/**
 * The details of a store's studies, each computed when it is asked for and kept until its study changes. They are computed in a
 * thread: intervals take a second, for which no live page should wait.
 */
export class StudyDetails {
  readonly #watch: StoreWatch;
  readonly #known = new Map<string, { readonly version: string; readonly detail: Promise<StudyDetail> }>();

  constructor(watch: StoreWatch) {
    this.#watch = watch;
  }

  /** Throws UsageError when there is no such study. */
  async detail(name: string): Promise<StudyDetail> {
    const study = await this.#watch.readStudies(async (store) =>
      (await store.studies()).find((summary) => summary.name === name),
    );
    if (study === undefined) throw new UsageError(`no study "${name}" in this store`);
    const version = versionOf(study);
    const known = this.#known.get(name);
    if (known?.version === version) return known.detail;
    const detail = this.#compute(name);
    this.#known.set(name, { version, detail });
    // What failed is tried again when it is asked for again.
    detail.catch(() => this.#known.delete(name));
    return detail;
  }

  async #compute(name: string): Promise<StudyDetail> {
    const records = await this.#watch.readStudies(async (store) => ({
      definition: (await store.readStudy(name))!,
      records: await store.readTrials(name),
    }));
    return detailInThread(records);
  }
}

/** Changes whenever a study does. */
function versionOf({ updatedAt, trials, failed }: StudySummary): string {
  return `${updatedAt} ${trials} ${failed}`;
}

function detailInThread(workerData: StudyRecords): Promise<StudyDetail> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { workerData });
    // The studio may end meanwhile.
    worker.unref();
    worker.on("message", resolve).on("error", reject);
    worker.on("exit", (code) =>
      reject(new Error(`the thread that computes a study ended with code ${code}`)),
    );
  });
}
