#!/usr/bin/env node
import module from "node:module";
import { nodeComplaint } from "./node-complaint.ts";

const complaint = nodeComplaint(process.versions.node, module.isBuiltin("node:sqlite"));
if (complaint !== null) {
  process.stderr.write(`drumlin: ${complaint}\n`);
  process.exit(1);
}

// Some five hundred modules are compiled before the first word is said: from the second time on, in half the time.
module.enableCompileCache();

// Node 22 says at every start that SQLite is new to it.
const { emitWarning } = process;
process.emitWarning = (warning: string | Error, ...rest: never[]) => {
  if (!String(warning).startsWith("SQLite is an experimental feature"))
    emitWarning.call(process, warning, ...rest);
};

const { runCommandLine } = await import("./command-line.ts");

// A reader that has seen enough (`drumlin runs | head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

// A terminal that is gone must not end a training before its checkpoint.
process.stderr.on("error", () => {});

process.exitCode = await runCommandLine(process.argv.slice(2), process);
