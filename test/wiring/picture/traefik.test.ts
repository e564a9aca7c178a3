import { Testing } from 'cdk8s';
import { TcpMultiPortChart } from '../../../charts/tcp-multi-port';
import { Traefik } from '../../../lib';
import { mermaidOf } from '../../../lib/wiring/picture/mermaid';
import { svgOf } from '../../../lib/wiring/picture/svg';
import { Files } from '../support/case';
import { BACKEND, tcpRoute, traefik, traefikService, udpRoute, wholeRoute } from '../support/traefik';
import { container, documents, ignoring, service, swap, workload } from '../support/yaml';
import { draw, DrawingProps, inWords } from './drawing';

/** A route through a Traefik that a load balancer publishes on 5432/TCP. Parts can be replaced, and taken away with an empty text. */
function whole(parts: Files = {}): Files {
  const all = {
    'service.yaml': service(),
    'web.yaml': workload(),
    'traefik.yaml': traefik({ args: TCP }),
    'traefik-service.yaml': balanced('{ port: 5432, targetPort: 9000 }'),
    'tcp.yaml': tcpRoute(),
    ...parts,
  };
  return Object.fromEntries(Object.entries(all).filter(([, text]) => text !== ''));
}

function balanced(...ports: readonly string[]): string {
  return `${traefikService(...ports)}  type: LoadBalancer\n`;
}

const PASSTHROUGH = ['tls: { passthrough: true }'];
const TCP = ['--entryPoints.tcp.address=:9000/tcp'];
const BOTH = [...TCP, '--entryPoints.udp.address=:9000/udp'];
/** A second route, for UDP, for which the load balancer has no port. */
const UDP = { ...BACKEND, 'traefik.yaml': traefik({ args: BOTH }), 'udp.yaml': udpRoute() };

interface Case extends DrawingProps {
  readonly name: string;
}

const CASES: readonly Case[] = [
  { name: 'a route', input: whole() },
  {
    name: 'a route of TCP and one of UDP',
    input: whole({
      ...UDP,
      'traefik-service.yaml': balanced(
        '{ name: t, port: 5432, targetPort: 9000 }',
        '{ name: u, port: 53, targetPort: 9000, protocol: UDP }',
      ),
    }),
  },
  {
    name: 'host names, and whatever is left, on one port',
    input: whole({
      'tcp.yaml': tcpRoute({
        routes: [
          '{ match: HostSNI(`a.example`) || HostSNI(`b.example`) || HostSNI(`c.example`), services: [{ name: web, port: 80 }] }',
          "{ match: 'HostSNIRegexp(`^.+\\.example$`)', services: [{ name: web, port: 80, weight: 1 }, { name: api, port: 80, weight: 3 }] }",
          '{ match: HostSNI(`d.example`) && ClientIP(`10.0.0.0/8`), services: [{ name: web, port: 80 }] }',
          '{ match: HostSNI(`*`), services: [{ name: web, port: 80 }] }',
        ],
        more: PASSTHROUGH,
      }),
      'api-service.yaml': service({ name: 'api', selector: '{ app: api }' }),
      'api.yaml': workload({ name: 'api', labels: '{ app: api }' }),
    }),
  },
  {
    name: "an entryPoint to which no port of Traefik's Service leads",
    input: whole(UDP),
  },
  {
    name: 'two of them, of one route',
    input: whole({
      'traefik.yaml': traefik({ args: [...TCP, '--entryPoints.more.address=:9001', '--entryPoints.most.address=:9002'] }),
      'tcp.yaml': tcpRoute({ entryPoints: '[tcp, more, most]' }),
    }),
  },
  {
    name: 'to which a port leads as the other protocol',
    input: whole({
      'traefik-service.yaml': balanced('{ port: 5432, targetPort: 9000, protocol: UDP }'),
    }),
  },
  { name: 'an entryPoint that Traefik does not have', input: whole({ 'tcp.yaml': tcpRoute({ entryPoints: '[tcp, db]' }) }) },
  {
    name: 'an entryPoint of the other protocol',
    input: whole({ 'traefik.yaml': traefik({ args: BOTH }), 'tcp.yaml': tcpRoute({ entryPoints: '[udp]' }) }),
  },
  {
    name: 'a route that names no entryPoints',
    input: whole({
      'traefik.yaml': traefik({ args: [...TCP, '--entryPoints.more.address=:9001'] }),
      'tcp.yaml': tcpRoute({ entryPoints: '' }),
    }),
  },
  {
    name: 'two routes for all connections of one entryPoint',
    input: whole({ 'tcp.yaml': documents(tcpRoute(), swap(tcpRoute(), 'name: db', 'name: other')) }),
  },
  {
    name: 'two rules of one match, the first of which is replaced',
    input: whole({ 'tcp.yaml': tcpRoute({ routes: [wholeRoute(), wholeRoute('name: web, port: 81')] }) }),
  },
  {
    name: 'a host name without TLS',
    input: whole({ 'tcp.yaml': tcpRoute({ routes: ['{ match: HostSNI(`a.example`), services: [{ name: web, port: 80 }] }'] }) }),
  },
  {
    name: 'Services and ports that are not there, and one of another namespace',
    input: whole({
      'tcp.yaml': tcpRoute({
        routes: [
          '{ match: HostSNI(`*`), services: [{ name: gone, port: 1 }, { name: web, port: 81 }, { name: api, namespace: shop, port: 80 }, { name: web }] }',
        ],
      }),
      'api-service.yaml': service({ name: 'api', namespace: 'shop', selector: '{ app: api }' }),
      'api.yaml': workload({ name: 'api', namespace: 'shop', labels: '{ app: api }' }),
    }),
  },
  { name: 'a route without rules', input: whole({ 'tcp.yaml': tcpRoute({ routes: ['# none'] }) }) },
  {
    name: 'a Traefik that does not read the routes',
    input: whole({
      'tcp.yaml': tcpRoute({ more: ['ingressClassName: other'] }),
    }),
  },
  { name: 'a route without a Traefik', input: whole({ 'traefik.yaml': '', 'traefik-service.yaml': '' }) },
  {
    name: 'two Traefiks read one route, and one of them has its entryPoint',
    input: whole({
      'second.yaml': swap(
        traefik({ args: ['--entryPoints.web.address=:8000'], labels: '{ app: second }' }),
        'name: traefik,',
        'name: second,',
      ),
    }),
  },
  {
    name: 'an address that the arguments do not tell',
    input: whole({ 'traefik.yaml': traefik({ args: ['--entryPoints.tcp.address=$(ADDRESS)'] }), 'traefik-service.yaml': '' }),
  },
  {
    name: "Traefik on the network of its nodes, with its dashboard's port",
    input: whole({
      'traefik.yaml': traefik({ args: [...TCP, '--ping=true'], pod: ['hostNetwork: true'] }),
      'traefik-service.yaml': '',
    }),
  },
  {
    name: 'a port of its node',
    input: whole({
      'traefik.yaml': traefik({ args: TCP, ports: '[{ name: db, containerPort: 9000, hostPort: 5432 }]' }),
      'traefik-service.yaml': '',
    }),
  },
  {
    name: 'Services for metrics and ping are no way in, unless they are open to the outside',
    input: whole({
      'traefik.yaml': traefik({ args: [...TCP, '--ping=true', '--entryPoints.metrics.address=:9100'] }),
      'metrics.yaml': swap(traefikService('{ port: 9100 }'), 'name: traefik,', 'name: metrics,'),
      'ping.yaml': swap(balanced('{ port: 8080 }'), 'name: traefik,', 'name: ping,'),
    }),
  },
  {
    name: 'a Traefik whose container declares some ports, and listens on others',
    input: whole({ 'traefik.yaml': traefik({ args: TCP, ports: '[{ containerPort: 8080 }]' }) }),
  },
  {
    name: 'a port that is named, and leads to an entryPoint',
    input: whole({
      'traefik.yaml': traefik({ args: TCP, ports: '[{ name: db, containerPort: 9000 }]' }),
      'traefik-service.yaml': balanced('{ port: 5432, targetPort: db }'),
    }),
  },
  {
    name: 'what is ignored with a reason is not said',
    input: whole({
      'tcp.yaml': tcpRoute({ meta: `, annotations: ${ignoring('traefik-entry-point-missing')}`, entryPoints: '[db]' }),
    }),
  },
];

test.each(CASES.map((each) => [each.name, each] as const))('%s', (_name, props) => {
  expect(inWords(draw(props)).join('\n')).toMatchSnapshot();
});

describe("the first article's chart on Traefik", () => {
  const chart = new TcpMultiPortChart(Testing.app(), 'tcp-multi-port', { dataPlane: Traefik.install() });
  const objects: readonly unknown[] = Testing.synth(chart);
  const picture = draw({ input: documents(...objects.map((object) => `${JSON.stringify(object)}\n`)) });

  test('as SVG', () => {
    expect(svgOf(picture)).toMatchSnapshot();
  });

  test('as Mermaid', () => {
    expect(mermaidOf(picture)).toMatchSnapshot();
  });
});

test('every route of five hundred is an external port', () => {
  const numbers = Array.from({ length: 500 }, (_, index) => 10_000 + 2 * index);
  const input: Files = {
    'traefik.yaml': traefik({
      args: numbers.map((port) => `--entryPoints.p-${port}.address=:${port}`),
      ports: `[${numbers.map((port) => `{ name: p-${port}, containerPort: ${port} }`).join(', ')}]`,
    }),
    'traefik-service.yaml': balanced(...numbers.map((port) => `{ name: p-${port}, port: ${port}, targetPort: p-${port} }`)),
    'web.yaml': workload({ containers: [container('main', '{ containerPort: 8080 }')] }),
    'service.yaml': service(),
    'routes.yaml': documents(...numbers.map((port) => swap(tcpRoute({ entryPoints: `[p-${port}]` }), 'name: db', `name: db-${port}`))),
  };
  expect(draw({ input })).toMatchObject({ exposures: 500, findings: { error: 0, warning: 0, info: 0 }, elsewhere: 0 });
});
