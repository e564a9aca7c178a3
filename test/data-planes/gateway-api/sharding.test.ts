import fc from 'fast-check';
import { GatewayApi, Protocol, TcpMultiPortGateway } from 'cdk8s-multiport';
import { find, Manifest, newChart, rendered } from '../../support/manifests';
import { forClass, gatewayOn, listenerTexts, objectNames, workload } from './support';

const WEB = { name: 'web', port: 80 };

function withPorts(ports: readonly number[], listenerSets?: boolean): TcpMultiPortGateway {
  const gateway = forClass({ ...(listenerSets === undefined ? {} : { listenerSets }) });
  ports.forEach((port) => gateway.expose(port, WEB));
  return gateway;
}

function consecutive(count: number, from = 10000): number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}

/** Where each listener is, by name. */
function homes(objects: readonly Manifest[]): Map<string, string> {
  return new Map(
    objects
      .filter(({ kind }) => kind === 'Gateway' || kind === 'ListenerSet')
      .flatMap((object) => object.spec.listeners.map(({ name }: { name: string }) => [name, `${object.kind} ${object.metadata.name}`])),
  );
}

test.each([
  [1, 1, 0],
  [64, 64, 0],
  [65, 1, 3],
  [1000, 1, 32],
])('%i exposures: %i listeners in the Gateway, %i ListenerSets', (count, inGateway, sets) => {
  const objects = rendered(withPorts(consecutive(count)));
  expect(find(objects, 'Gateway', 'edge').spec.listeners).toHaveLength(inGateway);
  expect(objects.filter(({ kind }) => kind === 'ListenerSet')).toHaveLength(sets);
  expect(objects.filter(({ kind }) => kind === 'TCPRoute')).toHaveLength(count);
});

describe('65 exposures', () => {
  const objects = rendered(withPorts(consecutive(65)));

  test('the Gateway keeps the lowest, and lets ListenerSets of its namespace in', () => {
    const { spec } = find(objects, 'Gateway', 'edge');
    expect(spec.listeners.map(({ name }: { name: string }) => name)).toEqual(['port-10000']);
    expect(spec.allowedListeners).toEqual({ namespaces: { from: 'Same' } });
  });

  test('each ListenerSet has a block of 32 port numbers, which is in its name', () => {
    const sets = objects.filter(({ kind }) => kind === 'ListenerSet');
    expect(sets.map(({ metadata, spec }) => [metadata.name, spec.listeners[0].port, spec.listeners.length])).toEqual([
      ['edge-9984-10015', 10001, 15],
      ['edge-10016-10047', 10016, 32],
      ['edge-10048-10079', 10048, 17],
    ]);
    expect(sets[0]).toMatchObject({ apiVersion: 'gateway.networking.k8s.io/v1', metadata: { namespace: 'edge' } });
    expect(sets[0].spec.parentRef).toEqual({ name: 'edge' });
  });

  test('a route names the ListenerSet that has its listener', () => {
    expect(find(objects, 'TCPRoute', 'edge-port-10016').spec.parentRefs).toEqual([
      { group: 'gateway.networking.k8s.io', kind: 'ListenerSet', name: 'edge-10016-10047', sectionName: 'port-10016' },
    ]);
    expect(find(objects, 'TCPRoute', 'edge-port-10000').spec.parentRefs).toEqual([{ name: 'edge', sectionName: 'port-10000' }]);
  });
});

test('64 or fewer in ListenerSets, where that is asked for', () => {
  const objects = rendered(withPorts([1, 2], true));
  expect(Object.fromEntries(homes(objects))).toEqual({ 'port-1': 'Gateway edge', 'port-2': 'ListenerSet edge-0-31' });
});

test('all TLS host names of a port are one listener of the 64', () => {
  const gateway = forClass();
  Array.from({ length: 100 }, (_, index) => gateway.exposeTls(443, [`h${index}.example.com`], WEB));
  const objects = rendered(gateway);
  expect(listenerTexts(find(objects, 'Gateway', 'edge'))).toEqual(['port-443-tls 443/TLS']);
  expect(objects.filter(({ kind }) => kind === 'TLSRoute')).toHaveLength(100);
});

const ports = fc.uniqueArray(
  fc.record({ port: fc.integer({ min: 1, max: 65535 }), protocol: fc.constantFrom(Protocol.TCP, Protocol.UDP) }),
  { selector: ({ port, protocol }) => `${port}/${protocol}`, minLength: 66, maxLength: 150 },
);

describe('for any ports', () => {
  const objectsOf = (table: readonly { port: number; protocol: Protocol }[]): Manifest[] => {
    const gateway = forClass();
    table.forEach(({ port, protocol }) => gateway.expose(port, WEB, { protocol }));
    return rendered(gateway);
  };

  test('every listener is in one object, none has more than 64, and each route finds its own', () => {
    fc.assert(
      fc.property(ports, (table) => {
        const objects = objectsOf(table);
        const holders = objects.filter(({ kind }) => kind === 'Gateway' || kind === 'ListenerSet');
        const all = holders.flatMap(listenerTexts);
        expect(new Set(all).size).toBe(table.length);
        expect(all).toHaveLength(table.length);
        expect(Math.max(...holders.map(({ spec }) => spec.listeners.length))).toBeLessThanOrEqual(64);
        const home = homes(objects);
        for (const route of objects.filter(({ kind }) => kind.endsWith('Route'))) {
          const [{ kind = 'Gateway', name, sectionName }] = route.spec.parentRefs;
          expect(home.get(sectionName)).toBe(`${kind} ${name}`);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('a new one that is not the lowest moves no other', () => {
    fc.assert(
      fc.property(ports, (table) => {
        const [lowest] = [...table].sort((a, b) => a.port - b.port);
        const added = table.find(({ port }) => port > lowest.port) ?? table[0];
        const before = homes(objectsOf(table.filter((each) => each !== added)));
        const after = homes(objectsOf(table));
        before.forEach((home, name) => expect([name, after.get(name)]).toEqual([name, home]));
      }),
      { numRuns: 25 },
    );
  });

  test('the order of the calls changes nothing', () => {
    fc.assert(
      fc.property(ports, (table) => {
        expect(objectsOf([...table].reverse())).toEqual(objectsOf(table));
      }),
      { numRuns: 10 },
    );
  });
});

describe('attach', () => {
  const chart = newChart('chart', 'team');
  const web = workload(chart, 'web', [{ port: 80 }]);

  test('routes to the listeners of the Gateway, by the names of the exposures', () => {
    const gateway = gatewayOn(GatewayApi.attach({ namespace: 'infra', name: 'shared' }), chart, 'a');
    gateway.expose(1, web, { name: 'postgres' });
    gateway.exposeTls(443, ['a.example.com'], web);
    const objects = rendered(gateway);
    expect(objectNames(gateway)).toEqual(['TCPRoute team/a-postgres', 'TLSRoute team/a-port-443-a-example-com']);
    expect(find(objects, 'TCPRoute', 'a-postgres').spec.parentRefs).toEqual([
      { name: 'shared', namespace: 'infra', sectionName: 'postgres' },
    ]);
    expect(find(objects, 'TLSRoute', 'a-port-443-a-example-com').spec.parentRefs).toEqual([
      { name: 'shared', namespace: 'infra', sectionName: 'port-443-tls' },
    ]);
  });

  test('with listeners of its own', () => {
    const gateway = gatewayOn(GatewayApi.attach({ namespace: 'infra', name: 'shared' }, { listenerSets: true }), chart, 'b');
    gateway.expose(2, web);
    const objects = rendered(gateway);
    expect(objectNames(gateway)).toEqual(['ListenerSet team/b-0-31', 'TCPRoute team/b-port-2']);
    expect(find(objects, 'ListenerSet', 'b-0-31').spec.parentRef).toEqual({ name: 'shared', namespace: 'infra' });
    expect(find(objects, 'TCPRoute', 'b-port-2').spec.parentRefs).toEqual([
      { group: 'gateway.networking.k8s.io', kind: 'ListenerSet', name: 'b-0-31', sectionName: 'port-2' },
    ]);
  });

  test('the Gateway is taken to be there by the check of the wiring', () => {
    expect(chart.node.root.node.validate()).toEqual([]);
  });
});
