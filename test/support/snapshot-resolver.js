const path = require('path');

const TESTS = path.join(__dirname, '..');
const SNAPSHOTS = path.join(TESTS, '..', '__snapshots__');

/** All snapshots lie in one folder at the top of the repository. */
module.exports = {
  resolveSnapshotPath: (testPath, extension) => path.join(SNAPSHOTS, path.relative(TESTS, testPath) + extension),
  resolveTestPath: (snapshotPath, extension) => path.join(TESTS, path.relative(SNAPSHOTS, snapshotPath.slice(0, -extension.length))),
  testPathForConsistencyCheck: path.join(TESTS, 'charts', 'example.test.ts'),
};
