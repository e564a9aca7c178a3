import { Protocol } from '../../../lib/model/port';
import { Cluster, Unread } from '../../../lib/probing/cluster';
import { Fault } from '../../../lib/probing/fault';
import { judge, Judged } from '../../../lib/probing/judge';
import { Outcome, Result } from '../../../lib/probing/outcome';
import { planProbes } from '../../../lib/probing/plan';
import { Probe } from '../../../lib/probing/probe';
import { WiringGraph } from '../../../lib/wiring/graph/wiring-graph';
import { Manifest, manifestsOf } from '../../../lib/wiring/manifest';

/** Objects as the API server gives them, status and all. */

export type Plain = Record<string, any>;

const GATEWAY_API = 'gateway.networking.k8s.io/v1';

export function condition(type: string, status: string, reason = type, message = ''): Plain {
  return { type, status, reason, message };
}

export function service(name: string, spec: Plain = {}, more: Plain = {}): Plain {
  const { namespace = 'shop', labels, ingress } = more;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, ...(labels ? { labels } : {}) },
    spec: { type: 'LoadBalancer', selector: { app: name }, ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }], ...spec },
    status: { loadBalancer: ingress === undefined ? { ingress: [{ ip: '192.0.2.1' }] } : ingress === null ? {} : { ingress } },
  };
}

/** A Pod of a Deployment; `status` is laid over that of one that is ready. */
export function pod(app: string, status: Plain = {}, more: Plain = {}): Plain {
  const { namespace = 'shop', name = `${app}-5d7c-x`, node = 'node1', owner = `${app}-5d7c`, ...spec } = more;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      labels: { app, 'pod-template-hash': '5d7c' },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: owner }],
    },
    spec: { nodeName: node, containers: [{ name: 'main', image: 'nginx', ports: [{ containerPort: 8080 }] }], ...spec },
    status: { phase: 'Running', hostIP: '10.0.0.1', conditions: [condition('Ready', 'True')], ...status },
  };
}

export function notReady(container: Plain, more: Plain = {}): Plain {
  return {
    conditions: [condition('Ready', 'False', 'ContainersNotReady', 'containers with unready status: [main]')],
    containerStatuses: [{ name: 'main', image: 'nginx:1', ready: false, restartCount: 0, state: {}, lastState: {}, ...container }],
    ...more,
  };
}

/** The EndpointSlice of a Service, with one endpoint for each Pod. */
export function slice(of: string, pods: readonly Plain[], ports: readonly Plain[] = [{ name: '', port: 8080, protocol: 'TCP' }]): Plain {
  const namespace = pods[0]?.metadata.namespace ?? 'shop';
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: `${of}-abcde`, namespace, labels: { 'kubernetes.io/service-name': of } },
    addressType: 'IPv4',
    ports: pods.length === 0 ? null : ports,
    endpoints:
      pods.length === 0
        ? null
        : pods.map(({ metadata, status }) => ({
            addresses: ['10.244.0.5'],
            conditions: { ready: status.conditions.some((each: Plain) => each.type === 'Ready' && each.status === 'True') },
            targetRef: { kind: 'Pod', name: metadata.name, namespace: metadata.namespace },
          })),
  };
}

/** A Service of a name with one ready Pod behind it. */
export function whole(name: string, spec: Plain = {}, more: Plain = {}): Plain[] {
  const behind = pod(name, {}, { namespace: more.namespace });
  return [service(name, spec, more), behind, slice(name, [behind])];
}

export function node(name: string, addresses: Plain[], ready = 'True'): Plain {
  return { apiVersion: 'v1', kind: 'Node', metadata: { name }, status: { addresses, conditions: [condition('Ready', ready)] } };
}

export function warning(kind: string, name: string, message: string, lastTimestamp = '2026-01-01T00:00:00Z'): Plain {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.${lastTimestamp}`, namespace: 'shop' },
    type: 'Warning',
    involvedObject: { kind, namespace: 'shop', name },
    message,
    lastTimestamp,
  };
}

export function gatewayClass(name = 'envoy'): Plain {
  return { apiVersion: GATEWAY_API, kind: 'GatewayClass', metadata: { name }, spec: {} };
}

const WELL = [condition('Accepted', 'True'), condition('Programmed', 'True'), condition('ResolvedRefs', 'True')];

/** A Gateway with the listener `postgres` on 5432/TCP, unless told otherwise. */
export function gateway(more: Plain = {}): Plain {
  const { listeners = [{ name: 'postgres', port: 5432, protocol: 'TCP' }], addresses = [{ value: '192.0.2.9' }] } = more;
  const { conditions = WELL, listenerConditions = WELL, name = 'edge', kind = 'Gateway', spec = { gatewayClassName: 'envoy' } } = more;
  return {
    apiVersion: GATEWAY_API,
    kind,
    metadata: { name, namespace: 'shop' },
    spec: { ...spec, listeners },
    status: {
      addresses,
      conditions,
      listeners: listeners.map((each: Plain) => ({ name: each.name, attachedRoutes: 1, conditions: listenerConditions })),
    },
  };
}

/** A TCPRoute `db` to Service `web`, unless told otherwise. */
export function route(more: Plain = {}): Plain {
  const { kind = 'TCPRoute', name = 'db', namespace = 'shop', parent = { name: 'edge', sectionName: 'postgres' } } = more;
  const { backends = [{ name: 'web', port: 80 }], conditions = WELL } = more;
  return {
    apiVersion: GATEWAY_API,
    kind,
    metadata: { name, namespace },
    spec: { parentRefs: [parent], rules: [{ backendRefs: backends }] },
    status: conditions === null ? {} : { parents: [{ parentRef: parent, controllerName: 'example.com/c', conditions }] },
  };
}

/** A Pod of ingress-nginx, and its LoadBalancer Service with the port 5432. */
export function controller(
  args: readonly string[] = ['--tcp-services-configmap=$(POD_NAMESPACE)/tcp-services'],
  more: Plain = {},
): Plain[] {
  const nginx = pod('nginx', more.status, {
    containers: [
      {
        name: 'controller',
        image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1',
        args: ['/nginx-ingress-controller', ...args],
        env: [{ name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } }],
        ports: [{ name: 'http', containerPort: 80, protocol: 'TCP', ...(more.hostNetwork ? { hostPort: 80 } : {}) }],
      },
    ],
    ...(more.hostNetwork ? { hostNetwork: true } : {}),
  });
  const ports = more.ports ?? [
    { name: 'http', port: 80, targetPort: 'http' },
    { name: 'postgres', port: 5432, targetPort: 5432 },
  ];
  return [
    ...(ports.length > 0 ? [service('nginx', { ports })] : []),
    nginx,
    slice(
      'nginx',
      [nginx],
      [
        { name: 'http', port: 80, protocol: 'TCP' },
        { name: 'postgres', port: 5432, protocol: 'TCP' },
      ],
    ),
  ];
}

export function configMap(name: string, data: Plain): Plain {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' }, data };
}

export function manifests(objects: readonly Plain[]): Manifest[] {
  return objects.flatMap((object) => manifestsOf(object, { kind: 'construct', path: 'test' }, { namespace: 'default' }));
}

/** The probes of what is declared, in a cluster that holds the same or something else. */
export function planOf(declared: readonly Plain[], live: readonly Plain[] = declared, unread: readonly Unread[] = []): readonly Probe[] {
  return planProbes(new WiringGraph(manifests(declared)), new Cluster(manifests(live), unread)).probes;
}

export interface Situation {
  readonly live: readonly Plain[];
  /** @default - what is live */
  readonly declared?: readonly Plain[];
  readonly unread?: readonly Unread[];
  /** What comes of connecting. @default "refused" */
  readonly result?: Result;
  readonly code?: string;
  /** Which port is looked at. @default - the only one */
  readonly port?: number;
  readonly protocol?: Protocol;
}

/** What is said of one port in a situation. */
export function judged({ live, declared = live, unread = [], result = 'refused', code, port, protocol }: Situation): Judged {
  const cluster = new Cluster(manifests(live), unread);
  const { probes } = planProbes(new WiringGraph(manifests(declared)), cluster);
  const found = probes.filter(
    (each) => (port === undefined || each.port === port) && (protocol === undefined || each.protocol === protocol),
  );
  if (found.length !== 1) {
    throw new Error(`${found.length} probes of ${probes.map((each) => `${each.port}/${each.protocol} ${each.address}`).join(', ')}`);
  }
  const outcome: Outcome = found[0].address === undefined ? { result: 'not-probed' } : { result, ...(code === undefined ? {} : { code }) };
  return judge(cluster, found[0], outcome, 5);
}

export function faultOf(situation: Situation): Fault | undefined {
  return judged(situation).fault;
}
