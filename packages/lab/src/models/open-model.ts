import { readFileSync, statSync } from "node:fs";
import { learnableEnvironment, type Run, UsageError } from "@drumlin/run";
import { type Agent, GaussianPolicy, type LearnableEnvironment, loadAgent } from "drumlin";
import { findRun } from "../store/find-run.ts";
import { openExistingStore } from "../store/open-store.ts";
import type { RunStore } from "../store/run-store.ts";
import { restoredAgent } from "./restored-agent.ts";

/** A policy to look at, and where it came from. */
export interface Model {
  /** How the user named it: a run or a file. */
  readonly name: string;
  readonly policy: GaussianPolicy;
  /** The environment it was trained on, or null when a file does not say. */
  readonly environment: string | null;
}

/** Opens RUN|FILE: a file of that path when there is one, else a run of the store. */
export async function openModel(reference: string, storeUrl: string): Promise<Model> {
  if (isFile(reference)) return readModelFile(reference);
  return withRun(reference, storeUrl, async (store, run) => ({
    name: run.name,
    policy: await runPolicy(store, run),
    environment: run.configuration.environment,
  }));
}

/** The whole agent of RUN|FILE: of a run as its last checkpoint has it. */
export async function openAgent(
  reference: string,
  storeUrl: string,
): Promise<{ readonly name: string; readonly agent: Agent }> {
  if (!isFile(reference))
    return withRun(reference, storeUrl, async (store, { id, name }) => ({
      name,
      agent: await restoredAgent(await store.readCheckpoint(id)),
    }));
  const bytes = readFileSync(reference);
  if (isDocument(bytes))
    throw new UsageError(`${reference} holds a policy alone; name a run, or the file of an agent`);
  return { name: reference, agent: await readWhole(reference, () => loadAgent(bytes)) };
}

/** Whether a user who writes this means a file. */
export function isFile(reference: string): boolean {
  return statSync(reference, { throwIfNoEntry: false })?.isFile() ?? false;
}

async function withRun<Result>(
  reference: string,
  storeUrl: string,
  use: (store: RunStore, run: Run) => Promise<Result>,
): Promise<Result> {
  const store = await openExistingStore(storeUrl);
  if (store === null)
    throw new UsageError(
      `no file ${reference}, and no store ${storeUrl} that could hold a run of that name; drumlin train ENV makes one`,
    );
  try {
    return await use(store, await findRun(store, reference));
  } finally {
    await store.close();
  }
}

/** The policy of a run: the final one when it is done, else that of its last checkpoint. */
export async function runPolicy(store: RunStore, run: Run): Promise<GaussianPolicy> {
  const document = await store.readPolicy(run.id);
  if (document !== null) return GaussianPolicy.fromJSON(JSON.parse(document));
  return (await restoredAgent(await store.readCheckpoint(run.id))).policy;
}

/** An agent file is binary, an exported policy is a JSON object. */
function readModelFile(path: string): Promise<Model> {
  const bytes = readFileSync(path);
  return readWhole(path, async () => {
    if (!isDocument(bytes)) return { name: path, policy: (await loadAgent(bytes)).policy, environment: null };
    const document = JSON.parse(bytes.toString("utf8"));
    const { environment } = document;
    return {
      name: path,
      policy: GaussianPolicy.fromJSON(document),
      environment: typeof environment === "string" ? environment : null,
    };
  });
}

function isDocument(bytes: Buffer): boolean {
  return /^\s*\{/.test(bytes.toString("latin1", 0, 100));
}

async function readWhole<Result>(path: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw new UsageError(
      `${path} is not a whole model file (${(error as Error).message}); give one written by drumlin export or train --model-out`,
    );
  }
}

/** The environment to use a model on: the one the user names, else the model's own; of the same sizes in any case. */
export function modelEnvironment(
  { name, policy, environment }: Model,
  named: string | undefined,
): LearnableEnvironment {
  const id = named ?? environment;
  if (id === null)
    throw new UsageError(
      `${name} does not say what it was trained on; name the environment with --environment`,
    );
  const learnable = learnableEnvironment(id, policy.observationSize);
  const { actionSpace, observationSpace } = learnable;
  const observationSize = observationSpace.size;
  if (observationSize !== policy.observationSize || actionSpace.n !== policy.actionCount)
    throw new UsageError(
      `${name} takes ${policy.observationSize} observations and has ${policy.actionCount} actions, ${id} has ${observationSize} and ${actionSpace.n}; name its own with --environment`,
    );
  return learnable;
}
