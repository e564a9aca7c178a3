import { Manifest } from '../../support/manifests';
import { startKubectl } from './kubectl';

/**
 * Watches objects until one of them is as wanted, and returns it. `args` are those of `kubectl get`; a name that may not be there yet
 * goes into `--field-selector=metadata.name=…`.
 */
export function until(args: readonly string[], wanted: (object: Manifest) => boolean, what: string, seconds = 90): Promise<Manifest> {
  return new Promise((resolve, reject) => {
    const child = startKubectl(['get', ...args, '-o', 'json', '--watch']);
    let rest = '';
    let said = '';
    let last: Manifest | undefined;
    let settled = false;
    const settle = (outcome: () => void): void => {
      if (!settled) {
        settled = true;
        clearTimeout(limit);
        child.kill();
        outcome();
      }
    };
    const fail = (why: string): void =>
      settle(() =>
        reject(new Error(`${what}: ${why}; last seen: ${last === undefined ? 'nothing' : JSON.stringify(last.status ?? last)}`)),
      );
    const limit = setTimeout(() => fail(`not within ${seconds} s`), seconds * 1000);
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      // Each object ends with a brace in the first column.
      const parts = (rest + chunk).split(/^\}$/m);
      rest = parts.pop() ?? '';
      for (const part of parts) {
        last = JSON.parse(`${part}}`) as Manifest;
        if (wanted(last)) {
          const found = last;
          settle(() => resolve(found));
          return;
        }
      }
    });
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
    child.on('error', (error) => fail(error.message));
    child.on('close', () => fail(`kubectl get ${args.join(' ')} ended: ${said.trim()}`));
  });
}
