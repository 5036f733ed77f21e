import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import "../ui/base.css";
import { PageHeading } from "../ui/page-heading.tsx";
import { parseRoute, type Route } from "../ui/route.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import { lazyView } from "./lazy-view.tsx";
import { PageHeader } from "./page-header.tsx";

const RunsPage = lazyView(() => import("../runs/runs-page.tsx").then((module) => module.RunsPage));
const RunPage = lazyView(() => import("../runs/run-page.tsx").then((module) => module.RunPage));
const ComparePage = lazyView(() =>
  import("../compare/compare-page.tsx").then((module) => module.ComparePage),
);
const StudiesPage = lazyView(() =>
  import("../compare/studies-page.tsx").then((module) => module.StudiesPage),
);
const StudyPage = lazyView(() => import("../compare/study-page.tsx").then((module) => module.StudyPage));
const Playground = lazyView(() => import("../playground/playground.tsx").then((module) => module.Playground));

/** The whole page. `hasServer`: a lab's server answers beside it; without one there is the playground alone. */
export function App({ hasServer }: { readonly hasServer: boolean }) {
  const hash = useSignal(location.hash);
  const content = useRef<HTMLElement>(null);
  useEffect(() => {
    const follow = () => {
      hash.value = location.hash;
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const route: Route = hasServer ? parseRoute(hash.value) : { view: "playground" };
  return (
    <>
      {/* A link would change the address, and with it the view. */}
      <button type="button" class="skip-link visually-hidden" onClick={() => content.current?.focus()}>
        Skip to the content
      </button>
      <PageHeader route={route} hasServer={hasServer} />
      <main id="content" class="page-content" tabIndex={-1} ref={content}>
        <ErrorBoundary key={routeKey(route)}>
          <View route={route} />
        </ErrorBoundary>
      </main>
    </>
  );
}

function View({ route }: { readonly route: Route }) {
  switch (route.view) {
    case "runs":
      return <RunsPage />;
    case "run":
      return <RunPage id={route.name} />;
    case "compare":
      return <ComparePage names={route.names} />;
    case "studies":
      return <StudiesPage />;
    case "study":
      return <StudyPage name={route.name} />;
    case "playground":
      return <Playground />;
    default:
      return (
        <>
          <PageHeading title="Nothing here" />
          <p>
            There is no such view. <a href="#/runs">All runs</a>
          </p>
        </>
      );
  }
}

/** Views of another key have nothing in common. */
function routeKey(route: Route): string {
  return JSON.stringify(route);
}
