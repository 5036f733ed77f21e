import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";

/** A view whose code is loaded when it is first shown. */
export function lazyView<Properties extends object>(
  load: () => Promise<ComponentType<Properties>>,
): ComponentType<Properties> {
  let loaded: ComponentType<Properties> | null = null;
  return function LazyView(properties: Properties) {
    const isReady = useSignal(loaded !== null);
    const failure = useSignal<string | null>(null);
    useEffect(() => {
      if (loaded !== null) return;
      load().then(
        (component) => {
          loaded = component;
          isReady.value = true;
        },
        (error: unknown) => {
          failure.value = error instanceof Error ? error.message : String(error);
        },
      );
    }, []);
    if (failure.value !== null) throw new Error(`it could not be loaded (${failure.value})`);
    if (!isReady.value || loaded === null) return <p class="notice">Loading…</p>;
    const View = loaded;
    return <View {...properties} />;
  };
}
