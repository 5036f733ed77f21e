import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeAll, describe, expect, it } from "vitest";
import { runCaptured } from "./captured-run.case.ts";

const folder = mkdtempSync(join(tmpdir(), "drumlin-usage-"));
const file = (name: string) => join(folder, name);
const store = file("runs.db");

beforeAll(async () => {
  const trained = await runCaptured(
    ...["train", "CartPole-v1", "--store", store, "--name", "first", "--components", "3", "--steps", "300"],
    ...["--model-out", file("agent.drumlin")],
  );
  expect(trained.stderr + trained.status).toMatch(/0$/);
  const agent = readFileSync(file("agent.drumlin"));
  writeFileSync(file("truncated.drumlin"), agent.subarray(0, agent.length - 100));
  writeFileSync(
    file("corrupt.drumlin"),
    agent.map((byte, index) => (index === 5000 ? byte ^ 1 : byte)),
  );
  await runCaptured("export", "first", "--store", store, "--output", file("policy.json"));
  writeFileSync(file("truncated.json"), readFileSync(file("policy.json")).subarray(0, 300));
  writeFileSync(file("other.json"), '{"name":"drumlin"}');
  writeFileSync(file("text.db"), "not a store");
  const foreign = new DatabaseSync(file("foreign.db"));
  foreign.exec("create table contacts (name)");
  foreign.close();
  writeFileSync(file("newer.db"), readFileSync(store));
  const newer = new DatabaseSync(file("newer.db"));
  newer.exec("pragma journal_mode = delete; pragma user_version = 99");
  newer.close();
});

/** Every file of the folder by name and content. */
function fingerprint(): string[] {
  return readdirSync(folder)
    .sort()
    .map(
      (name) =>
        `${name} ${createHash("sha256")
          .update(readFileSync(file(name)))
          .digest("hex")}`,
    );
}

const train = ["train", "CartPole-v1", "--store", store];

const wrongUsage: [title: string, words: string[], complaint: RegExp][] = [
  ["an unknown command", ["trian", "CartPole-v1"], /unknown command 'trian'.*did you mean train\?/],
  [
    "an unknown option",
    [...train, "--sparsty", "1"],
    /unknown option '--sparsty'.*did you mean --sparsity\?/,
  ],
  ["a missing argument", ["train"], /missing required argument 'env'/],
  ["an excess argument", [...train, "Acrobot-v1"], /too many arguments/],
  [
    "an unknown environment",
    ["train", "CartPol-v1"],
    /no environment "CartPol-v1"; did you mean CartPole-v1/,
  ],
  ["negative steps", [...train, "--steps", "-5"], /--steps is -5; it must be a whole number of at least 1$/m],
  ["steps that are no number", [...train, "--steps", "many"], /--steps is "many"; it must be a whole number/],
  ["half a step", [...train, "--steps", "0.5"], /--steps is 0.5; it must be a whole number/],
  [
    "a sparsity of NaN",
    [...train, "--sparsity", "NaN"],
    /--sparsity is "NaN"; it must be a number of at least 0 and at most 1000000$/m,
  ],
  [
    "no components",
    [...train, "--components", "0"],
    /--components is 0; it must be a whole number of at least 1 and at most 1000000$/m,
  ],
  ["an empty number", [...train, "--seed", ""], /--seed is ""; it must be a whole number/],
  ["a negative seed", [...train, "--seed", "-1"], /--seed is -1; it must be .* at least 0/],
  [
    "a choice that is none",
    [...train, "--target", "hrad"],
    /--target is "hrad"; it must be one of current, hard, soft; did you mean hard\?/,
  ],
  [
    "an unknown preset",
    [...train, "--preset", "papre"],
    /--preset is "papre"; it must be one of default, paper; did you mean paper\?/,
  ],
  [
    "a backend that is not there",
    [...train, "--backend", "gpu"],
    /--backend is "gpu"; it must be one of simd, reference$/m,
  ],
  ["scales that are too few", [...train, "--observation-scale", "1,2"], /observationScale has 2 numbers/],
  ["an existing run name", [...train, "--name", "first"], /already a run named first/],
  ["an awkward run name", [...train, "--name", "a b"], /--name must be .*got "a b"/],
  [
    "a Postgres store",
    ["train", "CartPole-v1", "--store", "postgres://host/db"],
    /Postgres stores are not there yet/,
  ],
  ["a file that is no store", ["train", "CartPole-v1", "--store", file("text.db")], /not a Drumlin store/],
  ["a foreign store", ["runs", "--store", file("foreign.db")], /database of another application/],
  [
    "training into a foreign store",
    ["train", "CartPole-v1", "--store", file("foreign.db")],
    /another application/,
  ],
  [
    "a newer store",
    ["resume", "first", "--store", file("newer.db")],
    /written by a newer Drumlin \(store version 99/,
  ],
  [
    "a store that is not there",
    ["resume", "first", "--store", file("absent.db")],
    /there is no store .*absent\.db yet/,
  ],
  ["a missing run", ["resume", "frist", "--store", store], /no run "frist".*did you mean first\?/],
  ["a missing run or file", ["evaluate", "frist", "--store", store], /did you mean first\?/],
  [
    "removing by the beginning of a name",
    ["runs", "remove", "fir", "--store", store],
    /"fir".*did you mean first/,
  ],
  [
    "an unknown command of runs",
    ["runs", "shwo", "--store", store],
    /runs has no command "shwo"; did you mean show/,
  ],
  [
    "a truncated agent file",
    ["evaluate", file("truncated.drumlin")],
    /truncated\.drumlin is not a whole model file/,
  ],
  [
    "a corrupt agent file",
    ["explain", file("corrupt.drumlin")],
    /corrupt\.drumlin is not a whole model file/,
  ],
  ["a truncated policy", ["explain", file("truncated.json")], /truncated\.json is not a whole model file/],
  ["JSON that is no policy", ["evaluate", file("other.json")], /other\.json is not a whole model file/],
  [
    "a model file without an environment",
    ["evaluate", file("agent.drumlin")],
    /name the environment with --environment/,
  ],
  [
    "a model of other sizes than the environment's",
    ["evaluate", file("policy.json"), "--environment", "MountainCar-v0"],
    /takes 4 observations and has 2 actions, MountainCar-v0 has 2 and 3/,
  ],
  [
    "an unknown export format",
    ["export", "first", "--store", store, "--format", "onyx"],
    /--format is "onyx"; it must be one of json/,
  ],
  [
    "an export into a folder that is not there",
    ["export", "first", "--store", store, "--output", file("absent/policy.json")],
    /--output .*policy\.json cannot be written: there is no folder .*absent/,
  ],
  [
    "TensorBoard events without a folder",
    ["runs", "export", "first", "--store", store, "--format", "tensorboard"],
    /name the folder with --output/,
  ],
];

describe("wrong usage ends with status 2, one line on stderr, and every file as it was:", () => {
  it.each(wrongUsage)("%s", async (_title, words, complaint) => {
    const before = fingerprint();
    const { status, stdout, stderr } = await runCaptured(...words);
    expect(stderr).toMatch(complaint);
    expect(stderr).toMatch(/^drumlin: [^\n]+\n$/);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(fingerprint()).toEqual(before);
  });
});

describe("help", () => {
  it.each([
    [["--help"]],
    [["train", "--help"]],
    [["resume", "--help"]],
    [["evaluate", "--help"]],
    [["explain", "--help"]],
    [["export", "--help"]],
    [["sweep", "--help"]],
    [["reproduce", "--help"]],
    [["environments", "--help"]],
    [["runs", "--help"]],
    [["runs", "list", "--help"]],
    [["runs", "show", "--help"]],
    [["runs", "compare", "--help"]],
    [["runs", "remove", "--help"]],
    [["runs", "export", "--help"]],
    [[]],
  ])("is given for %j, on stdout", async (words) => {
    const { status, stdout, stderr } = await runCaptured(...words);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("Usage: drumlin");
  });
});

it("--version prints the version of the package", async () => {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  expect(await runCaptured("--version")).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
});
