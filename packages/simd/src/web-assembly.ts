/** What is used of the platform's WebAssembly: the one thing of a platform that this package knows. */
interface WebAssemblyNamespace {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

/** The exports of a module that needs no imports. Throws what the engine throws when it refuses the module or its memory. */
export function instantiate(bytes: Uint8Array<ArrayBuffer>): unknown {
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyNamespace };
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
}
