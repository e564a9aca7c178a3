import { spawn } from 'child_process';
import { isPlainObject } from '../lib/model/plain';
import { Refusal } from '../lib/model/refusal';
import { Manifest, manifestsOf } from '../lib/wiring/manifest';

/** All that the table of a controller is made of. Secrets are none of it. */
const KINDS = 'configmap,service,deployment,daemonset,networkpolicy';

/** Reads the objects of a cluster by the user's own kubectl, with his kubeconfig and his rights. */
export async function readCluster(context: string): Promise<Manifest[]> {
  const text = await kubectl(context, ['get', KINDS, '--all-namespaces', '-o', 'json']);
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    throw new Refusal(
      `--from-cluster "${context}": what kubectl printed is no JSON: try kubectl --context=${context} get ${KINDS} -A -o json`,
    );
  }
  const items: unknown[] = isPlainObject(list) && Array.isArray(list.items) ? list.items : [];
  return items.flatMap((item) => manifestsOf(item, { kind: 'construct', path: nameOf(item) }, { namespace: 'default' }));
}

/** How an object of the cluster stands in messages: it has no file. */
function nameOf(item: unknown): string {
  const { kind, metadata } = item as {
    readonly kind?: unknown;
    readonly metadata?: { readonly namespace?: unknown; readonly name?: unknown };
  };
  return `${String(kind)} ${String(metadata?.namespace)}/${String(metadata?.name)}`;
}

function kubectl(context: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    // No shell, and the context in one argument: whatever it is called, it is a name.
    const child = spawn('kubectl', [`--context=${context}`, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        new Refusal(
          error.code === 'ENOENT'
            ? '--from-cluster needs kubectl, which is not on the PATH: install it, or give files'
            : `--from-cluster cannot run kubectl: ${error.message}`,
        ),
      ),
    );
    child.on('close', (status) => {
      const last = Buffer.concat(err).toString('utf8').trim().split('\n').pop() ?? '';
      if (status === 0) {
        resolve(Buffer.concat(out).toString('utf8'));
      } else {
        reject(new Refusal(`--from-cluster "${context}" cannot be read: kubectl says: ${last === '' ? `exit status ${status}` : last}`));
      }
    });
  });
}
