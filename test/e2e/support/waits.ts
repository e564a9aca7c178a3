import { Manifest } from '../../support/manifests';
import { kubectl } from './kubectl';
import { until } from './watch';

/** Waits until a Deployment, StatefulSet or DaemonSet has what was asked for: `statefulset/web`. */
export async function rollout(namespace: string, ...workloads: string[]): Promise<void> {
  await Promise.all(
    workloads.map((workload) => kubectl(['rollout', 'status', workload, '-n', namespace, '--timeout=150s'], { seconds: 160 })),
  );
}

/** Waits until Pods are Ready. */
export async function ready(namespace: string, ...pods: string[]): Promise<void> {
  const names = pods.map((pod) => `pod/${pod}`);
  await kubectl(['wait', '--for=condition=Ready', ...names, '-n', namespace, '--timeout=90s'], { seconds: 100 });
}

interface Endpoint {
  readonly addresses: string[];
  readonly conditions: { readonly ready?: boolean };
}

/** Addresses of the ready Pods in an EndpointSlice. */
export function readyAddresses(slice: Manifest): string[] {
  const endpoints = (slice.endpoints ?? []) as Endpoint[];
  return endpoints.filter(({ conditions }) => conditions.ready !== false).flatMap(({ addresses }) => addresses);
}

/** Waits until the one EndpointSlice of a Service has the ready Pods that are wanted. */
export function endpoints(namespace: string, service: string, wanted: (addresses: string[]) => boolean, what: string): Promise<Manifest> {
  return until(
    ['endpointslices', '-n', namespace, '-l', `kubernetes.io/service-name=${service}`],
    (slice) => wanted(readyAddresses(slice)),
    `endpoints of ${namespace}/${service}: ${what}`,
  );
}

export async function getObject(namespace: string, kind: string, name: string): Promise<Manifest> {
  return JSON.parse(await kubectl(['get', kind, name, '-n', namespace, '-o', 'json'])) as Manifest;
}

/** The Pods that run, or are about to, and are not on their way out. */
export async function podsOf(namespace: string, selector: string): Promise<Manifest[]> {
  const { items } = JSON.parse(await kubectl(['get', 'pods', '-n', namespace, '-l', selector, '-o', 'json'])) as { items: Manifest[] };
  return items.filter(({ metadata, status }) => status.phase !== 'Succeeded' && !('deletionTimestamp' in metadata));
}
