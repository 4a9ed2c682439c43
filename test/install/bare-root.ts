import type { TestProject } from 'vitest/node';
import { makeBareRoot, removeRoot } from '../support/bare-root.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder. It stays as it is: whoever changes it takes a copy. */
    bareRoot: string;
  }
}

/** Made once for all of them. */
export function setup(project: TestProject): () => void {
  const root = makeBareRoot();
  project.provide('bareRoot', root);
  return () => removeRoot(root);
}
