import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import fc from 'fast-check';
import { MigratedExposure } from '../../lib/migration/entries';
import { ProgramInput, programOf } from '../../lib/migration/program';
import { Protocol } from '../../lib/model/port';
import { ROOT, run } from '../support/run';
import { names, Row, tables } from './support';

const PLACE = { file: 'maps.yaml', line: 7, column: 3 };

function exposure(row: Row & { readonly accept?: boolean; readonly send?: boolean }): MigratedExposure {
  const { accept = false, send = false, ...rest } = row;
  return { ...rest, acceptProxyProtocol: accept, sendProxyProtocol: send, place: PLACE, entry: '' };
}

function program(rows: readonly Row[], more: Partial<ProgramInput> = {}): string {
  return programOf({
    chart: 'gateway',
    title: 'ConfigMap ingress-nginx/tcp-services',
    gateway: { className: 'envoy' },
    exposures: rows.map(exposure),
    left: [],
    ...more,
  });
}

const row = (port: number, over: Partial<Row> = {}): Row => ({
  port,
  protocol: Protocol.TCP,
  namespace: 'games',
  service: 'arena',
  servicePort: port,
  ...over,
});

/** The lines that differ from one table to the next. */
function calls(rows: readonly Row[]): string[] {
  return program(rows)
    .split('\n')
    .filter((line) => line.startsWith('gateway.'));
}

test('the whole of a program', () => {
  const left = [
    { place: PLACE, what: '25/TCP → "mail/postfix:25:PROXY"', reason: 'the class does not read it', fix: 'take it away', noticed: true },
    { place: PLACE, what: 'a note', reason: 'stays on standard error', noticed: false },
  ];
  const gateway = { className: 'envoy', implementation: 'ENVOY_GATEWAY', version: '1.9', name: 'edge', namespace: 'gateways' };
  expect(program([row(53, { protocol: Protocol.UDP })], { chart: 'edge', gateway, left })).toBe(`import { App, Chart } from 'cdk8s';
import { GatewayApi, GatewayImplementation, Protocol, TcpMultiPortGateway } from 'cdk8s-multiport';

// The TCP and UDP services of ConfigMap ingress-nginx/tcp-services, on a Gateway of class envoy.
const app = new App();
const chart = new Chart(app, 'edge');

const dataPlane = GatewayApi.forClass('envoy', {
  implementation: GatewayImplementation.ENVOY_GATEWAY,
  version: '1.9',
  name: 'edge',
  namespace: 'gateways',
});
const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane });
gateway.expose(53, { namespace: 'games', name: 'arena', port: 53 }, { protocol: Protocol.UDP });

// Left behind:
// maps.yaml:7:3: 25/TCP → "mail/postfix:25:PROXY"
//   the class does not read it: take it away

app.synth();
`);
});

test('what is not used is not imported', () => {
  expect(
    program([row(5432)])
      .split('\n')
      .slice(1, 2),
  ).toEqual([`import { GatewayApi, TcpMultiPortGateway } from 'cdk8s-multiport';`]);
});

test.each<[string, Row[], string[]]>([
  ['three ports that keep their numbers', [row(1), row(2), row(3)], [`gateway.exposeRange(1, 3, { namespace: 'games', name: 'arena' });`]],
  [
    'two of them',
    [row(1), row(2)],
    [
      `gateway.expose(1, { namespace: 'games', name: 'arena', port: 1 });`,
      `gateway.expose(2, { namespace: 'games', name: 'arena', port: 2 });`,
    ],
  ],
  [
    'a gap, another number and a name end a range',
    [row(1), row(2), row(4), row(5, { servicePort: 80 }), row(6), row(7, { name: 'seven' }), row(8), row(9)],
    [
      `gateway.expose(1, { namespace: 'games', name: 'arena', port: 1 });`,
      `gateway.expose(2, { namespace: 'games', name: 'arena', port: 2 });`,
      `gateway.expose(4, { namespace: 'games', name: 'arena', port: 4 });`,
      `gateway.expose(5, { namespace: 'games', name: 'arena', port: 80 });`,
      `gateway.expose(6, { namespace: 'games', name: 'arena', port: 6 });`,
      `gateway.expose(7, { namespace: 'games', name: 'arena', port: 7 }, { name: 'seven' });`,
      `gateway.expose(8, { namespace: 'games', name: 'arena', port: 8 });`,
      `gateway.expose(9, { namespace: 'games', name: 'arena', port: 9 });`,
    ],
  ],
  [
    'two ranges on the same numbers',
    [1, 2, 3].flatMap((port) => [row(port), row(port, { protocol: Protocol.UDP })]),
    [
      `gateway.exposeRange(1, 3, { namespace: 'games', name: 'arena' });`,
      `gateway.exposeRange(1, 3, { namespace: 'games', name: 'arena' }, { protocol: Protocol.UDP });`,
    ],
  ],
  [
    'another Service ends no range',
    [row(1), row(2), row(2, { protocol: Protocol.UDP, service: 'chat' }), row(3)],
    [
      `gateway.exposeRange(1, 3, { namespace: 'games', name: 'arena' });`,
      `gateway.expose(2, { namespace: 'games', name: 'chat', port: 2 }, { protocol: Protocol.UDP });`,
    ],
  ],
])('%s', (_, rows, lines) => {
  expect(calls(rows)).toEqual(lines);
});

test('PROXY, where the data plane takes it', () => {
  const text = program([], { exposures: [exposure({ ...row(25), accept: true, send: true })] });
  expect(text).toContain(
    `gateway.expose(25, { namespace: 'games', name: 'arena', port: 25 }, { proxyProtocol: { accept: true, send: true } });`,
  );
});

test('it is laid out as Prettier does', () => {
  const inputs = fc.record({
    rows: tables({ free: () => true, named: true }),
    className: fc.oneof(
      names,
      fc.array(names, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.').slice(0, 253)),
    ),
    settings: fc.record(
      {
        implementation: fc.constantFrom('ENVOY_GATEWAY', 'AWS_LOAD_BALANCER_CONTROLLER'),
        version: fc.constant('1.9'),
        name: names,
        namespace: names,
      },
      { requiredKeys: [] },
    ),
    proxy: fc.boolean(),
    reason: fc.string(),
  });
  const folder = mkdtempSync(join(tmpdir(), 'program-'));
  fc.sample(inputs, 300).forEach(({ rows, className, settings, proxy, reason }, index) => {
    const left = reason === '' ? [] : [{ place: PLACE, what: reason, reason, noticed: true }];
    const exposures = rows.map((each) => exposure({ ...each, accept: proxy && each.protocol === Protocol.TCP }));
    writeFileSync(join(folder, `${index}.ts`), program([], { exposures, left, gateway: { className, ...settings } }));
  });
  const prettier = join(ROOT, 'node_modules', 'prettier', 'bin', 'prettier.cjs');
  const { status, stdout, stderr } = run(process.execPath, [prettier, '--check', '--config', join(ROOT, '.prettierrc.json'), folder]);
  expect([stderr, stdout, status]).toEqual(['', expect.stringContaining('All matched files use Prettier code style!'), 0]);
});
