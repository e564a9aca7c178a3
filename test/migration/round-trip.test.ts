import { Chart, Testing, Yaml } from 'cdk8s';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { DataPlane, IngressNginx, Protocol, TcpMultiPortGateway } from 'cdk8s-multiport';
import { reservedPorts } from '../../lib/controllers/ingress-nginx/reserved-ports';
import { defaultExposureName } from '../../lib/model/exposure';
import { isFieldPlace } from '../../lib/wiring/finding';
import { leftBehindText, inOrder } from '../../lib/migration/left-behind';
import { messageOf } from '../support/message';
import { Manifest, rendered } from '../support/manifests';
import { migrationIn, Row, rowsOf, tables } from './support';

const RESERVED = new Set([...reservedPorts(['--validating-webhook=:8443']).map(({ port }) => port), 80, 443]);
const free = (port: number): boolean => !RESERVED.has(port);

/** The objects of a table, by the construct. `undefined` where ingress-nginx refuses it: two Services with one upstream key. */
function objectsOf(dataPlane: DataPlane, rows: readonly Row[], nameOf: (row: Row) => number | string): string | undefined {
  const gateway = new TcpMultiPortGateway(new Chart(Testing.app(), 'chart'), 'gateway', { dataPlane });
  try {
    for (const row of rows) {
      const { port, protocol, namespace, service, name } = row;
      gateway.expose(port, { namespace, name: service, port: nameOf(row) }, { protocol, ...(name === undefined ? {} : { name }) });
    }
  } catch (error) {
    if ((error as Error).message.includes('have the same upstream key')) {
      return undefined;
    }
    throw error;
  }
  return Yaml.stringify(...rendered(gateway));
}

interface Port {
  readonly port: number;
  readonly protocol: Protocol;
  readonly targetPort: number;
}

function shift(ports: readonly Port[], offset: number): object[] {
  return ports.map(({ port, protocol, targetPort }) => ({
    name: `port-${port + offset}-${protocol.toLowerCase()}`,
    port: port + offset,
    protocol,
    targetPort,
  }));
}

/** The Services that stand behind a table, whose ports have names. */
function servicesOf(rows: readonly Row[]): string {
  const services = new Map<string, Row[]>();
  rows.forEach((row) => {
    const key = `${row.namespace}/${row.service}`;
    services.set(key, [...(services.get(key) ?? []), row]);
  });
  const objects = [...services.values()].map((of) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: of[0].service, namespace: of[0].namespace },
    spec: {
      selector: { app: of[0].service },
      ports: [...new Map(of.map((row) => [portName(row), row])).values()].map((row) => ({
        name: portName(row),
        port: row.servicePort,
        protocol: row.protocol,
      })),
    },
  }));
  return Yaml.stringify(...objects);
}

function portName({ servicePort, protocol }: Row): string {
  return `p-${servicePort}-${protocol.toLowerCase()}`;
}

describe('table → tcp-services → table', () => {
  const numbers = ({ servicePort }: Row): number => servicePort;

  test('maps alone, with the numbers of Service ports', () => {
    fc.assert(
      fc.property(tables({ free, named: false }), (rows) => {
        const text = objectsOf(IngressNginx.existing({}), rows, numbers);
        fc.pre(text !== undefined);
        const { exposures, left } = migrationIn({ 'maps.yaml': text });
        expect(rowsOf(exposures)).toEqual(rows);
        expect(left.filter(({ noticed }) => noticed)).toEqual([]);
      }),
    );
  });

  test('maps that name Service ports by number or by name, and the Services', () => {
    fc.assert(
      fc.property(tables({ free, named: false }), fc.array(fc.boolean(), { minLength: 1 }), (rows, choices) => {
        const byName = (row: Row): number | string => (choices[row.port % choices.length] ? portName(row) : row.servicePort);
        const text = objectsOf(IngressNginx.existing({}), rows, byName);
        fc.pre(text !== undefined);
        const { exposures, left } = migrationIn({ 'maps.yaml': text, 'services.yaml': servicesOf(rows) }, { closed: true });
        expect(rowsOf(exposures)).toEqual(rows);
        expect(left.filter(({ noticed }) => noticed)).toEqual([]);
      }),
    );
  });

  test.each(['full', 'l4'] as const)('the whole controller, profile %s: names of ports are kept, too', (profile) => {
    fc.assert(
      fc.property(tables({ free, named: true }), (rows) => {
        const text = objectsOf(IngressNginx.install({ profile }), rows, numbers);
        fc.pre(text !== undefined);
        const { exposures, left } = migrationIn({ 'controller.yaml': text });
        expect(rowsOf(exposures)).toEqual(rows);
        expect(left.filter(({ noticed }) => noticed)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('the Service of the controller has other ports than nginx: clients use those', () => {
    fc.assert(
      fc.property(
        tables({ free: (port) => free(port) && port < 60000, named: false }),
        fc.integer({ min: 1, max: 5000 }),
        (rows, offset) => {
          const text = objectsOf(IngressNginx.install({ profile: 'l4' }), rows, numbers);
          fc.pre(text !== undefined);
          const objects = parseAllDocuments(text).map((document) => document.toJS() as Manifest);
          const shifted = objects.map((object) =>
            object.kind === 'Service' ? { ...object, spec: { ...object.spec, ports: shift(object.spec.ports as Port[], offset) } } : object,
          );
          const { exposures } = migrationIn({ 'controller.yaml': Yaml.stringify(...shifted) });
          expect(rowsOf(exposures)).toEqual(rows.map((each) => ({ ...each, port: each.port + offset })));
        },
      ),
      { numRuns: 30 },
    );
  });

  test('names that were made of the number are made again', () => {
    const row: Row = {
      port: 53,
      protocol: Protocol.UDP,
      namespace: 'dns',
      service: 'coredns',
      servicePort: 53,
      name: defaultExposureName(53, Protocol.UDP),
    };
    const text = objectsOf(IngressNginx.install(), [row], numbers) ?? '';
    expect(migrationIn({ 'controller.yaml': text }).exposures.map(({ name }) => name)).toEqual([undefined]);
  });
});

describe('whatever a map holds', () => {
  const half = fc.oneof(fc.constantFrom('a', 'db', 'tcp', '8080', 'http', 'PROXY', '', ' ', '{{ .Values.x }}', 'A', 'x.y'), fc.string());
  const key = fc.oneof(
    fc.integer({ min: -2, max: 70000 }).map(String),
    fc.integer({ min: 1, max: 20 }).map((port) => `${port}`.padStart(4, '0')),
    fc.constantFrom('80', '8443', '+9000', '9000', '09000', '1e3', '1000', ' 9000', '__proto__', 'constructor'),
    fc.string(),
  );
  const value = fc.oneof(
    fc.tuple(half, half, half).map(([namespace, service, port]) => `${namespace}/${service}:${port}`),
    fc
      .tuple(half, half, half, half, half)
      .map(([namespace, service, port, accept, send]) => `${namespace}/${service}:${port}:${accept}:${send}`),
    fc.string(),
  );
  const services = Yaml.stringify({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'db', namespace: 'a' },
    spec: { ports: [{ name: 'http', port: 8080 }] },
  });

  test.each([
    ['tcp-services', Protocol.TCP],
    ['udp-services', Protocol.UDP],
  ])('each key of %s is in the table, or left behind', (name, protocol) => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(key, value), { selector: ([each]) => each, minLength: 1, maxLength: 12 }),
        fc.boolean(),
        (pairs, closed) => {
          // fromEntries makes a key of its own even of __proto__.
          const data = Object.fromEntries(pairs);
          const text = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'ingress-nginx' }, data });
          const { exposures, left } = migrationIn({ 'map.json': text, 'services.yaml': services }, { closed });
          const told = [...exposures, ...left.filter(({ noticed }) => noticed)].flatMap(({ place }) =>
            isFieldPlace(place) ? [place.path[1]] : [],
          );
          expect([...told].sort()).toEqual(Object.keys(data).sort());
          expect(exposures.every((exposure) => exposure.protocol === protocol)).toBe(true);
          expect(leftBehindText(inOrder(left), exposures.length)).not.toMatch(/undefined|\[object/);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('an empty one is refused', () => {
    const text = '{ apiVersion: v1, kind: ConfigMap, metadata: { name: tcp-services }, data: {} }';
    expect(messageOf(() => migrationIn({ 'map.yaml': text }))).toBe(
      'ConfigMap default/tcp-services has no entry: there is nothing to migrate',
    );
  });
});
