import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installCommandLine, type Project, run } from "./install-drumlin.ts";

/** The oldest that is supported, the one of development, and the newest when this was written. */
const versions = ["22.13.0", "24.21.0", "26.10.0"];

let project: Project;
beforeAll(() => {
  project = installCommandLine();
}, 300_000);
afterAll(() => project.remove());

/** Node of that version, as npm has it, in a folder of its own. */
function nodeOf(version: string): string {
  const folder = join(project.folder, `node-${version}`);
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), '{ "private": true, "allowScripts": { "node": true } }');
  run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", `node@${version}`], folder);
  return join(folder, "node_modules/node/bin/node");
}

describe.each(versions)("installed from its tarballs, on Node %s, the command line", (version) => {
  let node: string;
  let store: string;
  const main = () => join(project.folder, "node_modules/@drumlin/lab/main.js");
  const drumlin = (...words: string[]) => run(node, [main(), ...words, "--store", store], project.folder);
  const lastLine = (output: string) => JSON.parse(output.trim().split("\n").at(-1)!);

  beforeAll(() => {
    node = nodeOf(version);
    store = join(project.folder, `${version}.db`);
  }, 300_000);

  test("trains, resumes to where an undisturbed run comes, exports, explains and evaluates", () => {
    const training = ["train", "CartPole-v1", "--components", "6", "--seed", "3"];
    drumlin(...training, "--steps", "2000", "--name", "whole");
    drumlin(...training, "--steps", "1000", "--name", "parts");
    expect(lastLine(drumlin("resume", "parts", "--steps", "2000", "--json"))).toMatchObject({ steps: 2000 });
    expect(drumlin("export", "parts")).toBe(drumlin("export", "whole"));
    expect(drumlin("explain", "whole")).toContain("pole angle");
    expect(drumlin("evaluate", "whole", "--episodes", "2")).toContain("return");
    expect(drumlin("runs")).toMatch(/whole[\s\S]*parts|parts[\s\S]*whole/);
  }, 300_000);

  test("sweeps a study on worker threads", () => {
    const study = join(project.folder, `${version}.yaml`);
    writeFileSync(
      study,
      "name: nodes\nenvironments: [CartPole-v1]\nagents:\n  hills: { kind: sgmm-q, components: 4 }\nseeds: 2\nsteps: 600\nevaluation: { every: 300, episodes: 1 }\n",
    );
    expect(drumlin("sweep", study, "--json")).toContain('"hills"');
  }, 300_000);
});
