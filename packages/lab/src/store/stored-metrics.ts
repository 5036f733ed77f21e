import type { MetricPoint, ThinnedMetric } from "@drumlin/run";
import type { Kysely, NotNull } from "kysely";
import type { Database } from "./database.ts";

/** The metrics of a run at `step` and later, by step, then name. */
export async function metricsFrom(
  database: Kysely<Database>,
  run: string,
  step: number,
): Promise<MetricPoint[]> {
  return (
    withNames(database, run)
      .selectFrom("metrics")
      .select(["step", "name", "value"])
      .where("run_id", "=", run)
      // The index goes by name before step: without the names it would be read from end to end.
      .where("name", "in", (expression) => expression.selectFrom("names").select("names.name"))
      .where("step", ">=", step)
      .orderBy("step")
      .orderBy("name")
      .execute()
  );
}

/** The names of a run's metrics, in order. */
export async function metricNames(database: Kysely<Database>, run: string): Promise<string[]> {
  const rows = await withNames(database, run).selectFrom("names").select("name").orderBy("name").execute();
  return rows.map(({ name }) => name);
}

/**
 * A metric between two steps, both included: point by point when there are at most `buckets` of them (at least 1), otherwise in
 * at most so many stretches of equally many steps each; those without a point are left out.
 */
export async function thinnedMetric(
  database: Kysely<Database>,
  run: string,
  name: string,
  [from, to]: readonly [from: number, to: number],
  buckets: number,
): Promise<ThinnedMetric> {
  const points = database
    .selectFrom("metrics")
    .select(["step", "value"])
    .where("run_id", "=", run)
    .where("name", "=", name)
    .where("step", ">=", from)
    .where("step", "<=", to);
  const begin = await points
    .orderBy("step")
    .limit(buckets + 1)
    .execute();
  if (begin.length <= buckets) return pointByPoint(name, begin);
  const first = begin[0]!.step;
  const { step: last } = await points.orderBy("step", "desc").limit(1).executeTakeFirstOrThrow();
  const width = Math.ceil((last - first + 1) / buckets);
  const rows = await stretches(database, run, name, first, last, width).execute();
  const filled = rows.filter(({ count }) => Number(count) > 0);
  return {
    name,
    steps: filled.map(({ step }) => step!),
    means: filled.map(({ mean }) => Number(mean)),
    minima: filled.map(({ minimum }) => minimum!),
    maxima: filled.map(({ maximum }) => maximum!),
    counts: filled.map(({ count }) => Number(count)),
  };
}

function pointByPoint(name: string, points: readonly { step: number; value: number }[]): ThinnedMetric {
  const values = points.map(({ value }) => value);
  return {
    name,
    steps: points.map(({ step }) => step),
    means: values,
    minima: values,
    maxima: values,
    counts: values.map(() => 1),
  };
}

/**
 * What there is to say of the points in each stretch of `width` steps. Each number is a query of its own within the index: four
 * walks through it, all points together, take a fifth of the time of one `group by`, which would sort them.
 */
function stretches(
  database: Kysely<Database>,
  run: string,
  name: string,
  first: number,
  last: number,
  width: number,
) {
  return database
    .withRecursive("stretches(start)", (query) =>
      query
        .selectNoFrom(({ lit }) => lit(first).as("start"))
        .unionAll(
          query
            .selectFrom("stretches")
            .select((expression) => expression("start", "+", expression.lit(width)).as("start"))
            .where("start", "<=", last - width),
        ),
    )
    .selectFrom("stretches")
    .select((outer) => {
      const within = outer
        .selectFrom("metrics")
        .where("run_id", "=", run)
        .where("name", "=", name)
        .whereRef("step", ">=", "start")
        .where((inner) => inner("step", "<", inner("start", "+", inner.lit(width))));
      return [
        within.select(({ fn }) => fn.max("step").as("step")).as("step"),
        within.select(({ fn }) => fn.avg("value").as("mean")).as("mean"),
        within.select(({ fn }) => fn.min("value").as("minimum")).as("minimum"),
        within.select(({ fn }) => fn.max("value").as("maximum")).as("maximum"),
        within.select(({ fn }) => fn.countAll().as("count")).as("count"),
      ];
    })
    .orderBy("start");
}

/** With a table of the names of the run's metrics: it jumps from name to name in the index instead of reading every point. */
function withNames(database: Kysely<Database>, run: string) {
  return database
    .withRecursive("jumps(name)", (query) =>
      query
        .selectFrom("metrics")
        .select(({ fn }) => fn.min<string | null>("name").as("name"))
        .where("run_id", "=", run)
        .unionAll(
          query
            .selectFrom("jumps")
            .select((jump) =>
              jump
                .selectFrom("metrics")
                .select(({ fn }) => fn.min<string | null>("metrics.name").as("next"))
                .where("run_id", "=", run)
                .whereRef("metrics.name", ">", "jumps.name")
                .as("name"),
            )
            .where("jumps.name", "is not", null),
        ),
    )
    .with("names", (query) =>
      query.selectFrom("jumps").select("name").where("name", "is not", null).$narrowType<{ name: NotNull }>(),
    );
}
