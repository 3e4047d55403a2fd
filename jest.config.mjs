// Tests run the TypeScript as ES modules; types are checked apart, by `npm run types`.
export default {
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/support/transform.mjs' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testTimeout: 30_000,
  maxWorkers: 2,
  // Modules of suites gone by stay in memory; a worker of 4 GB pauses to collect for longer than a session of the store is waited for.
  workerIdleMemoryLimit: '1500MB',
}
