import { randomBytes } from "node:crypto";
import {
  type Checkpoint,
  type CheckpointWrite,
  type HealthRecord,
  type LiveState,
  type MetricPoint,
  type PolicySnapshot,
  type Run,
  type RunConfiguration,
  type RunOutcome,
  type RunOwner,
  type RunProgress,
  type ThinnedMetric,
  visibleText,
} from "@drumlin/run";
import type { Kysely, Selectable, SelectQueryBuilder, Transaction } from "kysely";
import { checkStored, checksumOf, parseStored } from "./checksum.ts";
import type { Database } from "./database.ts";
import { replaceLive, selectLive, selectLiveProgress } from "./live-states.ts";
import { RunInUseError, RunMovedError, RunNameTakenError, RunTakenError } from "./run-errors.ts";
import { isOwnerAlive } from "./run-owner.ts";
import { listRuns, namesNear, nextRunName, runsBegunBy, selectRuns } from "./run-queries.ts";
import type { RunClaim, RunDraft, RunSelection, RunStore } from "./run-store.ts";
import { metricNames, metricsFrom, thinnedMetric } from "./stored-metrics.ts";

/** Rows of one insert: databases bound the parameters of a statement. */
const insertBatch = 1000;

/** The highest step that a column of steps holds. */
const lastStep = 2 ** 31 - 1;

const noOwner = { owner_token: null, owner_host: null, owner_pid: null };

/** A `RunStore` on whatever database Kysely speaks to; the tables are there already. */
export class KyselyRunStore implements RunStore {
  readonly url: string;
  readonly changes: RunStore["changes"];
  readonly isCurrent: RunStore["isCurrent"];
  readonly shrink: RunStore["shrink"];
  readonly #database: Kysely<Database>;

  /** `engine` is what each database does in its own way. */
  constructor(
    url: string,
    database: Kysely<Database>,
    { changes, isCurrent, shrink }: Pick<RunStore, "changes" | "isCurrent" | "shrink">,
  ) {
    this.url = url;
    this.changes = changes;
    this.isCurrent = isCurrent;
    this.shrink = shrink;
    this.#database = database;
  }

  async createRun({ name, configuration, owner, checkpoint }: RunDraft): Promise<Run> {
    return this.#database.transaction().execute(async (transaction) => {
      if (name !== undefined && (await selectNamed(transaction, name).executeTakeFirst()) !== undefined)
        throw new RunNameTakenError(name);
      const id = randomBytes(5).toString("hex");
      const now = new Date().toISOString();
      await transaction
        .insertInto("runs")
        .values({
          id,
          name: name ?? (await nextRunName(transaction, configuration.environment)),
          status: "running",
          configuration: JSON.stringify(configuration),
          created_at: now,
          updated_at: now,
          ...progressColumns(checkpoint.progress),
          ...ownerColumns(owner),
          result: null,
        })
        .execute();
      await insertCheckpoint(transaction, id, checkpoint);
      return toRun(await selectRun(transaction, id).executeTakeFirstOrThrow());
    });
  }

  async runs(selection?: RunSelection): Promise<Run[]> {
    return (await listRuns(this.#database, selection).selectAll().execute()).map(toRun);
  }

  async countRuns(selection?: Pick<RunSelection, "words" | "status">): Promise<number> {
    return countOf(selectRuns(this.#database, selection));
  }

  async run(id: string): Promise<Run | null> {
    const row = await selectRun(this.#database, id).executeTakeFirst();
    return row === undefined ? null : toRun(row);
  }

  async runNamed(name: string): Promise<Run | null> {
    const row = await selectNamed(this.#database, name).executeTakeFirst();
    return row === undefined ? null : toRun(row);
  }

  async runsBeginning(beginning: string, limit: number): Promise<{ count: number; runs: Run[] }> {
    const query = runsBegunBy(this.#database, beginning);
    const count = await countOf(query);
    const rows = await query.selectAll().orderBy("created_at", "desc").orderBy("name").limit(limit).execute();
    return { count, runs: rows.map(toRun) };
  }

  async namesNear(name: string, limit: number): Promise<string[]> {
    return namesNear(this.#database, name, limit);
  }

  async claimRun(
    id: string,
    owner: RunOwner,
    configuration: RunConfiguration,
    { step, force = false }: RunClaim = {},
  ): Promise<Run> {
    return this.#database.transaction().execute(async (transaction) => {
      const { name, progress } = await refuseInUse(transaction, id, force);
      if (step !== undefined && progress.step !== step) throw new RunMovedError(name);
      await transaction
        .updateTable("runs")
        .set({
          ...ownerColumns(owner),
          status: "running",
          configuration: JSON.stringify(configuration),
          updated_at: new Date().toISOString(),
          result: null,
        })
        .where("id", "=", id)
        .execute();
      await transaction.deleteFrom("policies").where("run_id", "=", id).execute();
      await transaction.deleteFrom("live_states").where("run_id", "=", id).execute();
      await transaction
        .deleteFrom("health_events")
        .where("run_id", "=", id)
        .where("step", ">", progress.step)
        .execute();
      return toRun(await selectRun(transaction, id).executeTakeFirstOrThrow());
    });
  }

  async writeCheckpoint(id: string, owner: RunOwner, write: CheckpointWrite): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      await updateOwned(transaction, id, owner, progressColumns(write.progress));
      await transaction.deleteFrom("checkpoints").where("run_id", "=", id).execute();
      await insertCheckpoint(transaction, id, write);
    });
  }

  async readCheckpoint(id: string): Promise<Checkpoint> {
    return this.#reading(async (transaction) => {
      const checkpoint = await transaction
        .selectFrom("checkpoints")
        .select(["state", "training", "checksum"])
        .where("run_id", "=", id)
        .executeTakeFirst();
      if (checkpoint === undefined) throw new Error(`there is no checkpoint of the run ${id}`);
      const { state, training, checksum } = checkpoint;
      checkStored("the checkpoint's place in its training", training, checksum);
      const chunks = await transaction
        .selectFrom("transition_chunks")
        .select(["first", "count", "bytes", "checksum"])
        .where("run_id", "=", id)
        .orderBy("first")
        .execute();
      const transitions = chunks.map(({ checksum: own, ...chunk }) => {
        checkStored("a part of the replay buffer", chunk.bytes, own);
        return chunk;
      });
      return { state, training, transitions };
    });
  }

  async releaseRun(
    id: string,
    owner: RunOwner,
    status: "interrupted" | "failed",
    health: readonly HealthRecord[] = [],
  ): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      await updateOwned(transaction, id, owner, { status, ...noOwner });
      await insertHealth(transaction, id, health);
    });
  }

  async finishRun(id: string, owner: RunOwner, { policy, result }: RunOutcome): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      await updateOwned(transaction, id, owner, {
        status: "done",
        result: JSON.stringify(result),
        ...noOwner,
      });
      await transaction
        .insertInto("policies")
        .values({ run_id: id, document: policy, checksum: checksumOf(policy) })
        .execute();
    });
  }

  async readPolicy(id: string): Promise<string | null> {
    const row = await this.#database
      .selectFrom("policies")
      .select(["document", "checksum"])
      .where("run_id", "=", id)
      .executeTakeFirst();
    if (row === undefined) return null;
    checkStored("the policy", row.document, row.checksum);
    return row.document;
  }

  async readMetrics(id: string): Promise<MetricPoint[]> {
    return metricsFrom(this.#database, id, 0);
  }

  async readMetricsFrom(id: string, step: number): Promise<MetricPoint[]> {
    return metricsFrom(this.#database, id, step);
  }

  async thinMetrics(id: string, buckets: number): Promise<ThinnedMetric[]> {
    return this.#reading(async (transaction) => {
      const thinned: ThinnedMetric[] = [];
      for (const name of await metricNames(transaction, id))
        thinned.push(await thinnedMetric(transaction, id, name, [0, lastStep], buckets));
      return thinned;
    });
  }

  async thinMetric(
    id: string,
    name: string,
    range: readonly [from: number, to: number],
    buckets: number,
  ): Promise<ThinnedMetric> {
    return this.#reading((transaction) => thinnedMetric(transaction, id, name, range, buckets));
  }

  async readHealth(id: string): Promise<HealthRecord[]> {
    const rows = await this.#database
      .selectFrom("health_events")
      .select(["step", "signature", "detail"])
      .where("run_id", "=", id)
      .orderBy("step")
      .orderBy("signature")
      .execute();
    return rows.map(({ step, signature, detail }) => ({
      step,
      signature: visibleText(signature),
      detail: visibleText(detail),
    }));
  }

  async writeLive(id: string, owner: RunOwner, live: LiveState): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      await updateOwned(transaction, id, owner, {});
      await replaceLive(transaction, id, live);
    });
  }

  async readLive(id: string): Promise<LiveState | null> {
    return selectLive(this.#database, id);
  }

  async liveProgress(
    runs: readonly string[],
  ): Promise<Map<string, { progress: RunProgress; writtenAt: number }>> {
    return selectLiveProgress(this.#database, runs);
  }

  async readSnapshots(id: string, after: number): Promise<PolicySnapshot[]> {
    return this.#database
      .selectFrom("policy_snapshots")
      .select(["step", "frame", "visited"])
      .where("run_id", "=", id)
      .where("step", ">", after)
      .orderBy("step")
      .execute();
  }

  async lastSnapshotStep(id: string): Promise<number> {
    const row = await this.#database
      .selectFrom("policy_snapshots")
      .select("step")
      .where("run_id", "=", id)
      .orderBy("step", "desc")
      .limit(1)
      .executeTakeFirst();
    return row?.step ?? -1;
  }

  async removeRun(id: string, force = false): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      await refuseInUse(transaction, id, force);
      await transaction.deleteFrom("runs").where("id", "=", id).execute();
    });
  }

  async close(): Promise<void> {
    await this.#database.destroy();
  }

  /** Several queries of one and the same moment, which wait for no writer and keep none waiting. */
  async #reading<Result>(read: (transaction: Transaction<Database>) => Promise<Result>): Promise<Result> {
    return this.#database
      .transaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute(read);
  }
}

/** Changes the row of a run that `owner` still owns. */
async function updateOwned(
  database: Transaction<Database>,
  id: string,
  owner: RunOwner,
  columns: Partial<Database["runs"]>,
): Promise<void> {
  const { numUpdatedRows } = await database
    .updateTable("runs")
    .set({ ...columns, updated_at: new Date().toISOString() })
    .where("id", "=", id)
    .where("owner_token", "=", owner.token)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new RunTakenError(id);
}

async function insertCheckpoint(
  transaction: Transaction<Database>,
  id: string,
  write: CheckpointWrite,
): Promise<void> {
  const { state, training, transitions, firstNeeded, metrics, health, snapshots } = write;
  await transaction
    .insertInto("checkpoints")
    .values({ run_id: id, state, training, checksum: checksumOf(training) })
    .execute();
  if (transitions !== null)
    await transaction
      .insertInto("transition_chunks")
      .values({ run_id: id, ...transitions, checksum: checksumOf(transitions.bytes) })
      .execute();
  await transaction
    .deleteFrom("transition_chunks")
    .where("run_id", "=", id)
    .where((expression) => expression(expression("first", "+", expression.ref("count")), "<=", firstNeeded))
    .execute();
  for (let start = 0; start < metrics.length; start += insertBatch)
    await transaction
      .insertInto("metrics")
      .values(metrics.slice(start, start + insertBatch).map((point) => ({ run_id: id, ...point })))
      .execute();
  await insertHealth(transaction, id, health);
  if (snapshots.length > 0)
    await transaction
      .insertInto("policy_snapshots")
      .values(snapshots.map((snapshot) => ({ run_id: id, ...snapshot })))
      .execute();
}

async function insertHealth(
  transaction: Transaction<Database>,
  id: string,
  health: readonly HealthRecord[],
): Promise<void> {
  if (health.length === 0) return;
  await transaction
    .insertInto("health_events")
    .values(health.map((event) => ({ run_id: id, ...event })))
    .execute();
}

async function refuseInUse(transaction: Transaction<Database>, id: string, force: boolean): Promise<Run> {
  const run = toRun(await selectRun(transaction, id).executeTakeFirstOrThrow());
  const { name, owner, updatedAt } = run;
  if (owner !== null && !force && isOwnerAlive(owner, updatedAt))
    throw new RunInUseError(name, owner, updatedAt);
  return run;
}

function selectRun(database: Kysely<Database>, id: string) {
  return database.selectFrom("runs").selectAll().where("id", "=", id);
}

function selectNamed(database: Kysely<Database>, name: string) {
  return database.selectFrom("runs").selectAll().where("name", "=", name);
}

async function countOf(query: SelectQueryBuilder<Database, "runs", object>): Promise<number> {
  const { count } = await query.select(({ fn }) => fn.countAll().as("count")).executeTakeFirstOrThrow();
  return Number(count);
}

function progressColumns(progress: RunProgress) {
  return {
    step: progress.step,
    episodes: progress.episodes,
    updates: progress.updates,
    seconds: progress.seconds,
    solved_at_step: progress.solvedAtStep,
    last_evaluation: progress.lastEvaluation,
    live_components: progress.liveComponents,
  };
}

function ownerColumns(owner: RunOwner) {
  return { owner_token: owner.token, owner_host: owner.host, owner_pid: owner.pid };
}

function toRun(row: Selectable<Database["runs"]>): Run {
  const { owner_token: token, owner_host: host, owner_pid: pid } = row;
  return {
    id: row.id,
    // Ours are visible anyway; in a store of others there may stand anything.
    name: visibleText(row.name),
    status: row.status,
    configuration: parseStored("what a run was asked for", row.configuration),
    progress: {
      step: row.step,
      episodes: row.episodes,
      updates: row.updates,
      seconds: row.seconds,
      solvedAtStep: row.solved_at_step,
      lastEvaluation: row.last_evaluation,
      liveComponents: row.live_components,
    },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    owner: token === null || host === null || pid === null ? null : { token, host, pid },
    result: row.result === null ? null : parseStored("how a run ended", row.result),
  };
}
