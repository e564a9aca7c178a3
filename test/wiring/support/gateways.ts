import fc from 'fast-check';
import { PlainObject } from '../../../lib/model/plain';

/** A backend of a gateway: a workload, its Service, and how the map names it. */
export interface Backend {
  readonly name: string;
  readonly namespace: string;
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  readonly protocol: 'TCP' | 'UDP';
  /** Key of the map. */
  readonly key: number;
  /** Port of the controller's Service; the key where nothing else is wanted. */
  readonly public: number;
  readonly servicePort: number;
  readonly containerPort: number;
  /** The map names the Service port by its name. */
  readonly byName: boolean;
  /** The Service names the container's port. */
  readonly namedTarget: boolean;
  /** A container beside it, with a port of its own. */
  readonly sidecar: boolean;
  readonly headless: boolean;
  readonly sendsProxy: boolean;
}

export interface GatewaySpec {
  readonly backends: readonly Backend[];
  readonly namespace: string;
  readonly mapNamespace: string;
  readonly kind: 'Deployment' | 'DaemonSet';
  readonly exposure: 'service' | 'named' | 'hostNetwork';
  /** How the flags are written. */
  readonly flags: 'joined' | 'apart' | 'command';
  /** The namespace in the flags. */
  readonly literal: boolean;
  readonly httpPort: number;
  readonly webhook: boolean;
  readonly loadBalancer: boolean;
  /** The load balancer sends the PROXY header, and every entry reads it. */
  readonly proxy: boolean;
}

/** Objects by what they are, so that a mutation can say which one it changes. */
export interface Gateway {
  readonly spec: GatewaySpec;
  readonly controller: PlainObject;
  readonly service?: PlainObject;
  readonly maps: { readonly [protocol: string]: PlainObject };
  readonly workloads: readonly PlainObject[];
  readonly services: readonly PlainObject[];
}

const TAKEN = [80, 443, 442, 8080, 8181, 8443, 10245, 10246, 10247, 10254];
const freePort = fc.integer({ min: 1024, max: 65535 }).filter((port) => !TAKEN.includes(port));

const backend = (index: number): fc.Arbitrary<Backend> =>
  fc.record({
    name: fc.constant(`app-${index}`),
    namespace: fc.constantFrom('default', 'shop', 'db'),
    kind: fc.constantFrom('Deployment' as const, 'StatefulSet' as const, 'DaemonSet' as const),
    protocol: fc.constantFrom('TCP' as const, 'TCP' as const, 'UDP' as const),
    key: freePort,
    public: freePort,
    servicePort: fc.integer({ min: 1, max: 65535 }),
    containerPort: fc.integer({ min: 1, max: 65534 }),
    byName: fc.boolean(),
    namedTarget: fc.boolean(),
    sidecar: fc.boolean(),
    headless: fc.boolean(),
    sendsProxy: fc.boolean(),
  });

/** Distinct numbers on both sides: one number on TCP and UDP is a warning of its own. */
function distinct(backends: readonly Backend[]): boolean {
  return [backends.map((each) => each.key), backends.map((each) => each.public)].every((all) => new Set(all).size === all.length);
}

/** Specifications of gateways that are right. */
export const gatewaySpecs: fc.Arbitrary<GatewaySpec> = fc
  .integer({ min: 2, max: 5 })
  .chain((count) =>
    fc.record({
      backends: fc.tuple(...Array.from({ length: count }, (_, index) => backend(index))).filter(distinct),
      namespace: fc.constantFrom('ingress-nginx', 'edge'),
      mapNamespace: fc.constantFrom('', 'maps'),
      kind: fc.constantFrom('Deployment' as const, 'DaemonSet' as const),
      exposure: fc.constantFrom('service' as const, 'service' as const, 'named' as const, 'hostNetwork' as const),
      flags: fc.constantFrom('joined' as const, 'apart' as const, 'command' as const),
      literal: fc.boolean(),
      httpPort: fc.constantFrom(80, 8080),
      webhook: fc.boolean(),
      loadBalancer: fc.boolean(),
      proxy: fc.boolean(),
    }),
  )
  .map((spec) => {
    const protocols = new Set(spec.backends.map(({ protocol }) => protocol));
    // A mixed load balancer is a warning of its own, and UDP cannot read the PROXY header.
    const loadBalancer = spec.loadBalancer && protocols.size === 1;
    return { ...spec, loadBalancer, proxy: spec.proxy && loadBalancer && !protocols.has('UDP') && spec.exposure !== 'hostNetwork' };
  });

/** The objects of a gateway, as plain as they are applied. */
export function gatewayOf(spec: GatewaySpec): Gateway {
  return {
    spec,
    controller: controllerOf(spec),
    ...(spec.exposure === 'hostNetwork' ? {} : { service: controllerService(spec) }),
    maps: Object.fromEntries(protocolsOf(spec).map((protocol) => [protocol, mapOf(spec, protocol)])),
    workloads: spec.backends.map(workloadOf),
    services: spec.backends.map(serviceOf),
  };
}

export function objectsOf({ controller, service, maps, workloads, services }: Gateway): PlainObject[] {
  return [controller, ...(service ? [service] : []), ...Object.values(maps), ...services, ...workloads];
}

function protocolsOf({ backends }: GatewaySpec): ('TCP' | 'UDP')[] {
  return (['TCP', 'UDP'] as const).filter((protocol) => backends.some((each) => each.protocol === protocol));
}

function mapNamespaceOf({ namespace, mapNamespace }: GatewaySpec): string {
  return mapNamespace === '' ? namespace : mapNamespace;
}

export function portName({ key, protocol }: Backend): string {
  return `${key}-${protocol.toLowerCase()}`;
}

function controllerOf(spec: GatewaySpec): PlainObject {
  const { namespace, kind, exposure, flags, literal, httpPort, webhook, backends } = spec;
  const where = mapNamespaceOf(spec);
  const given = protocolsOf(spec).map((protocol) => [
    `--${protocol.toLowerCase()}-services-configmap`,
    `${literal || where !== namespace ? where : '$(POD_NAMESPACE)'}/${protocol.toLowerCase()}-services`,
  ]);
  const args = [
    '/nginx-ingress-controller',
    ...given.flatMap(([flag, value]) => (flags === 'joined' ? [`${flag}=${value}`] : [flag, value])),
    ...(httpPort === 80 ? [] : [`--http-port=${httpPort}`]),
    ...(webhook ? ['--validating-webhook=:8443'] : []),
  ];
  const ports =
    exposure === 'named' ? backends.map((each) => ({ name: portName(each), containerPort: each.key, protocol: each.protocol })) : [];
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: 'controller', namespace },
    spec: {
      selector: { matchLabels: { app: 'ingress' } },
      template: {
        metadata: { labels: { app: 'ingress' } },
        spec: {
          ...(exposure === 'hostNetwork' ? { hostNetwork: true } : {}),
          containers: [
            {
              name: 'controller',
              image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1',
              [flags === 'command' ? 'command' : 'args']: args,
              ports: [{ name: 'http', containerPort: httpPort }, ...ports],
            },
          ],
        },
      },
    },
  };
}

function controllerService(spec: GatewaySpec): PlainObject {
  const { namespace, exposure, loadBalancer, proxy, backends } = spec;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'controller',
      namespace,
      ...(proxy ? { annotations: { 'load-balancer.hetzner.cloud/uses-proxyprotocol': 'true' } } : {}),
    },
    spec: {
      type: loadBalancer ? 'LoadBalancer' : 'NodePort',
      selector: { app: 'ingress' },
      ports: [
        ...(backends.every(({ protocol }) => protocol === 'TCP') ? [{ name: 'http', port: 80, targetPort: 'http' }] : []),
        ...backends.map((each) => ({
          name: portName(each),
          port: each.public,
          protocol: each.protocol,
          targetPort: exposure === 'named' ? portName(each) : each.key,
        })),
      ],
    },
  };
}

function mapOf(spec: GatewaySpec, protocol: 'TCP' | 'UDP'): PlainObject {
  const mine = spec.backends.filter((each) => each.protocol === protocol);
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `${protocol.toLowerCase()}-services`, namespace: mapNamespaceOf(spec) },
    data: Object.fromEntries(mine.map((each) => [String(each.key), entryOf(spec, each)])),
  };
}

function entryOf({ proxy }: GatewaySpec, { namespace, name, byName, servicePort, sendsProxy, protocol }: Backend): string {
  const parts = protocol === 'TCP' && sendsProxy ? [proxy ? 'PROXY' : '', 'proxy'] : proxy ? ['PROXY'] : [];
  return [`${namespace}/${name}`, byName ? 'main' : servicePort, ...parts].join(':');
}

function workloadOf({ name, namespace, kind, containerPort, protocol, sidecar }: Backend): PlainObject {
  const ports = [{ name: 'main', containerPort, protocol }];
  const other = containerPort === 9121 ? 9122 : 9121;
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name, part: 'backend' } },
        spec: {
          containers: [{ name: 'main', image: name, ports }],
          ...(sidecar
            ? {
                initContainers: [
                  { name: 'exporter', image: 'exporter', restartPolicy: 'Always', ports: [{ name: 'metrics', containerPort: other }] },
                ],
              }
            : {}),
        },
      },
    },
  };
}

function serviceOf({ name, namespace, servicePort, containerPort, protocol, namedTarget, headless }: Backend): PlainObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: {
      ...(headless ? { clusterIP: 'None' } : {}),
      selector: { app: name },
      ports: [{ name: 'main', port: servicePort, protocol, targetPort: namedTarget ? 'main' : containerPort }],
    },
  };
}
