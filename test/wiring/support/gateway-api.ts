/** Manifests of the Gateway API for the tables of cases. */
import { Files } from './case';
import { lines, service, workload } from './yaml';

export const TCP = '{ name: tcp, port: 9000, protocol: TCP }';
export const TLS = '{ name: tls, port: 9443, protocol: TLS, tls: { mode: Passthrough } }';

export interface OwnerProps {
  readonly kind?: 'Gateway' | 'ListenerSet';
  readonly name?: string;
  /** Fields of the metadata beside the name, `, namespace: edge`. */
  readonly meta?: string;
  /** More lines of the spec. */
  readonly more?: readonly string[];
}

/** Line 3 metadata, 5 the class or the parentRef, 7 and on each listener, then the rest. */
export function gatewayOf(listeners: readonly string[], { kind = 'Gateway', name = 'gw', meta = '', more = [] }: OwnerProps = {}): string {
  return lines(
    'apiVersion: gateway.networking.k8s.io/v1',
    `kind: ${kind}`,
    `metadata: { name: ${name}${meta} }`,
    'spec:',
    kind === 'Gateway' ? '  gatewayClassName: eg' : '  parentRef: { name: gw }',
    '  listeners:',
    ...listeners.map((each) => `    - ${each}`),
    ...more.map((each) => `  ${each}`),
  );
}

export interface RouteProps {
  readonly kind?: string;
  readonly version?: string;
  readonly name?: string;
  /** Fields of the metadata beside the name. */
  readonly meta?: string;
  /** @default "[a.example]" of a TLSRoute, else none */
  readonly hostnames?: string;
  /** As YAML. @default - the listener tcp, or tls of a TLSRoute, of the Gateway gw */
  readonly parents?: readonly string[];
  readonly backends?: readonly string[];
  /** More lines of the spec. */
  readonly more?: readonly string[];
}

/** Line 1 version, 3 metadata, 5 host names (`null` where there are none), 7 and on each parent, then rules, two lines on each backend. */
export function routeOf({
  kind = 'TCPRoute',
  version = 'v1',
  name = 'web',
  meta = '',
  hostnames = kind === 'TLSRoute' ? '[a.example]' : '',
  parents = [`{ name: gw, sectionName: ${kind === 'TLSRoute' ? 'tls' : 'tcp'} }`],
  backends = ['{ name: web, port: 80 }'],
  more = [],
}: RouteProps = {}): string {
  return lines(
    `apiVersion: gateway.networking.k8s.io/${version}`,
    `kind: ${kind}`,
    `metadata: { name: ${name}${meta} }`,
    'spec:',
    hostnames === '' ? '  # no host names' : `  hostnames: ${hostnames}`,
    '  parentRefs:',
    ...parents.map((each) => `    - ${each}`),
    '  rules:',
    '    - backendRefs:',
    ...backends.map((each) => `        - ${each}`),
    ...more.map((each) => `  ${each}`),
  );
}

/** A Gateway with listeners `tcp` and `tls`, a route on the first, and the way on to a Deployment. Parts can be replaced and added. */
export function edge(parts: Files = {}): Files {
  const whole = {
    'gateway.yaml': gatewayOf([TCP, TLS]),
    'route.yaml': routeOf(),
    'service.yaml': service(),
    'web.yaml': workload(),
    ...parts,
  };
  return Object.fromEntries(Object.entries(whole).filter(([, text]) => text !== ''));
}
