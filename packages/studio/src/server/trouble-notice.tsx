/** Why what is shown may be old, or is not there; nothing while all is well. */
export function TroubleNotice({ trouble }: { readonly trouble: string | null }) {
  return <div role="status">{trouble !== null && <p class="notice notice-bad">{trouble}</p>}</div>;
}
