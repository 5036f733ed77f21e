import { type RunOwner, UsageError } from "@drumlin/run";

/** The name a new run was to have belongs to another one. */
export class RunNameTakenError extends UsageError {
  constructor(name: string) {
    super(
      `there is already a run named ${name}; choose another --name, or go on with it: drumlin resume ${name}`,
    );
  }
}

/** A live process trains the run, or seems to. */
export class RunInUseError extends UsageError {
  constructor(name: string, { pid, host }: RunOwner, lastHeartbeat: string) {
    const seconds = Math.round((Date.now() - Date.parse(lastHeartbeat)) / 1000);
    const wrote =
      seconds < 0
        ? `whose last sign of life is dated ${-seconds} s ahead of this machine's clock`
        : `which wrote ${seconds} s ago`;
    super(
      `run ${name} is being trained by process ${pid} on ${host}, ${wrote}; stop that one first, or, if it is gone, add --force: it then writes no more`,
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
