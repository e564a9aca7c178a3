/** The last line of a run: how many cases passed, failed, and were skipped, and why those were. */
module.exports = class {
  onRunComplete(_, { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites, testResults }) {
    const reasons = new Set(
      testResults
        .flatMap(({ testResults: cases }) => cases)
        .filter(({ status }) => status === 'pending')
        .flatMap(({ ancestorTitles }) => ancestorTitles.flatMap((title) => /\(skipped: (.*)\)$/.exec(title)?.[1] ?? [])),
    );
    const why = reasons.size > 0 ? ` (${[...reasons].join('; ')})` : '';
    const broken = numRuntimeErrorTestSuites > 0 ? `, ${numRuntimeErrorTestSuites} files not run` : '';
    process.stdout.write(`e2e: ${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped${why}${broken}\n`);
  }
};
