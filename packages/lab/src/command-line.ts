import { oneLine, UsageError, visibleText } from "@drumlin/run";
import { Command, CommanderError } from "commander";
import { didYouMean, nearestOrAll } from "drumlin";
import { environmentsCommand } from "./commands/environments.ts";
import { evaluateCommand } from "./commands/evaluate.ts";
import { explainCommand } from "./commands/explain.ts";
import { exportCommand } from "./commands/export.ts";
import { reproduceCommand } from "./commands/reproduce.ts";
import { resumeCommand } from "./commands/resume.ts";
import { runsCommand } from "./commands/runs/runs.ts";
import { studioCommand } from "./commands/studio.ts";
import { sweepCommand } from "./commands/sweep.ts";
import { trainCommand } from "./commands/train.ts";
import type { Terminal } from "./terminal/terminal.ts";
import { writeLine } from "./terminal/terminal.ts";
import { version } from "./version.ts";

/** Runs one command line and gives its exit status: 0 done, 1 failed, 2 wrong usage, 130 stopped by a signal. */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  let status = 0;
  const program = new Command("drumlin")
    .description("Online reinforcement learning with a handful of Gaussian hills.")
    .version(version)
    // It knows one long flag an option; ours have two. `suggestion` below stands in.
    .showSuggestionAfterError(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      // Complaints are one line, written below.
      writeErr: () => {},
    });
  const setStatus = (ending: number) => {
    status = ending;
  };
  const commands = [
    trainCommand(terminal, setStatus),
    resumeCommand(terminal, setStatus),
    evaluateCommand(terminal),
    explainCommand(terminal),
    runsCommand(terminal),
    exportCommand(terminal),
    sweepCommand(terminal, setStatus),
    reproduceCommand(terminal, setStatus),
    studioCommand(terminal),
    environmentsCommand(terminal),
  ];
  for (const command of commands) {
    inheritSettings(program, command);
    program.addCommand(command);
  }
  program.addHelpText(
    "after",
    "\nExit status: 0 done, 1 failed, 2 wrong usage, 130 stopped by Ctrl-C (the run is kept and can be resumed).\n" +
      "DRUMLIN_DEBUG=1 adds stack traces, and the share of the time that went into writing.",
  );
  try {
    if (words.length === 0) program.outputHelp();
    else await program.parseAsync(words, { from: "user" });
    return status;
  } catch (error) {
    return complain(error, program, words, terminal);
  }
}

/** Commands made elsewhere behave like the program in case of errors; their own help settings stay. */
function inheritSettings(parent: Command, command: Command): void {
  const help = command.configureHelp();
  command.copyInheritedSettings(parent).configureHelp({ ...parent.configureHelp(), ...help });
  for (const child of command.commands) inheritSettings(command, child as Command);
}

/** One line on stderr, never a stack trace unless DRUMLIN_DEBUG asks for it. */
function complain(error: unknown, program: Command, words: readonly string[], { stderr }: Terminal): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    const message = error.message.replace(/^error: /, "");
    writeLine(stderr, visibleText(`drumlin: ${oneLine(message)}${suggestion(error, program, words)}`));
    return 2;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  writeLine(stderr, visibleText(`drumlin: ${oneLine(message)}`));
  if (process.env.DRUMLIN_DEBUG === "1" && stack !== undefined) writeLine(stderr, stack);
  return error instanceof UsageError ? 2 : 1;
}

/** The nearest option or command to one that is not known; else where they are listed. */
function suggestion(error: CommanderError, program: Command, words: readonly string[]): string {
  const typed = /'(.*)'/.exec(error.message)?.[1] ?? "";
  let command = program;
  for (const word of words) command = command.commands.find((child) => child.name() === word) ?? command;
  const path = command === program ? "drumlin" : `drumlin ${words[0]}`;
  if (error.code === "commander.unknownOption") {
    const flags = command.options
      .flatMap(({ short, long }) => [short, long])
      .filter((flag) => flag !== undefined);
    return didYouMean(typed, flags) || `; ${path} --help lists them`;
  }
  if (error.code === "commander.unknownCommand") {
    const names = command.commands.map((child) => child.name());
    return nearestOrAll(typed, names);
  }
  return "";
}
