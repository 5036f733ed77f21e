import { Curves } from "../curves/curves.tsx";
import { HealthList } from "../curves/health-list.tsx";
import { EnvironmentView } from "../environment/environment-view.tsx";
import { ExplanationView } from "../hills/explanation-view.tsx";
import { HillLives } from "../hills/hill-lives.tsx";
import { PolicyCardView } from "../hills/policy-card-view.tsx";
import { TimeSlider } from "../hills/time-slider.tsx";
import { Landscape } from "../landscape/landscape.tsx";
import type { RunModel } from "../state/run-model.ts";
import { RunConfiguration } from "./run-configuration.tsx";
import { RunFigures } from "./run-figures.tsx";
import "./run-views.css";

/** Every view of one run: first what the policy is and does, then how it came about. */
export function RunViews({ run }: { readonly run: RunModel }) {
  if (run.configuration.value === null) return null;
  return (
    <div class="run-views">
      <RunFigures run={run} />
      <div class="run-time">
        <TimeSlider run={run} />
      </div>
      <div class="panel-grid run-heroes">
        <Landscape run={run} />
        <div class="panel-stack">
          <EnvironmentView run={run} />
          <ExplanationView run={run} />
        </div>
        <HealthList run={run} />
      </div>
      <Curves run={run} />
      <div class="panel-grid run-details">
        <PolicyCardView run={run} />
        <div class="panel-stack">
          <HillLives run={run} />
          <RunConfiguration run={run} />
        </div>
      </div>
    </div>
  );
}
