import { Manifest } from '../../support/manifests';
import { kubectl } from './kubectl';
import { RUN_LABEL } from './objects';

/** Most Pods whose logs are printed, those that are not ready first. */
const MOST_LOGS = 12;

/** Pods, events and logs of the suite's namespaces and of `default`, as far as they can be had. */
export async function stateOfPods(): Promise<string> {
  try {
    const names = await kubectl(['get', 'namespace', '-l', RUN_LABEL, '-o', 'jsonpath={.items[*].metadata.name}']);
    const namespaces = ['default', ...names.split(' ').filter((name) => name !== '')];
    const parts = await Promise.all(namespaces.map(stateOfNamespace));
    const pods = (await Promise.all(namespaces.map(podsOf))).flat().sort((a, b) => Number(isReady(a)) - Number(isReady(b)));
    const logs = await Promise.all(pods.slice(0, MOST_LOGS).map(logsOf));
    return [...parts, ...logs].filter((part) => part !== '').join('\n') + '\n';
  } catch (error) {
    return `${(error as Error).message}\n`;
  }
}

async function stateOfNamespace(namespace: string): Promise<string> {
  const pods = await said(['get', 'pods,services', '-n', namespace, '-o', 'wide']);
  const events = await said(['events', '-n', namespace, '--types=Warning']);
  return `namespace ${namespace}\n${pods}${events.split('\n').slice(-15).join('\n')}`;
}

async function podsOf(namespace: string): Promise<Manifest[]> {
  return (JSON.parse(await kubectl(['get', 'pods', '-n', namespace, '-o', 'json'])) as { items: Manifest[] }).items;
}

async function logsOf({ metadata: { namespace, name } }: Manifest): Promise<string> {
  const logs = await said(['logs', name, '-n', namespace ?? 'default', '--all-containers', '--prefix', '--tail=20']);
  return `logs of ${namespace}/${name}\n${logs}`;
}

function isReady(pod: Manifest): boolean {
  const conditions = (pod.status.conditions ?? []) as { type: string; status: string }[];
  return conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
}

function said(args: readonly string[]): Promise<string> {
  return kubectl(args).catch((error: unknown) => `${(error as Error).message}\n`);
}
