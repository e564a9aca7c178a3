import { kubectl } from './kubectl';
import { RUN_LABEL } from './objects';

/** Takes away what a file that broke off has left, and waits until all namespaces of the suite are gone. */
export default async function teardown(): Promise<void> {
  const ours = ['namespace', '-l', RUN_LABEL];
  await kubectl(['delete', ...ours, '--ignore-not-found', '--timeout=180s'], { seconds: 200 });
}
