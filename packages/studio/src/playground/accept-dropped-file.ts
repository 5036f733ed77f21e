/** Takes files that are dropped anywhere on the page, until what it returns is called. */
export function acceptDroppedFile(take: (file: File) => void): () => void {
  const allow = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  };
  const drop = (event: DragEvent) => {
    const file = event.dataTransfer?.files[0];
    if (file === undefined) return;
    event.preventDefault();
    take(file);
  };
  const accepting = new AbortController();
  const { signal } = accepting;
  addEventListener("dragover", allow, { signal });
  addEventListener("drop", drop, { signal });
  return () => accepting.abort();
}
