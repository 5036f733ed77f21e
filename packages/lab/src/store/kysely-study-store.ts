import type { EvaluationPoint, StudySummary, TrialOutcome, TrialRecord } from "@drumlin/run";
import { metricOf } from "drumlin";
import type { Kysely, Selectable } from "kysely";
import { parseStored } from "./checksum.ts";
import type { Database } from "./database.ts";
import type { StudyStore } from "./study-store.ts";

/** Outcomes of trials that are in memory at a time. */
const outcomesAtOnce = 10_000;

/** A `StudyStore` on whatever database Kysely speaks to; the tables are there already. */
export class KyselyStudyStore implements StudyStore {
  readonly url: string;
  readonly #database: Kysely<Database>;

  constructor(url: string, database: Kysely<Database>) {
    this.url = url;
    this.#database = database;
  }

  async saveStudy(name: string, definition: string): Promise<void> {
    const now = new Date().toISOString();
    await this.#database.transaction().execute((transaction) =>
      transaction
        .insertInto("studies")
        .values({ name, definition, created_at: now, updated_at: now })
        .onConflict((conflict) => conflict.column("name").doUpdateSet({ definition, updated_at: now }))
        .execute(),
    );
  }

  async readStudy(name: string): Promise<string | null> {
    const row = await this.#database
      .selectFrom("studies")
      .select("definition")
      .where("name", "=", name)
      .executeTakeFirst();
    return row?.definition ?? null;
  }

  async studies(): Promise<StudySummary[]> {
    const rows = await this.#database
      .selectFrom("studies")
      .leftJoin("trials", "trials.study", "studies.name")
      .select(({ fn }) => [
        "studies.name as name",
        "studies.updated_at as updated_at",
        "trials.agent as agent",
        "trials.environment as environment",
        "trials.status as status",
        fn.count("trials.identity").as("trials"),
        fn.max("trials.ended_at").as("ended_at"),
      ])
      .groupBy(["studies.name", "studies.updated_at", "trials.agent", "trials.environment", "trials.status"])
      .execute();
    return [...new Set(rows.map(({ name }) => name))]
      .map((study) =>
        summary(
          study,
          rows.filter(({ name }) => name === study),
        ),
      )
      .sort((one, other) => compare(other.updatedAt, one.updatedAt) || compare(one.name, other.name));
  }

  async writeTrial(study: string, identity: string, record: TrialRecord): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      await transaction
        .deleteFrom("trials")
        .where("study", "=", study)
        .where("identity", "=", identity)
        .execute();
      await transaction
        .insertInto("trials")
        .values({ study, identity, ended_at: new Date().toISOString(), ...columns(record) })
        .execute();
    });
  }

  async readTrials(study: string): Promise<Map<string, TrialRecord>> {
    const rows = await this.#database
      .selectFrom("trials")
      .selectAll()
      .where("study", "=", study)
      .orderBy("ended_at")
      .orderBy("identity")
      .execute();
    return new Map(rows.map((row) => [row.identity, toRecord(row)]));
  }

  async *outcomes(study: string): AsyncGenerator<readonly [identity: string, outcome: TrialOutcome]> {
    const errors = await this.#errors(study);
    let last = { ended_at: "", identity: "" };
    for (;;) {
      // No column that the index `trials_by_outcome` lacks: curves stand in a row's way to its later columns.
      const rows = await this.#database
        .selectFrom("trials")
        .select(["identity", "ended_at", "agent", "environment", "seed", "status"])
        .select(["solved_at_step", "final_return", "parameters_nonzero"])
        .where("study", "=", study)
        .where("ended_at", ">=", last.ended_at)
        .where(({ or, eb }) => or([eb("ended_at", ">", last.ended_at), eb("identity", ">", last.identity)]))
        .orderBy("ended_at")
        .orderBy("identity")
        .limit(outcomesAtOnce)
        .execute();
      for (const row of rows) {
        const error = errors.get(row.identity);
        yield [
          row.identity,
          {
            agent: row.agent,
            environment: row.environment,
            seed: row.seed,
            status: row.status,
            ...(error === undefined ? {} : { error }),
            solvedAtStep: row.solved_at_step,
            finalReturn: row.final_return,
            parameters: { nonzero: row.parameters_nonzero },
          },
        ];
      }
      if (rows.length < outcomesAtOnce) return;
      last = rows.at(-1)!;
    }
  }

  /** The sentences of a study's failed trials, of which there are few. */
  async #errors(study: string): Promise<Map<string, string>> {
    const rows = await this.#database
      .selectFrom("trials")
      .select(["identity", "error"])
      .where("study", "=", study)
      .where("status", "=", "failed")
      .execute();
    return new Map(rows.map(({ identity, error }) => [identity, error ?? ""]));
  }

  async close(): Promise<void> {
    await this.#database.destroy();
  }
}

/** Of a study's trials, those of one agent in one environment that ended alike; all null but the study's own of a study without. */
interface LikeTrials {
  readonly updated_at: string;
  readonly agent: string | null;
  readonly environment: string | null;
  readonly status: TrialRecord["status"] | null;
  readonly trials: number | bigint | string;
  readonly ended_at: string | null;
}

function summary(name: string, parts: readonly LikeTrials[]): StudySummary {
  const count = (some: readonly LikeTrials[]) => some.reduce((sum, { trials }) => sum + Number(trials), 0);
  const distinct = (values: readonly (string | null)[]) =>
    [...new Set(values.filter((value) => value !== null))].sort(compare);
  const times = parts.flatMap(({ updated_at, ended_at }) => [updated_at, ended_at ?? updated_at]);
  return {
    name,
    trials: count(parts),
    failed: count(parts.filter(({ status }) => status === "failed")),
    agents: distinct(parts.map(({ agent }) => agent)),
    environments: distinct(parts.map(({ environment }) => environment)),
    updatedAt: times.sort(compare).at(-1)!,
  };
}

/** ISO 8601 times and names in the order of their code units. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function columns(record: TrialRecord) {
  return {
    agent: record.agent,
    environment: record.environment,
    options: JSON.stringify(record.options),
    seed: record.seed,
    status: record.status,
    error: record.error ?? null,
    curve: JSON.stringify(record.curve),
    solved_at_step: record.solvedAtStep,
    steps: record.steps,
    final_return: record.finalReturn,
    parameters_total: record.parameters.total,
    parameters_nonzero: record.parameters.nonzero,
    thresholded: record.thresholded === undefined ? null : JSON.stringify(record.thresholded),
    seconds: record.seconds,
  };
}

function toRecord(row: Selectable<Database["trials"]>): TrialRecord {
  return {
    agent: row.agent,
    environment: row.environment,
    options: parseStored("a trial's options", row.options),
    seed: row.seed,
    status: row.status,
    ...(row.error === null ? {} : { error: row.error }),
    curve: readCurve(row.curve),
    solvedAtStep: row.solved_at_step,
    steps: row.steps,
    finalReturn: row.final_return,
    parameters: { total: row.parameters_total, nonzero: row.parameters_nonzero },
    ...(row.thresholded === null
      ? {}
      : { thresholded: parseStored("a trial's thresholds", row.thresholded) }),
    seconds: row.seconds,
  };
}

/** A trial's evaluations, with their metrics by the names that those have today. */
function readCurve(text: string): EvaluationPoint[] {
  const stored: EvaluationPoint[] = parseStored("a trial's curve", text);
  return stored.map((point) => ({
    ...point,
    metrics: Object.fromEntries(
      Object.entries(point.metrics ?? {}).map(([name, value]) => [metricOf(name).name, value]),
    ),
  }));
}
