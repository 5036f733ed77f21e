import { type Kysely, sql } from "kysely";
import type { Database } from "./database.ts";

/** What databases call the column types they do not share. */
export interface ColumnTypes {
  readonly bytes: "blob" | "bytea";
}

/** One step from a version of the tables to the next. A released one is never changed; a new one is appended. */
type Migration = (database: Kysely<Database>, types: ColumnTypes) => Promise<void>;

/** The version of a store is the number of migrations it has been through. */
export const migrations: readonly Migration[] = [
  createTables,
  createStudyTables,
  createWatchingTables,
  addThresholded,
  addIndexesOfMany,
  addChecksums,
];

async function createTables(database: Kysely<Database>, types: ColumnTypes): Promise<void> {
  const { schema } = database;
  await schema
    .createTable("runs")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull().unique())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("configuration", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addColumn("step", "integer", (column) => column.notNull())
    .addColumn("episodes", "integer", (column) => column.notNull())
    .addColumn("updates", "integer", (column) => column.notNull())
    .addColumn("seconds", "double precision", (column) => column.notNull())
    .addColumn("solved_at_step", "integer")
    .addColumn("last_evaluation", "double precision")
    .addColumn("live_components", "integer")
    .addColumn("owner_token", "text")
    .addColumn("owner_host", "text")
    .addColumn("owner_pid", "integer")
    .addColumn("result", "text")
    .execute();
  const belongingToRun = (table: keyof Database) =>
    schema
      .createTable(table)
      .addColumn("run_id", "text", (column) => column.notNull().references("runs.id").onDelete("cascade"));
  await belongingToRun("checkpoints")
    .addColumn("state", types.bytes, (column) => column.notNull())
    .addColumn("training", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("checkpoints_key", ["run_id"])
    .execute();
  await belongingToRun("transition_chunks")
    .addColumn("first", "integer", (column) => column.notNull())
    .addColumn("count", "integer", (column) => column.notNull())
    .addColumn("bytes", types.bytes, (column) => column.notNull())
    .addPrimaryKeyConstraint("transition_chunks_key", ["run_id", "first"])
    .execute();
  await belongingToRun("metrics")
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("step", "integer", (column) => column.notNull())
    .addColumn("value", "double precision", (column) => column.notNull())
    .execute();
  await schema.createIndex("metrics_by_run").on("metrics").columns(["run_id", "step"]).execute();
  await belongingToRun("health_events")
    .addColumn("step", "integer", (column) => column.notNull())
    .addColumn("signature", "text", (column) => column.notNull())
    .addColumn("detail", "text", (column) => column.notNull())
    .execute();
  await schema.createIndex("health_events_by_run").on("health_events").columns(["run_id", "step"]).execute();
  await belongingToRun("policies")
    .addColumn("document", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("policies_key", ["run_id"])
    .execute();
}

async function createStudyTables({ schema }: Kysely<Database>): Promise<void> {
  await schema
    .createTable("studies")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("definition", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .execute();
  await schema
    .createTable("trials")
    .addColumn("study", "text", (column) => column.notNull().references("studies.name").onDelete("cascade"))
    .addColumn("identity", "text", (column) => column.notNull())
    .addColumn("agent", "text", (column) => column.notNull())
    .addColumn("environment", "text", (column) => column.notNull())
    .addColumn("options", "text", (column) => column.notNull())
    // Up to 2³² − 1: past Postgres's integer, and its bigint would come back as text.
    .addColumn("seed", "double precision", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("error", "text")
    .addColumn("curve", "text", (column) => column.notNull())
    .addColumn("solved_at_step", "integer")
    .addColumn("steps", "integer", (column) => column.notNull())
    .addColumn("final_return", "double precision")
    .addColumn("parameters_total", "integer", (column) => column.notNull())
    .addColumn("parameters_nonzero", "integer", (column) => column.notNull())
    .addColumn("seconds", "double precision", (column) => column.notNull())
    .addColumn("ended_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("trials_key", ["study", "identity"])
    .execute();
}

async function createWatchingTables({ schema }: Kysely<Database>, types: ColumnTypes): Promise<void> {
  await schema
    .createTable("live_states")
    .addColumn("run_id", "text", (column) => column.primaryKey().references("runs.id").onDelete("cascade"))
    .addColumn("written_at", "double precision", (column) => column.notNull())
    .addColumn("progress", "text", (column) => column.notNull())
    .addColumn("document", "text", (column) => column.notNull())
    .addColumn("frame", types.bytes, (column) => column.notNull())
    .execute();
  await schema
    .createTable("policy_snapshots")
    .addColumn("run_id", "text", (column) => column.notNull().references("runs.id").onDelete("cascade"))
    .addColumn("step", "integer", (column) => column.notNull())
    .addColumn("frame", types.bytes, (column) => column.notNull())
    .addColumn("visited", types.bytes, (column) => column.notNull())
    .addPrimaryKeyConstraint("policy_snapshots_key", ["run_id", "step"])
    .execute();
  // Holds all that thinning asks for, in its order: of 10⁶ points four times as fast as by way of the table's rows.
  await schema
    .createIndex("metrics_by_name")
    .on("metrics")
    .columns(["run_id", "name", "step", "value"])
    .execute();
  await schema.dropIndex("metrics_by_run").execute();
}

async function addThresholded({ schema }: Kysely<Database>): Promise<void> {
  await schema.alterTable("trials").addColumn("thresholded", "text").execute();
}

/** What a list of many runs or trials asks for, in its order; a query that needs no more than an index holds never reads a row. */
async function addIndexesOfMany({ schema }: Kysely<Database>): Promise<void> {
  await schema.createIndex("runs_by_age").on("runs").columns(["created_at desc", "name"]).execute();
  await schema
    .createIndex("runs_by_status")
    .on("runs")
    .columns(["status", "created_at desc", "name"])
    .execute();
  // Of names of one length the order is that of the numbers at their ends: the next number is found without reading the others.
  await schema.createIndex("runs_by_length").on("runs").expression(sql`length(name), name`).execute();
  // A trial's curve is as long as a hundred of these.
  await schema
    .createIndex("trials_by_outcome")
    .on("trials")
    .columns([
      ...(["study", "ended_at", "identity", "agent", "environment", "seed", "status"] as const),
      ...(["solved_at_step", "final_return", "parameters_nonzero"] as const),
    ])
    .execute();
}

/** CRC-32, up to 2³² − 1: past Postgres's integer. Null in rows of before. */
async function addChecksums({ schema }: Kysely<Database>): Promise<void> {
  for (const table of ["checkpoints", "transition_chunks", "policies"] as const)
    await schema.alterTable(table).addColumn("checksum", "double precision").execute();
}
