import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// The page in a real browser against a real `isnad serve`. One file after another, on a machine of two cores.
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['e2e/**/*.test.ts'],
    globalSetup: ['e2e/setup.ts'],
    environment: 'node',
    pool: 'forks',
    fileParallelism: false,
    // Two tests at once: while one waits for its server the other draws.
    sequence: { concurrent: true },
    maxConcurrency: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A diff of two lists of findings is read, not skimmed.
    chaiConfig: { truncateThreshold: 0 },
  },
});
