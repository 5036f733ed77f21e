import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { UsageError } from "@drumlin/run";
import { nearestOrAll } from "drumlin";
import type { Experiment } from "./experiment.ts";
import type { HeadlineRow } from "./headline.ts";

/** An experiment and the folder of its study files. */
export interface NamedExperiment {
  readonly name: string;
  readonly folder: string;
  readonly experiment: Experiment;
}

/** What a folder of experiments has, in its order. */
export interface ExperimentFolder {
  readonly experiments: readonly NamedExperiment[];
  /** The rows of the short table that their claims speak to; none where the folder has no such table. */
  readonly headline: readonly HeadlineRow[];
}

/**
 * The experiments of a folder: its `index.ts` (or `.js`) exports them by name as its default, and each has a folder of its name; what it
 * exports as `headline` are the rows of the short table. Their environments are registered. Throws a UsageError when there is no such module.
 */
export async function loadExperiments(folder: string): Promise<ExperimentFolder> {
  const path = ["index.ts", "index.js"].map((file) => resolve(folder, file)).find(existsSync);
  if (path === undefined) {
    throw new UsageError(
      `there are no experiments in ${folder} (no index.ts); run this in Drumlin's repository, or name a folder with --experiments`,
    );
  }
  const { default: experiments, headline = [] } = (await import(pathToFileURL(path).href)) as {
    default: Readonly<Record<string, Experiment>>;
    headline?: readonly HeadlineRow[];
  };
  const found = Object.entries(experiments).map(([name, experiment]) => ({
    name,
    folder: join(folder, name),
    experiment,
  }));
  for (const named of found) {
    const environments = environmentsModule(named);
    if (environments !== undefined) await import(environments);
  }
  return { experiments: found, headline };
}

/** The URL of the module that registers an experiment's own environments, if it has any: a thread imports it before it runs a trial. */
export function environmentsModule({ experiment, folder }: NamedExperiment): string | undefined {
  const { environments } = experiment;
  return environments === undefined ? undefined : pathToFileURL(resolve(folder, environments)).href;
}

/** The experiment of a name. Throws a UsageError with the nearest one when there is none. */
export function experimentNamed(experiments: readonly NamedExperiment[], name: string): NamedExperiment {
  const found = experiments.find((candidate) => candidate.name === name);
  if (found !== undefined) return found;
  const names = experiments.map((candidate) => candidate.name);
  throw new UsageError(`no experiment "${name}"${nearestOrAll(name, names)}`);
}
