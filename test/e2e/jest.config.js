/** @type {import('jest').Config} */
module.exports = {
  rootDir: '../..',
  roots: ['<rootDir>/test/e2e'],
  testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
  transform: { '^.+\\.ts$': 'ts-jest' },
  moduleNameMapper: { '^cdk8s-multiport$': '<rootDir>/lib/index.ts' },
  modulePathIgnorePatterns: ['<rootDir>/build/'],
  globalSetup: '<rootDir>/test/e2e/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/e2e/support/global-teardown.ts',
  testEnvironment: '<rootDir>/test/e2e/support/environment.ts',
  testSequencer: '<rootDir>/test/e2e/support/sequencer.js',
  // Files share the cluster's names (ingress-nginx), addresses and labels of nodes.
  maxWorkers: 1,
  testTimeout: 180_000,
  verbose: true,
  reporters: ['default', '<rootDir>/test/e2e/support/summary.js'],
};
