import fc from 'fast-check';
import { Protocol } from 'cdk8s-multiport';
import { MigratedExposure } from '../../lib/migration/entries';
import { Migration, migrationOf } from '../../lib/migration/migration';
import { HelmValues, helmValuesOf } from '../../lib/migration/values';
import { WiringGraph } from '../../lib/wiring/graph/wiring-graph';
import { readInput } from '../../lib/wiring/read';

/** Reads files, by name, as the command does. */
export function migrationIn(
  files: Readonly<Record<string, string>>,
  { closed = false, map }: { closed?: boolean; map?: string } = {},
): Migration {
  const values: HelmValues[] = [];
  const input = readInput(
    Object.entries(files).map(([file, text]) => ({ file, text })),
    { namespace: 'default', onOther: (other) => void values.push(...helmValuesOf(other)) },
  );
  const graph = new WiringGraph(input.manifests, {
    closed,
    externals: { services: [], objects: [], maps: [] },
    nodePorts: { from: 30000, to: 32767 },
  });
  return migrationOf({ graph, values, unreadable: input.unreadable, map });
}

/** One line of a table, as the tests write it. */
export interface Row {
  readonly port: number;
  readonly protocol: Protocol;
  readonly namespace: string;
  readonly service: string;
  readonly servicePort: number;
  readonly name?: string;
}

export function rowsOf(exposures: readonly MigratedExposure[]): Row[] {
  return exposures.map(({ port, protocol, namespace, service, servicePort, name }) => ({
    port,
    protocol,
    namespace,
    service,
    servicePort,
    ...(name === undefined ? {} : { name }),
  }));
}

const letters = (least: number, most: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: least, maxLength: most });

/** Names as short as they mostly are, and as long as they may be. */
export const names = fc.oneof({ weight: 4, arbitrary: letters(1, 8) }, letters(1, 63));
export const ports = fc.integer({ min: 1, max: 65535 });
export const protocols = fc.constantFrom(Protocol.TCP, Protocol.UDP);

/** Rows of distinct ports and names: single ones, and blocks that keep their numbers. */
export function tables(settings: { readonly free: (port: number) => boolean; readonly named: boolean }): fc.Arbitrary<Row[]> {
  const single = fc.record(
    { port: ports, protocol: protocols, namespace: names, service: names, servicePort: ports, ...(settings.named ? { name: names } : {}) },
    { requiredKeys: ['port', 'protocol', 'namespace', 'service', 'servicePort'] },
  );
  const block = fc
    .record({
      from: fc.integer({ min: 1, max: 65000 }),
      length: fc.integer({ min: 2, max: 6 }),
      protocol: protocols,
      namespace: names,
      service: names,
    })
    .map(({ from, length, ...rest }) => Array.from({ length }, (_, index) => ({ ...rest, port: from + index, servicePort: from + index })));
  return fc
    .array(
      fc.oneof(
        single.map((row) => [row]),
        block,
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((parts) => {
      const rows = new Map<string, Row>();
      const taken = new Set<string>();
      for (const { name, ...row } of parts.flat() as Row[]) {
        const key = `${row.port}/${row.protocol}`;
        if (settings.free(row.port) && !rows.has(key)) {
          rows.set(key, { ...row, ...(name === undefined || taken.has(name) ? {} : { name }) });
          taken.add(name ?? '');
        }
      }
      return [...rows.values()].sort((a, b) => a.port - b.port || (a.protocol < b.protocol ? -1 : 1));
    })
    .filter((rows) => rows.length > 0);
}
