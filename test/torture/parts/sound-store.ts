import { DatabaseSync } from "node:sqlite";
import { Finding } from "../part.ts";

/** SQLite finds nothing wrong with the file, and every row belongs to a run that is there. */
export function checkIntegrity(path: string): void {
  const database = new DatabaseSync(path);
  try {
    const answers = database
      .prepare("pragma integrity_check")
      .all()
      .map(({ integrity_check: answer }) => answer);
    if (answers.join() !== "ok") throw new Finding(`the store is broken: ${answers.slice(0, 3).join("; ")}`);
    const orphans = database.prepare("pragma foreign_key_check").all();
    if (orphans.length > 0)
      throw new Finding(`the store has ${orphans.length} rows of runs that are not there`);
  } finally {
    database.close();
  }
}
