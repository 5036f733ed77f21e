import { type RunOwner, UsageError } from "@drumlin/run";

/** The name a new run was to have belongs to another one. */
export class RunNameTakenError extends UsageError {
  constructor(name: string) {
    super(
      `there is already a run named ${name}; choose another --name, or go on with it: drumlin resume ${name}`,
    );
  }
}

/** A live process trains the run. */
export class RunInUseError extends UsageError {
  constructor(name: string, owner: RunOwner, lastHeartbeat: string) {
    const seconds = Math.round((Date.now() - Date.parse(lastHeartbeat)) / 1000);
    super(
      `run ${name} is being trained by process ${owner.pid} on ${owner.host}, which wrote ${seconds} s ago; stop that one first`,
    );
  }
}

/** Another process has trained the run since its checkpoint was read. */
export class RunMovedError extends UsageError {
  constructor(name: string) {
    super(`run ${name} was trained by another process meanwhile; try again`);
  }
}

/** Another process has claimed the run since: this one must write no more. */
export class RunTakenError extends Error {
  override name = "RunTakenError";
  constructor(id: string) {
    super(`run ${id} was removed or taken over by another process; nothing more is written by this one`);
  }
}
