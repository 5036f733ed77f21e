import type { PolicyMoment, RunConfiguration, RunMessage } from "@drumlin/run";
import type { AgentAdjustments } from "drumlin";
import type { PlaygroundConfiguration } from "./configuration.ts";

/** What the playground's worker does now. */
export type Activity = "running" | "paused" | "done";

/** What the visitor's hands do: drive the environment that is trained in. */
export interface Driving {
  readonly stepsPerSecond: number;
  /** Nothing happens until a key is pressed, as on a board. */
  readonly waits: boolean;
  /** What is done while no key is held; null: what the agent would do. */
  readonly neutral: number | null;
}

/** What the page asks of its worker. */
export type Request =
  /** Makes an agent that has learned nothing, and trains it. */
  | { readonly kind: "start"; readonly configuration: PlaygroundConfiguration }
  /** Goes on with an agent that `save` wrote; seed, preset and options are then its own. */
  | { readonly kind: "load"; readonly bytes: Uint8Array; readonly configuration: PlaygroundConfiguration }
  | { readonly kind: "pause" }
  | { readonly kind: "resume" }
  /** One step, and then a pause. */
  | { readonly kind: "step" }
  /** As many steps more as the run had to make, whether it is solved or not. */
  | { readonly kind: "go-on" }
  /** Environment steps in a second while nobody drives; Infinity: as fast as it goes. */
  | { readonly kind: "speed"; readonly stepsPerSecond: number }
  /** By hand, whether it ran before or not; null: the agent acts again. */
  | { readonly kind: "drive"; readonly driving: Driving | null }
  /** The action whose key is held now; null: none. */
  | { readonly kind: "hold"; readonly action: number | null }
  | { readonly kind: "adjust"; readonly changes: AgentAdjustments }
  | { readonly kind: "save"; readonly format: "model" | "policy" };

/** A step that the visitor can follow, since it was made alone or by hand. */
export interface WatchedStep {
  /** What it led to. */
  readonly observation: ArrayLike<number>;
  /** Null: an episode begins. */
  readonly action: number | null;
  readonly reward: number;
  /** Of the episode so far. */
  readonly episodicReturn: number;
  readonly hasEnded: boolean;
}

/** What the worker tells its page. */
export type Report =
  /** What is new of the run, for `RunModel.apply` and `.remember`. */
  | {
      readonly kind: "run";
      readonly activity: Activity;
      readonly isDriven: boolean;
      readonly messages: readonly RunMessage[];
      readonly history: readonly PolicyMoment[];
      /** Seconds of training until it was solved first; null: it is not, or was solved before it was loaded. */
      readonly solvedAfter: number | null;
    }
  /** The run's configuration is another now: more steps, other rates. */
  | { readonly kind: "configured"; readonly configuration: RunConfiguration }
  | { readonly kind: "watched"; readonly step: WatchedStep }
  | { readonly kind: "file"; readonly name: string; readonly content: Uint8Array | string }
  /** One sentence: what was asked cannot be done. */
  | { readonly kind: "problem"; readonly problem: string };
