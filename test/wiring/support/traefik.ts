import { container, lines, service, workload } from './yaml';

export interface TraefikProps {
  /** After the provider's. @default - one entryPoint for each protocol on 9000, named tcp and udp */
  readonly args?: readonly string[];
  /** Ports of the container. @default - none are declared */
  readonly ports?: string;
  readonly annotations?: string;
  /** @default "{ app: traefik }" */
  readonly labels?: string;
  /** More lines of the Pod. */
  readonly pod?: readonly string[];
}

/** Traefik. Line 3 metadata, 10 container, 12 args, 13 the provider, 14 and on each argument. */
export function traefik({
  args = ['--entryPoints.tcp.address=:9000/tcp', '--entryPoints.udp.address=:9000/udp'],
  ports,
  ...props
}: TraefikProps = {}): string {
  const whole = [
    'name: traefik',
    '  image: traefik:v3.7.9',
    '  args:',
    ...['--providers.kubernetescrd=true', ...args].map((arg) => `    - ${arg}`),
    ...(ports === undefined ? [] : [`  ports: ${ports}`]),
  ];
  return workload({ name: 'traefik', namespace: 'traefik', labels: '{ app: traefik }', ...props, containers: [whole.join('\n        ')] });
}

/** Its Service. Line 6 ports, 7 and on each port. */
export function traefikService(...ports: readonly string[]): string {
  return service({ name: 'traefik', namespace: 'traefik', selector: '{ app: traefik }', ports });
}

export interface RouteProps {
  /** Of the metadata, as YAML. */
  readonly meta?: string;
  /** @default "[tcp]" or "[udp]" */
  readonly entryPoints?: string;
  /** Elements of `spec.routes`. @default - one for every connection, to Service web, port 80 */
  readonly routes?: readonly string[];
  /** More lines of the spec. */
  readonly more?: readonly string[];
}

/** IngressRouteTCP `db`. Line 3 metadata, 5 entryPoints, 7 and on each route. */
export function tcpRoute({ meta = '', entryPoints = '[tcp]', routes = [wholeRoute()], more = [] }: RouteProps = {}): string {
  return route('IngressRouteTCP', meta, entryPoints, routes, more);
}

/** IngressRouteUDP `db`, with the same lines. */
export function udpRoute({ meta = '', entryPoints = '[udp]', routes = [UDP_ROUTE], more = [] }: RouteProps = {}): string {
  return route('IngressRouteUDP', meta, entryPoints, routes, more);
}

/** A route of UDP. */
export const UDP_ROUTE = '{ services: [{ name: dns, port: 53 }] }';

/** A route for every connection. */
export function wholeRoute(service = 'name: web, port: 80'): string {
  return `{ match: HostSNI(\`*\`), services: [{ ${service} }] }`;
}

function route(kind: string, meta: string, entryPoints: string, routes: readonly string[], more: readonly string[]): string {
  return lines(
    'apiVersion: traefik.io/v1alpha1',
    `kind: ${kind}`,
    `metadata: { name: db${meta} }`,
    'spec:',
    ...(entryPoints === '' ? ['  # every entryPoint'] : [`  entryPoints: ${entryPoints}`]),
    '  routes:',
    ...routes.map((each) => `    - ${each}`),
    ...more.map((line) => `  ${line}`),
  );
}

/** A backend that is right. */
export const BACKEND = {
  'service.yaml': service(),
  'web.yaml': workload(),
  'dns-service.yaml': service({ name: 'dns', selector: '{ app: dns }', ports: ['{ port: 53, protocol: UDP }'] }),
  'dns.yaml': workload({ name: 'dns', labels: '{ app: dns }', containers: [container('dns', '{ containerPort: 53, protocol: UDP }')] }),
};
