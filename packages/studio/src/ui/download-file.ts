/** Gives the visitor a file. */
export function downloadFile(name: string, content: Uint8Array | string): void {
  const blob = new Blob([content as Uint8Array<ArrayBuffer> | string], { type: "application/octet-stream" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
