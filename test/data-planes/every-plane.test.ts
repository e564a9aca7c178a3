import { ApiObject, App, Testing } from 'cdk8s';
import fc from 'fast-check';
import {
  DataPlane,
  GatewayApi,
  GatewayImplementation,
  IngressNginx,
  Protocol,
  SharedIp,
  TcpMultiPortGateway,
  Traefik,
} from 'cdk8s-multiport';
import { TcpMultiPortChart } from '../../charts/tcp-multi-port';
import { Manifest, newChart } from '../support/manifests';
import { workload } from './gateway-api/support';

const ADDRESS = { address: '192.0.2.10' };

/** Every way into every plane. */
const PLANES: Record<string, () => DataPlane> = {
  'IngressNginx.install': () => IngressNginx.install(),
  'IngressNginx.install, l4': () => IngressNginx.install({ profile: 'l4' }),
  'IngressNginx.existing': () => IngressNginx.existing(),
  'GatewayApi.forClass': () => GatewayApi.forClass('any'),
  'GatewayApi.attach': () => GatewayApi.attach({ name: 'shared' }),
  'GatewayApi.attach, ListenerSets': () => GatewayApi.attach({ name: 'shared' }, { listenerSets: true }),
  'Traefik.install': () => Traefik.install(),
  'Traefik.existing': () => Traefik.existing(),
  'SharedIp.metalLb': () => SharedIp.metalLb(ADDRESS),
  'SharedIp.kubeVip': () => SharedIp.kubeVip(ADDRESS),
  'SharedIp.cilium': () => SharedIp.cilium(ADDRESS),
  'SharedIp.azure': () => SharedIp.azure(ADDRESS),
  ...Object.fromEntries(
    Object.values(GatewayImplementation).map((implementation) => [
      `GatewayApi.forClass, ${implementation}`,
      () => GatewayApi.forClass('any', { implementation }),
    ]),
  ),
};

const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
afterAll(() => stderr.mockRestore());

/** The objects of the first article's chart, and what the check at synth has against them. */
function article(plane: DataPlane): { readonly app: App; readonly objects: Manifest[] } {
  const app = Testing.app();
  const chart = new TcpMultiPortChart(app, 'chart', { dataPlane: plane });
  return { app, objects: Testing.synth(chart) as Manifest[] };
}

const isWorkload = ({ metadata }: Manifest): boolean => metadata.name.startsWith('layanan-xyz');
const workloads = article(IngressNginx.install()).objects.filter(isWorkload);

describe.each(Object.entries(PLANES))('%s', (_, make) => {
  test('the chart of the first article: what stands behind the gateway is the same, and the wiring holds', () => {
    const { app, objects } = article(make());
    expect(objects.filter(isWorkload)).toEqual(workloads);
    expect(objects.length).toBeGreaterThan(workloads.length);
    expect(app.node.findAll().flatMap((construct) => construct.node.validate())).toEqual([]);
  });

  test('any table that it takes: the order of the calls changes nothing, and the wiring holds', () => {
    const { protocols } = make().capability;
    const tables = fc.uniqueArray(
      fc.record({
        port: fc.integer({ min: 1024, max: 9000 }),
        protocol: fc.constantFrom(...protocols),
        backend: fc.constantFrom(0, 1, 2),
      }),
      { selector: ({ port, protocol }) => `${port}/${protocol}`, minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(tables, (table) => {
        const taken: typeof table = [];
        const forth = gatewayOf(make(), table, taken);
        expect(taken.length).toBeGreaterThanOrEqual(Math.min(1, table.length));
        expect(objectsOf(gatewayOf(make(), [...taken].reverse()))).toEqual(objectsOf(forth));
        expect(forth.node.root.node.findAll().flatMap((construct) => construct.node.validate())).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });
});

interface Row {
  readonly port: number;
  readonly protocol: Protocol;
  readonly backend: number;
}

/** A gateway with the rows that its plane takes; those go into `taken`. */
function gatewayOf(plane: DataPlane, rows: readonly Row[], taken?: Row[]): TcpMultiPortGateway {
  const chart = newChart('chart', 'apps');
  const backends = [0, 1, 2].map((number) =>
    workload(chart, `app-${number}`, [{ port: 80 }, { port: 53, protocol: Protocol.UDP }], number === 2 ? 'elsewhere' : 'apps'),
  );
  const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane: plane });
  for (const row of rows) {
    try {
      gateway.expose(row.port, backends[row.backend], { protocol: row.protocol });
      taken?.push(row);
    } catch (error) {
      // What a plane refuses, it refuses whole, and in one sentence.
      expect((error as Error).message).toMatch(/^chart\/gateway: [^\n]+: [^\n]+$/);
    }
  }
  return gateway;
}

function objectsOf(gateway: TcpMultiPortGateway): unknown[] {
  expect(gateway.node.validate()).toEqual([]);
  return gateway.node.findAll().flatMap((construct) => (ApiObject.isApiObject(construct) ? [construct.toJson()] : []));
}

test('a way into a data plane can be passed on as a function', () => {
  const [{ forClass }, { install }, { metalLb }] = [GatewayApi, Traefik, SharedIp];
  expect([forClass('envoy'), install(), metalLb({ address: '192.0.2.10' })].every((plane) => plane instanceof DataPlane)).toBe(true);
});
