const Sequencer = require('@jest/test-sequencer').default;

/** By path, so that each run takes the same way. */
module.exports = class extends Sequencer {
  sort(tests) {
    return [...tests].sort((a, b) => (a.path < b.path ? -1 : 1));
  }
};
