import type { ThinnedMetric } from "@drumlin/run";
import { useEffect, useMemo } from "preact/hooks";
import { FinerSeriesSource } from "../curves/finer-series.ts";
import { RunViews } from "../run-views/run-views.tsx";
import { FollowedRun, fetchSnapshots } from "../server/followed-run.ts";
import { serverAnswer } from "../server/server-answer.ts";
import { TroubleNotice } from "../server/trouble-notice.tsx";
import { RunModel } from "../state/run-model.ts";
import { PageHeading } from "../ui/page-heading.tsx";
import { StateBadge } from "../ui/state-badge.tsx";

/** A training keeps one processor busy: with few of them, what is drawn of it is drawn more seldom. */
const thrift = navigator.hardwareConcurrency < 4 ? 4 : 1;

/** One run of the store, live. `id`: its name or its identity. */
export function RunPage({ id }: { readonly id: string }) {
  const run = useMemo(() => new RunModel(thrift), [id]);
  const followed = useMemo(() => new FollowedRun(id, run), [run]);
  const finerSeries = useMemo(
    () =>
      async (name: string, [from, to]: readonly [number, number]) => {
        const query = new URLSearchParams({ name, from: String(from), to: String(to) });
        const answer = await serverAnswer(`runs/${encodeURIComponent(id)}/series?${query}`);
        return (await answer.json()) as ThinnedMetric;
      },
    [id],
  );
  useEffect(() => {
    const stopFetching = fetchSnapshots(id, run);
    return () => {
      stopFetching();
      followed.close();
    };
  }, [followed]);

  const configuration = run.configuration.value;
  const name = run.name.value === "" ? id : run.name.value;
  return (
    <>
      <PageHeading title={name}>
        {configuration !== null && (
          <>
            <StateBadge state={run.state.value} />
            <span class="muted">
              {configuration.environment}, seed {configuration.seed}
            </span>
          </>
        )}
      </PageHeading>
      <TroubleNotice trouble={followed.trouble.value} />
      <FinerSeriesSource.Provider value={finerSeries}>
        <RunViews run={run} />
      </FinerSeriesSource.Provider>
    </>
  );
}
