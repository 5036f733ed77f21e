import { DatabaseSync } from "node:sqlite";
import { Kysely, sql } from "kysely";
import { expect, it } from "vitest";
import { NodeSqliteDialect } from "./node-sqlite-dialect.ts";

const connection = new DatabaseSync(":memory:");
const database = new Kysely<{ kept: { bytes: Uint8Array; text: string | null } }>({
  dialect: new NodeSqliteDialect({ connection, url: "sqlite::memory:", isCurrent: () => true }),
});
connection.exec("create table kept (bytes blob not null, text text)");

it.each([
  ["a new Uint8Array", new Uint8Array(0)],
  ["a new Float32Array", new Float32Array(0)],
  ["a view of another's memory", new Float32Array(new ArrayBuffer(8), 4, 0)],
  ["a Buffer", Buffer.alloc(0)],
])("no bytes are a blob of length 0, never NULL: %s", async (_, bytes) => {
  await database.deleteFrom("kept").execute();
  await database
    .insertInto("kept")
    .values({ bytes: bytes as never, text: null })
    .execute();
  const row = await database.selectFrom("kept").selectAll().executeTakeFirstOrThrow();
  expect(row).toEqual({ bytes: new Uint8Array(0), text: null });
});

it("a statement that gives rows gives them, and one that changes rows says how many", async () => {
  await database.deleteFrom("kept").execute();
  const insert = (text: string) => database.insertInto("kept").values({ bytes: new Uint8Array([1]), text });
  expect(await insert("a").executeTakeFirst()).toMatchObject({ numInsertedOrUpdatedRows: 1n });
  expect(await insert("returning").returning("text").execute()).toEqual([{ text: "returning" }]);
  const update = database.updateTable("kept").set({ text: "select" });
  expect(await update.executeTakeFirst()).toMatchObject({ numUpdatedRows: 2n });
  const counted = await database
    .with("all_kept", (query) => query.selectFrom("kept").selectAll())
    .selectFrom("all_kept")
    .select(({ fn }) => fn.countAll().as("count"))
    .execute();
  expect(counted).toEqual([{ count: 2 }]);
  expect((await sql`pragma user_version`.execute(database)).rows).toEqual([{ user_version: 0 }]);
});
