import { environmentCases } from "./environment.case.ts";
import { createProbes } from "./probes/probes.ts";
import { make, registeredEnvironments } from "./registry.ts";
import { learnable } from "./wrappers/learnable.ts";

for (const { id } of registeredEnvironments()) {
  environmentCases(id, () => make(id));
  environmentCases(`${id}, made learnable`, () => learnable(make(id)));
}

for (const [index, { spec }] of createProbes().entries()) {
  environmentCases(spec.id, () => createProbes()[index]);
}
