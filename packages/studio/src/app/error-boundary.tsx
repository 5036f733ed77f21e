import { Component, type ComponentChildren } from "preact";

interface Properties {
  readonly children: ComponentChildren;
}

/** Says in a sentence that a view has broken, where otherwise nothing would be left. */
export class ErrorBoundary extends Component<Properties, { readonly broken: string | null }> {
  override state: { readonly broken: string | null } = { broken: null };

  override componentDidCatch(error: unknown): void {
    this.setState({ broken: error instanceof Error ? error.message : String(error) });
  }

  override render() {
    if (this.state.broken === null) return this.props.children;
    return (
      <p class="notice notice-bad" role="alert">
        This view broke: {this.state.broken}. Reload the page to go on; what trains is not harmed.
      </p>
    );
  }
}
