import type { Backend, LearnerOptions, LearnerState } from "../backends/backend.ts";
import {
  type Checkpoint,
  readCheckpoint,
  type StateArray,
  type StateTree,
  writeCheckpoint,
} from "../checkpoint.ts";
import { type AgentHeader, agentHeader } from "./agent-header.ts";
import { checkSavedNumbers, checkSavedSizes } from "./check-saved-state.ts";
import { broughtUpToDate } from "./earlier-agents.ts";

/** How one backend would hold what another one holds of a learner. */
type Translation = (state: LearnerState, options: LearnerOptions) => LearnerState;

/**
 * An agent's bytes as it would have written them on another backend; `from`: that which wrote them. Throws RangeError when they are
 * not an agent's.
 */
export function movedAgent(
  bytes: Uint8Array,
  from: Pick<Backend, "name" | "stateLength">,
  backend: string,
  translate: Translation,
): Uint8Array {
  const checkpoint = readCheckpoint(bytes);
  const { options } = agentHeader(checkpoint);
  const present = broughtUpToDate(checkpoint);
  checkSavedSizes(present, options, from);
  checkSavedNumbers(present, options);
  const { learner, ...others } = readTree(checkpoint);
  const moved = translate(learner as LearnerState, options);
  return writeCheckpoint({ ...(checkpoint.header as AgentHeader), backend }, { ...others, learner: moved });
}

/** The tree whose arrays a checkpoint holds. */
function readTree(checkpoint: Checkpoint): StateTree {
  const tree: MutableTree = Object.create(null);
  for (const [path, array] of checkpoint.arrays) {
    const names = path.split("/");
    const last = names.pop() as string;
    let group = tree;
    for (const name of names) {
      group[name] ??= Object.create(null) as MutableTree;
      group = group[name] as MutableTree;
    }
    group[last] = array;
  }
  return tree;
}

interface MutableTree {
  [name: string]: StateArray | MutableTree;
}
