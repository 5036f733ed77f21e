import { type Kysely, type ReferenceExpression, sql } from "kysely";
import type { Database } from "./database.ts";
import { mostDigits, runNameStem } from "./run-name.ts";
import type { RunSelection } from "./run-store.ts";

/** Comes after every name that goes on from here. */
const last = "\u{10ffff}";

/** The rows of runs that a selection names, whatever its order and limit. */
export function selectRuns(database: Kysely<Database>, { words = [], status }: RunSelection = {}) {
  let query = database.selectFrom("runs");
  if (status !== undefined) query = query.where("status", "=", status);
  for (const word of words) query = query.where(({ fn }) => holds(fn<string>("lower", ["name"]), word));
  return query;
}

/** The same in the order of a list, of which an index has each page at hand. */
export function listRuns(database: Kysely<Database>, selection: RunSelection = {}) {
  const { limit, after } = selection;
  let query = selectRuns(database, selection).orderBy("created_at", "desc").orderBy("name");
  if (after !== undefined)
    query = query
      .where("created_at", "<=", after.createdAt)
      .where(({ or, eb }) => or([eb("created_at", "<", after.createdAt), eb("name", ">", after.name)]));
  return limit === undefined ? query : query.limit(limit);
}

/** The runs whose names or ids begin so. */
export function runsBegunBy(database: Kysely<Database>, beginning: string) {
  return database
    .selectFrom("runs")
    .where(({ or, between }) =>
      or([between("name", beginning, beginning + last), between("id", beginning, beginning + last)]),
    );
}

/** Names before and after one, and of the newest runs. */
export async function namesNear(database: Kysely<Database>, name: string, limit: number): Promise<string[]> {
  const names = database.selectFrom("runs").select("name").limit(limit);
  const near = await Promise.all([
    names.where("name", "<", name).orderBy("name", "desc").execute(),
    names.where("name", ">", name).orderBy("name").execute(),
    names.orderBy("created_at", "desc").orderBy("name").execute(),
  ]);
  return [...new Set(near.flat().map((row) => row.name))];
}

/** The next free name for an environment: one past the highest number in use, so names are not used twice. */
export async function nextRunName(database: Kysely<Database>, environment: string): Promise<string> {
  const stem = runNameStem(environment);
  let highest = 0;
  for (let digits = 1; digits <= mostDigits; digits++)
    highest = Math.max(highest, await highestNumber(database, stem, digits));
  return stem + (highest + 1);
}

/** The highest number of so many digits that follows the stem in a name; 0 when there is none. */
async function highestNumber(database: Kysely<Database>, stem: string, digits: number): Promise<number> {
  // Of names of one length the order is that of their numbers.
  const length = sql<number>`length(name)`;
  let below = stem + "9".repeat(digits) + last;
  for (;;) {
    const row = await database
      .selectFrom("runs")
      .select("name")
      .where(length, "=", stem.length + digits)
      .where("name", ">=", stem + "0".repeat(digits))
      .where("name", "<", below)
      .orderBy("name", "desc")
      .limit(1)
      .executeTakeFirst();
    if (row === undefined) return 0;
    const number = row.name.slice(stem.length);
    if (/^\d+$/.test(number)) return Number(number);
    below = row.name;
  }
}

function holds(text: ReferenceExpression<Database, "runs">, word: string) {
  const pattern = `%${word.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  return sql<boolean>`${text} like ${pattern} escape ${sql.lit("\\")}`;
}
