import type { Circus } from '@jest/types';
import { TestEnvironment } from 'jest-environment-node';
import { stateOfPods } from './diagnostics';

/** Prints the state of the suite's Pods where a test or a hook fails. */
export default class extends TestEnvironment {
  public async handleTestEvent(event: Circus.Event): Promise<void> {
    if (event.name === 'test_fn_failure' || event.name === 'hook_failure') {
      const name = event.test?.name ?? 'a hook';
      process.stderr.write(`\n--- failed: ${name}\n${await stateOfPods()}--- end of ${name}\n`);
    }
  }
}
