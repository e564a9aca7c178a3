import { execFile } from 'child_process';
import { Refusal } from '../lib/model/refusal';

/** The user's own kubectl, with his own kubeconfig; it is asked to get, and nothing else. */
export interface Kubectl {
  /** @default - the current context */
  readonly context?: string;
  readonly signal: AbortSignal;
}

export interface Query {
  /** As `pods`, or `gateways.gateway.networking.k8s.io`. */
  readonly resource: string;
  /** @default - all */
  readonly namespace?: string;
  /** @default - none */
  readonly fieldSelector?: string;
}

/** What kubectl printed as JSON; `forbidden` has its own words; `absent` says that the cluster does not have such objects. */
export type Answer = { readonly list: unknown } | { readonly forbidden: string } | { readonly absent: true };

/** For one request, and for one call of kubectl as a whole. */
const REQUEST_TIMEOUT = '30s';
const CALL_TIMEOUT = 90_000;
const MOST_BYTES = 500_000_000;

/** Gets objects. What is not about rights or kinds, as a server that does not answer, is refused with kubectl's own line. */
export async function get({ context, signal }: Kubectl, { resource, namespace, fieldSelector }: Query): Promise<Answer> {
  const args = [
    'get',
    resource,
    '--output=json',
    `--request-timeout=${REQUEST_TIMEOUT}`,
    namespace === undefined ? '--all-namespaces' : `--namespace=${namespace}`,
    ...(fieldSelector === undefined ? [] : [`--field-selector=${fieldSelector}`]),
    ...(context === undefined ? [] : [`--context=${context}`]),
  ];
  const { error, stdout, stderr } = await run(args, signal);
  if (!error) {
    return { list: parse(resource, stdout) };
  }
  const line = lineOf(stderr);
  if (/\(Forbidden\)/.test(stderr)) {
    return { forbidden: line.replace(/^Error from server \(Forbidden\): /, '') };
  }
  if (/the server doesn't have a resource type|the server could not find the requested resource/.test(stderr)) {
    return { absent: true };
  }
  throw new Refusal(refusalText(resource, error, line));
}

interface Ended {
  readonly error: ExecError | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface ExecError {
  readonly message: string;
  readonly code?: unknown;
  readonly killed?: boolean;
}

function run(args: readonly string[], signal: AbortSignal): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile('kubectl', args, { signal, timeout: CALL_TIMEOUT, maxBuffer: MOST_BYTES }, (error, stdout, stderr) =>
      resolve({ error, stdout, stderr }),
    );
    // Whoever is asked for a password has nobody to answer.
    child.stdin?.on('error', () => {}).end();
  });
}

function parse(resource: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(`kubectl get ${resource} prints no JSON: see what kubectl get ${resource} --output=json says`);
  }
}

function refusalText(resource: string, { code, killed, message }: ExecError, line: string): string {
  if (code === 'ENOENT') {
    return 'kubectl is not on the PATH: install it, or give what kubectl get printed as paths, with --no-cluster';
  }
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
    return `kubectl get ${resource} prints more than ${MOST_BYTES / 1e6} MB: this cluster is too large to be read at once`;
  }
  if (killed === true) {
    return `kubectl get ${resource} has not ended within ${CALL_TIMEOUT / 1000} s: see whether kubectl get ${resource} works`;
  }
  return `kubectl get ${resource} fails: ${line || message}`;
}

/** The last line that is meant for people. */
function lineOf(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !/^[EWIF]\d{4} /.test(line));
  return (lines.pop() ?? '').trim().replace(/^error: /i, '');
}
