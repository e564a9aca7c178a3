import { ChildProcess, execFile, spawn } from 'child_process';
import { ALLOWED_CONTEXT } from './guard';
import { messageOfRejection } from './rejection';

/** Writes the fields that the suite applies; an object without it is somebody else's. */
export const MANAGER = 'multiport-e2e';

export interface KubectlOptions {
  /** What it reads from standard input. @default - nothing */
  readonly input?: string;
  /** @default 120 */
  readonly seconds?: number;
}

/** Runs kubectl on the allowed context, without a shell. Fails with what it said on standard error. */
export function kubectl(args: readonly string[], options: KubectlOptions = {}): Promise<string> {
  const { input, seconds = 120 } = options;
  return new Promise((resolve, reject) => {
    const child = execFile('kubectl', pinned(args), { timeout: seconds * 1000, maxBuffer: 256 << 20 }, (error, stdout, stderr) => {
      if (error === null) {
        resolve(stdout);
      } else {
        const why = error.killed ? `took more than ${seconds} s` : stderr.trim() || stdout.trim() || error.message;
        reject(new Error(`kubectl ${args.join(' ')}: ${why}`));
      }
    });
    // A kubectl that ends before it has read everything is told by its exit.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input ?? '');
  });
}

/** What kubectl says when it has to fail. */
export function kubectlRefuses(args: readonly string[], options: KubectlOptions = {}): Promise<string> {
  return messageOfRejection(kubectl(args, options));
}

/** kubectl that goes on until it is killed. */
export function startKubectl(args: readonly string[]): ChildProcess {
  return spawn('kubectl', pinned(args), { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Nobody who changes the current context meanwhile moves the suite to another cluster. */
function pinned(args: readonly string[]): string[] {
  return [`--context=${process.env[ALLOWED_CONTEXT]}`, ...args];
}
