import type { LearnerOptions, LearnerState } from "../backends/backend.ts";
import {
  type Checkpoint,
  readCheckpoint,
  type StateArray,
  type StateTree,
  writeCheckpoint,
} from "../checkpoint.ts";
import { agentHeader } from "./agent-header.ts";
import { resolveAgentOptions } from "./resolve-agent-options.ts";

/** How one backend would hold what another one holds of a learner. */
type Translation = (state: LearnerState, options: LearnerOptions) => LearnerState;

/** An agent's bytes as it would have written them on another backend. Throws RangeError when they are not an agent's. */
export function movedAgent(bytes: Uint8Array, backend: string, translate: Translation): Uint8Array {
  const checkpoint = readCheckpoint(bytes);
  const header = agentHeader(checkpoint);
  const { learner, ...others } = readTree(checkpoint);
  const moved = translate(learner as LearnerState, resolveAgentOptions(header.options));
  return writeCheckpoint({ ...header, backend }, { ...others, learner: moved });
}

/** The tree whose arrays a checkpoint holds. */
function readTree(checkpoint: Checkpoint): StateTree {
  const tree: MutableTree = {};
  for (const [path, array] of checkpoint.arrays) {
    const names = path.split("/");
    const last = names.pop() as string;
    let group = tree;
    for (const name of names) {
      group[name] ??= {};
      group = group[name] as MutableTree;
    }
    group[last] = array;
  }
  return tree;
}

interface MutableTree {
  [name: string]: StateArray | MutableTree;
}
