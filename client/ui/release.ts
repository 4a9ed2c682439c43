import { type ReadonlySignal, signal } from '@preact/signals';

interface ReleaseOptions {
  /** Asks the server for its page of today. */
  readonly fetchPage: () => Promise<Response>;
  /** The path of the script that this page began with: its name changes with every release. */
  readonly script: string;
}

/** Whether this page is of an earlier release than the server, and lacks a part that the server no longer has. */
export interface Release {
  readonly isGone: ReadonlySignal<boolean>;
  /** Called when a part did not arrive: the network may be the reason as well. */
  handleMissing(): Promise<void>;
}

export function createRelease({ fetchPage, script }: ReleaseOptions): Release {
  const isGone = signal(false);
  return {
    isGone,
    async handleMissing() {
      const page = await fetchPage().catch(() => null);
      if (!page?.ok) return;
      const today = await page.text().catch(() => script);
      isGone.value = !today.includes(script);
    },
  };
}
