// Tests run the TypeScript as ES modules; types are checked apart, by `npm run types`. Decision 18 says which suites share modules.
const common = { roots: ['<rootDir>/test'], extensionsToTreatAsEsm: ['.ts'] }

/** Every module anew for each suite, by jest's own runtime. */
export const alone = {
  ...common,
  transform: { '\\.ts$': '<rootDir>/test/support/transform.mjs' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testMatch: ['**/*.alone.test.ts'],
}

/** The product's modules once for each worker. */
const shared = {
  ...common,
  runtime: '<rootDir>/test/support/shared/runtime.mjs',
  testEnvironment: '<rootDir>/test/support/shared/environment.mjs',
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.alone\\.test\\.ts$'],
}

export default {
  testTimeout: 30_000,
  maxWorkers: 2,
  // What suites gone by left open in their own modules stays in memory; a worker of 4 GB pauses to collect for longer than a session
  // of the store is waited for.
  workerIdleMemoryLimit: '1500MB',
  projects: [shared, alone],
}
