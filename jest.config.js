/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.ts$': 'ts-jest' },
  moduleNameMapper: { '^cdk8s-multiport$': '<rootDir>/lib/index.ts' },
  snapshotResolver: '<rootDir>/test/support/snapshot-resolver.js',
  testTimeout: 60_000,
  // Those need a cluster: npm run e2e.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
  modulePathIgnorePatterns: ['<rootDir>/build/'],
};
