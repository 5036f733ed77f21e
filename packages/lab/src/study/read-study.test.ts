import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UsageError } from "@drumlin/run";
import { describe, expect, it } from "vitest";
import { readStudy } from "./read-study.ts";
import type { Study } from "./study.ts";

const folder = mkdtempSync(join(tmpdir(), "drumlin-study-"));

function read(text: string, name = "study.yaml"): Study {
  const path = join(folder, name);
  writeFileSync(path, text);
  return readStudy(path);
}

const right = `name: grid
environments: [CartPole-v1]
agents:
  drumlin:
    kind: sgmm-q
    components: 10
grid:
  drumlin.sparsity: [0, 1.0e-3]
seeds: 3
steps: 2000
evaluation: { every: 1000, episodes: 5 }
`;

const study: Study = {
  name: "grid",
  environments: ["CartPole-v1"],
  agents: [
    {
      name: "drumlin",
      kind: "sgmm-q",
      options: { componentCount: 10 },
      grid: [{ label: "sparsity", option: "sparsity", values: [0, 0.001] }],
    },
  ],
  seeds: [0, 1, 2],
  steps: 2000,
  evaluation: { every: 1000, episodes: 5 },
};

describe("a study file", () => {
  it("is YAML, its options by the short names or the agent's own", () => {
    expect(read(right)).toEqual(study);
    expect(read(right.replace("components", "componentCount"))).toEqual(study);
  });

  it("is JSON, indented by spaces or tabs", () => {
    const { agents: _, ...rest } = study;
    const json = {
      ...rest,
      agents: { drumlin: { kind: "sgmm-q", components: 10 } },
      grid: { "drumlin.sparsity": [0, 0.001] },
    };
    for (const space of [0, 2, "\t"])
      expect(read(JSON.stringify(json, null, space), "study.json")).toEqual(study);
  });

  it("may list its seeds, and leave out grid and evaluation", () => {
    const short = right.replace("seeds: 3", "seeds: [7, 4]").replace(/grid:\n.*\n/, "");
    expect(read(short.replace(/evaluation.*\n/, ""))).toMatchObject({
      seeds: [7, 4],
      agents: [{ grid: [] }],
      evaluation: { every: 1000, episodes: 20 },
    });
    expect(read(short.replace(/steps: 2000\nevaluation.*\n/, "steps: 50\n")).evaluation.every).toBe(50);
  });
});

const malformed: [find: string, replacement: string, complaint: string][] = [
  [right, "", "line 1: the study is null; it must be a map with name"],
  [right, "- 1", "line 1: the study is a list; it must be a map with name"],
  [
    "name: grid\n",
    "",
    "line 1: the study has no name; it must have name, environments, agents, seeds, steps",
  ],
  ["name: grid", "name: a b", 'line 1: name is "a b"; it must be 1 to 64 letters'],
  ["steps: 2000", "stpes: 2000", "line 10: stpes is no key that is known there; did you mean steps?"],
  ["steps: 2000", "steps: many", 'line 10: steps is "many"; it must be a whole number of at least 1'],
  ["steps: 2000", "steps: 0.5", "line 10: steps is 0.5; it must be a whole number of at least 1"],
  ["steps: 2000", "steps:", "line 10: steps is null; it must be a whole number of at least 1"],
  [
    "[CartPole-v1]",
    "[CartPol-v1]",
    'line 2: environments[0] is "CartPol-v1"; it must be an environment that drumlin environments lists; did you mean CartPole-v1?',
  ],
  [
    "[CartPole-v1]",
    "CartPole-v1",
    'line 2: environments is "CartPole-v1"; it must be a list of environments',
  ],
  ["[CartPole-v1]", "[]", "line 2: environments is []; it must be a list of environments, one at least"],
  [
    "[CartPole-v1]",
    "[CartPole-v1, CartPole-v1]",
    'line 2: environments is ["CartPole-v1","CartPole-v1"]; it must be a list of environments without',
  ],
  ["kind: sgmm-q", "kind: sgmmq", 'line 5: agents.drumlin.kind is "sgmmq"; it must be one of'],
  ["    kind: sgmm-q\n", "", "line 4: agents.drumlin has no kind; it must have one, as in kind: sgmm-q"],
  [
    "  drumlin:\n",
    "  my agent:\n",
    "line 4: agents.my agent is a name that cannot be used; it must be 1 to 40",
  ],
  [
    "components: 10",
    "componens: 10",
    "line 6: agents.drumlin.componens is not an option of sgmm-q; did you mean components?",
  ],
  [
    "components: 10",
    "components: ten",
    'line 6: agents.drumlin.components is "ten"; it must be a whole number of at least 1',
  ],
  [
    "components: 10",
    "components: [10]",
    "line 6: agents.drumlin.components is [10]; it must be a whole number of at least 1",
  ],
  [
    "components: 10",
    "components: 10\n    componentCount: 10",
    "line 7: agents.drumlin.componentCount sets componentCount a second time; remove one",
  ],
  [
    "components: 10",
    "loss: hubr",
    'line 6: agents.drumlin.loss is "hubr"; it must be one of squared, huber, adaptive-huber; did you mean huber?',
  ],
  ["components: 10", "doubleQ: 1", "line 6: agents.drumlin.doubleQ is 1; it must be true or false"],
  [
    "components: 10",
    "precisionMinimum: 2000",
    "line 4: agents.drumlin as drumlin sparsity=0: precisionMinimum is 2000; it must be at most precisionMaximum, 1000",
  ],
  [
    "drumlin.sparsity",
    "drumlin.sparsty",
    "line 8: grid.drumlin.sparsty is not an option of sgmm-q; did you mean sparsity?",
  ],
  [
    "drumlin.sparsity",
    "drumlim.sparsity",
    "line 8: grid.drumlim.sparsity is of no agent of this study; did you mean drumlin?",
  ],
  [
    "drumlin.sparsity",
    "drumlin.loss.on",
    "line 8: grid.drumlin.loss.on is not an option of sgmm-q; did you mean",
  ],
  ["drumlin.sparsity", "drumlin.", "line 8: grid.drumlin. is not an option of sgmm-q; there are preset"],
  ["drumlin.sparsity", "sparsity", "line 8: grid.sparsity names no option; it must be agent.option, as in"],
  [
    "drumlin.sparsity",
    "drumlin.components",
    "line 8: grid.drumlin.components varies what agents.drumlin sets",
  ],
  ["[0, 1.0e-3]", "[0, -1]", "line 8: grid.drumlin.sparsity[1] is -1; it must be a number of at least 0"],
  ["[0, 1.0e-3]", "0.1", "line 8: grid.drumlin.sparsity is 0.1; it must be a list of the option's values"],
  [
    "[0, 1.0e-3]",
    "[0, 0]",
    "line 8: grid.drumlin.sparsity is [0,0]; it must be a list of the option's values",
  ],
  ["seeds: 3", "seeds: 0", "line 9: seeds is 0; it must be a count from 1 to 100000, or a list"],
  ["seeds: 3", "seeds: [1, 1]", "line 9: seeds is [1,1]; it must be a count"],
  ["seeds: 3", "seeds: [1, -1]", "line 9: seeds is [1,-1]; it must be a count"],
  ["seeds: 3", "seeds: 3\nseeds: 4", "line 10: seeds stands here a second time; remove one of the two"],
  [
    "every: 1000",
    "evry: 1000",
    "line 11: evaluation.evry is no key that is known there; did you mean every?",
  ],
  ["every: 1000", "every: 3000", "line 11: evaluation.every is 3000; it must be at most steps, 2000"],
  [
    "episodes: 5",
    "episodes: 5, thresholds: [0.1, 2]",
    "line 11: evaluation.thresholds[1] is 2; it must be a number of at least 0 and at most 1",
  ],
  [", episodes: 5", "", "line 11: evaluation has no episodes; it must have every, episodes"],
  ["[CartPole-v1]", "[CartPole-v1", "line 3: this is no YAML or JSON (Flow sequence"],
  ["  drumlin:\n", "\tdrumlin:\n", "line 4: this is no YAML or JSON (Tabs are not allowed"],
  ["[0, 1.0e-3]", "&x [0, *x]", "line 8: grid.drumlin.sparsity[1] is an alias of what it stands in; write"],
  [
    "    kind: sgmm-q",
    "    &x kind: sgmm-q\n    of: *x",
    "line 6: agents.drumlin.of is not an option of sgmm-q",
  ],
  ["components: 10", "<<: 10", "line 1: this is no YAML or JSON (Merge sources must be maps"],
  ["components: 10", "true: 1\n    'true': 2", "line 7: 'true' stands here a second time; remove one of the"],
  ["name: grid", "name: *other", "line 1: this is no YAML or JSON (Unresolved alias"],
];

describe("what several agents have in common", () => {
  const withAgents = (agents: string) => right.replace(/agents:.*?grid:/s, `${agents}grid:`);

  it("may stand once, merged into each (<<), where what an agent says itself wins", () => {
    const { agents } = read(
      withAgents(`agents:
  base: &base { kind: sgmm-q, components: 10, factors: 3 }
  drumlin:
    <<: *base
    factors: 1
`),
    );
    expect(agents.map(({ name, options }) => [name, options])).toEqual([
      ["base", { componentCount: 10, factorCount: 3 }],
      ["drumlin", { componentCount: 10, factorCount: 1 }],
    ]);
  });

  it("may stand once as an alias", () => {
    const { agents } = read(withAgents("agents:\n  drumlin: &same { kind: sgmm-q }\n  twin: *same\n"));
    expect(agents.map(({ name }) => name)).toEqual(["drumlin", "twin"]);
  });
});

describe("a name that every object has", () => {
  const names = ["constructor", "prototype", "__proto__", "toString", "valueOf", "hasOwnProperty"];

  it.each(names)("is refused as an agent's, never left out: %s", (name) => {
    expect(() => read(right.replace("grid:", `  ${name}: { kind: sgmm-q }\ngrid:`))).toThrow(
      new RegExp(`study\\.yaml, line 7: agents\\.${name} is a name that cannot be used: .*; choose another$`),
    );
  });

  it.each(names)("is refused as a key of the study, an agent, a grid: %s", (name) => {
    const taken = `${name} is a name that cannot be used`;
    expect(() => read(`${name}: 1\n${right}`)).toThrow(`line 1: ${taken}`);
    expect(() => read(right.replace("components: 10", `${name}: 10`))).toThrow(`agents.drumlin.${taken}`);
    expect(() => read(right.replace("drumlin.sparsity", name))).toThrow(`grid.${taken}`);
    for (const key of [`drumlin.${name}`, `${name}.sparsity`])
      expect(() => read(right.replace("drumlin.sparsity", key))).toThrow(`line 8: grid.${key} is `);
  });
});

describe("a file that would take all time or memory is refused in one sentence", () => {
  it("by its size, before it is read", () => {
    expect(() => read(`${right}#${"x".repeat(50_000_000)}\n`)).toThrow(
      /^cannot read \S+study\.yaml: it has 50,000,\d+ bytes, and a study file 100,000 at most; /,
    );
  });

  it("by what its aliases would grow to", () => {
    const grow = (line: (index: number) => string) =>
      `a0: &a0 { k: 1 }\n${Array.from({ length: 30 }, (_, index) => line(index + 1)).join("\n")}\n${right}`;
    const nine = (index: number) =>
      Array(9)
        .fill(`*a${index - 1}`)
        .join(", ");
    for (const bomb of [
      grow((index) => `a${index}: &a${index} [${nine(index)}]`),
      grow((index) => `a${index}: &a${index} { <<: [${nine(index)}], k: 1 }`),
    ])
      expect(() => read(bomb)).toThrow(/^\S+study\.yaml, line 1: this is no YAML or JSON \(Excessive alias/);
  });
});

describe("a malformed study is refused in one sentence with the line, the key, the value and what would be right", () => {
  it.each(malformed)("%j replaced by %j", (find, replacement, complaint) => {
    expect(right).toContain(find);
    const refusal = refusalOf(() => read(right.replace(find, replacement)));
    expect(refusal).toBeInstanceOf(UsageError);
    expect(refusal.message).toContain(`study.yaml, ${complaint}`);
    expect(refusal.message).not.toContain("\n");
  });

  it("names where there is no file", () => {
    expect(() => readStudy(join(folder, "absent.yaml"))).toThrow(/cannot read .*absent\.yaml/);
  });
});

function refusalOf(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error("it was not refused");
}
