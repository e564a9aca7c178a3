import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ApiObject, App, Chart } from 'cdk8s';
import { Capability, DataPlane, Protocol, ReservedPort, TcpMultiPortGateway } from '../lib';
import { comparePorts } from '../lib/model/port';
import { Row, ROWS } from './capability-rows';

/**
 * Writes what each data plane can do into the README, between two comments.
 *
 *   npm run table
 */
export const README = join(__dirname, '../README.md');
const BEGIN = '<!-- what the planes can do: npm run table writes it -->';
const END = '<!-- end of what the planes can do -->';

const NO = '–';

const COLUMNS: readonly (readonly [head: string, cell: (row: Row) => string])[] = [
  ['', ({ title }) => title],
  ['TCP', ({ capability }) => yes(capability.protocols.includes(Protocol.TCP))],
  ['UDP', ({ capability }) => yes(capability.protocols.includes(Protocol.UDP))],
  ['TLS by host name', ({ capability }) => yes(capability.tlsHostnames === true)],
  ['weights', ({ capability }) => protocols(capability.weights ?? [])],
  ['PROXY read', ({ capability }) => protocols(capability.acceptsProxyProtocol)],
  ['PROXY sent', ({ capability }) => protocols(capability.sendsProxyProtocol)],
  ['most ports', ({ capability }) => String(capability.maxExposures ?? 'no limit')],
  ['backends in', ({ capability }) => capability.backendNamespaces?.join(', ') ?? 'every namespace'],
  ['a new port restarts', (row) => (row.make ? restartedBy(row.make) : (row.restarts ?? 'not known'))],
  ['ports that it keeps', ({ capability }) => reserved(capability)],
];

/** The table as Markdown. */
export function capabilityTable(rows: readonly Row[]): string {
  const lines = [COLUMNS.map(([head]) => head), COLUMNS.map(() => '---'), ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row)))];
  return lines.map((cells) => `|${cells.map((cell) => ` ${cell} `).join('|')}|`).join('\n');
}

/** The README with this table in it. Throws where it has no place for one. */
export function withTable(readme: string, table: string): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END, begin);
  if (begin < 0 || end < 0) {
    throw new Error(`the README has no place for the table: put "${BEGIN}" and "${END}" on lines of their own`);
  }
  return `${readme.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${readme.slice(end)}`;
}

function yes(value: boolean): string {
  return value ? 'yes' : NO;
}

function protocols(list: readonly Protocol[]): string {
  return list.length === 0 ? NO : list.join(', ');
}

/** `80, 442–443, 8443/TCP`: ports that follow each other are one range, and a protocol is said where the other one is free. */
function reserved({ reservedPorts }: Capability): string {
  const ranges: { first: number; last: number; protocol?: Protocol }[] = [];
  for (const { port, protocol } of distinct(reservedPorts)) {
    const last = ranges.at(-1);
    if (last?.last === port - 1 && last.protocol === protocol) {
      last.last = port;
    } else {
      ranges.push({ first: port, last: port, protocol });
    }
  }
  const texts = ranges.map(
    ({ first, last, protocol }) => `${first === last ? first : `${first}–${last}`}${protocol ? `/${protocol}` : ''}`,
  );
  return texts.length === 0 ? NO : texts.join(', ');
}

/** By number, each once; one that is kept on both protocols swallows those of one. */
function distinct(ports: readonly ReservedPort[]): { port: number; protocol?: Protocol }[] {
  const whole = new Set(ports.filter(({ protocol }) => protocol === undefined).map(({ port }) => port));
  const both = [...whole].map((port) => ({ port }));
  const single = new Map(
    ports.flatMap(({ port, protocol }) => (protocol && !whole.has(port) ? [[`${port}/${protocol}`, { port, protocol }]] : [])),
  );
  return [...both, ...single.values()].sort((a, b) => comparePorts({ protocol: Protocol.TCP, ...a }, { protocol: Protocol.TCP, ...b }));
}

/** Workloads whose Pods a second pair of ports replaces. */
function restartedBy(make: () => DataPlane): string {
  const before = podTemplates(make(), [10000]);
  const after = podTemplates(make(), [10000, 10001]);
  const changed = [...after].filter(([name, template]) => before.get(name) !== template).map(([name]) => name);
  return changed.length === 0 ? 'nothing' : changed.join(', ');
}

/** The Pod template of each workload that a plane makes for these ports, TCP and, where it forwards that, UDP. */
function podTemplates(plane: DataPlane, ports: readonly number[]): Map<string, string> {
  const chart = new Chart(new App(), 'table');
  const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane: plane });
  const namespace = plane.capability.backendNamespaces?.[0] ?? 'default';
  for (const port of ports) {
    for (const protocol of plane.capability.protocols) {
      gateway.expose(port, { namespace, name: 'backend', port: 80 }, { protocol });
    }
  }
  const problems = gateway.node.validate();
  if (problems.length > 0) {
    throw new Error(problems.join('\n'));
  }
  return new Map(
    gateway.node.findAll().flatMap((construct) => {
      const manifest = ApiObject.isApiObject(construct) ? (construct.toJson() as Workload) : undefined;
      return manifest?.spec?.template === undefined
        ? []
        : [[`${manifest.kind} ${manifest.metadata.name}`, JSON.stringify(manifest.spec.template)]];
    }),
  );
}

/** A Kubernetes object, as far as its Pods are looked at. */
interface Workload {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: { readonly template?: unknown };
}

if (require.main === module) {
  writeFileSync(README, withTable(readFileSync(README, 'utf8'), capabilityTable(ROWS)));
}
