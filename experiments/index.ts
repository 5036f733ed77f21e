import type { Experiment } from "@drumlin/lab/experiment";
import additions from "./additions/experiment.ts";
import backends from "./backends/experiment.ts";
import buffer from "./buffer/experiment.ts";
import convergence from "./convergence/experiment.ts";
import discount from "./discount/experiment.ts";
import failureSignatures from "./failure-signatures/experiment.ts";
import hadamard from "./hadamard/experiment.ts";
import knownValues from "./known-values/experiment.ts";
import learningCurves from "./learning-curves/experiment.ts";
import metric from "./metric/experiment.ts";
import neighbours from "./neighbours/experiment.ts";
import penalty from "./penalty/experiment.ts";
import realStreams from "./real-streams/experiment.ts";
import replay from "./replay/experiment.ts";
import small from "./small/experiment.ts";
import sparsity from "./sparsity/experiment.ts";
import stability from "./stability/experiment.ts";
import starts from "./starts/experiment.ts";
import steps from "./steps/experiment.ts";
import universalDefault from "./universal-default/experiment.ts";

export { headline } from "./headline.ts";

/** What `drumlin reproduce` knows, in the order of the report: first the paper's figures, then what it leaves open. */
export default {
  "learning-curves": learningCurves,
  sparsity,
  hadamard,
  penalty,
  buffer,
  metric,
  additions,
  discount,
  starts,
  replay,
  steps,
  stability,
  small,
  convergence,
  "known-values": knownValues,
  neighbours,
  "universal-default": universalDefault,
  "real-streams": realStreams,
  backends,
  "failure-signatures": failureSignatures,
} satisfies Record<string, Experiment>;
