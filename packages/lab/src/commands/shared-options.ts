import { availableParallelism } from "node:os";
import { Option } from "commander";
import { option } from "drumlin";
import { defaultStore } from "../store/open-store.ts";
import { fieldOption } from "./field-option.ts";

/** Where the runs are. */
export function storeOption(): Option {
  return new Option("--store <url>", "where runs are kept: sqlite:PATH or a path").default(
    defaultStore,
    defaultStore,
  );
}

/** How many trials run at once. */
export function workersOption(): Option {
  const workers = fieldOption("workers", option.count(undefined, "trials at a time"));
  return workers.default(availableParallelism(), "one a core");
}

/** Machine-readable results. */
export function jsonOption(): Option {
  return new Option(
    "--json",
    "end with one JSON object on the last line of stdout; progress stays on stderr",
  );
}

/** For runs whose owner cannot be told from a living one: on another machine, or by a clock that was wrong. */
export function forceOption(): Option {
  return new Option(
    "--force",
    "take the run from a process that seems to train it: what that one did since its last checkpoint is lost",
  );
}

/** What a file that does not name its environment was trained on. */
export function environmentOption(): Option {
  return new Option(
    "--environment <env>",
    "environment of a file that does not name one, or another one to use",
  );
}
