/** Trains a three-hill CartPole policy and draws it: where it pushes, and where its hills stand. Writes docs/images/policy-landscape.svg. */
import { mkdirSync, writeFileSync } from "node:fs";
import { createAgent, evaluate, make, train } from "drumlin";
import { parse, View } from "vega";
import { compile } from "vega-lite";
import { landscape } from "./landscape.ts";

const environment = make("CartPole-v1");
const agent = await createAgent({ observationSize: 4, actionCount: 2, componentCount: 3, seed: 7 });
await train(agent, environment, { steps: 12_000 });
const { meanReturn } = evaluate(agent.policy, make("CartPole-v1"), { episodes: 100, seed: 10_000 });

const specification = landscape(agent.policy, `Three hills balance CartPole-v1: mean return ${meanReturn}`);
const svg = await new View(parse(compile(specification).spec), { renderer: "none" }).toSVG();
const folder = new URL("../../docs/images/", import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL("policy-landscape.svg", folder), svg);
process.stdout.write(`docs/images/policy-landscape.svg: mean return ${meanReturn} of 100 episodes\n`);
