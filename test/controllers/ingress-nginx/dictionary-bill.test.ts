import { BillEntry, billOf, billProblem, USABLE_BYTES } from '../../../lib/controllers/ingress-nginx/dictionary-bill';
import { BackendService } from '../../../lib/model/backend';
import { storedBytes } from '../../../lib/model/stored-service';
import { Protocol } from '../../../lib/model/port';

function line(servicePort: number | string, service: BackendService): BillEntry {
  return { service, servicePort, protocol: Protocol.TCP };
}

/** All ports of one Service. */
function ofOneService(count: number, endpoints = 2): BillEntry[] {
  const ports = Array.from({ length: count }, (_, index) => ({
    port: 30000 + index,
    protocol: Protocol.TCP,
    name: `tcp-${30000 + index}`,
  }));
  const service = { namespace: 'default', name: 'rtp', ports, endpoints, selector: { app: 'rtp' } };
  return ports.map(({ port }) => line(port, service));
}

/** One port each of many Services. */
function ofManyServices(count: number, endpoints = 2): BillEntry[] {
  return Array.from({ length: count }, (_, index) =>
    line(10000 + index, {
      namespace: 'default',
      name: `service-${index}`,
      ports: [{ port: 10000 + index, protocol: Protocol.TCP }],
      endpoints,
      selector: { app: `service-${index}` },
    }),
  );
}

const total = (exposures: BillEntry[]): number => billOf(exposures).reduce((sum, bill) => sum + bill.bytes, 0);

/** The last count that is let through. */
function stopsAt(make: (count: number) => BillEntry[], from: number, to: number): number {
  let [fits, refused] = [from, to];
  while (refused - fits > 1) {
    const middle = Math.floor((fits + refused) / 2);
    [fits, refused] = billProblem(make(middle)) === undefined ? [middle, refused] : [fits, middle];
  }
  return fits;
}

test('what was measured to answer is let through, what was measured to be dead is not', () => {
  expect(billProblem(ofOneService(250))).toBeUndefined();
  expect(billProblem(ofOneService(300))).toBeDefined();
  expect(billProblem(ofManyServices(3000))).toBeUndefined();
});

test('where it stops', () => {
  expect(stopsAt(ofOneService, 250, 300)).toBe(262);
  expect(stopsAt(ofManyServices, 3000, 9000)).toBe(4639);
});

test('it grows with the square of the ports of one Service, and in a line with Services of one port', () => {
  expect(total(ofOneService(200)) / total(ofOneService(100))).toBeGreaterThan(3.5);
  expect(total(ofManyServices(200)) / total(ofManyServices(100))).toBeCloseTo(2, 1);
});

test('every endpoint is paid for, and four are assumed where nobody said how many', () => {
  const at = (endpoints?: number): number =>
    total([line(1, { namespace: 'a', name: 'b', ports: [{ port: 1, protocol: Protocol.TCP }], endpoints })]);
  expect(at(3) - at(2)).toBe(at(2) - at(1));
  expect(at()).toBe(at(4));
});

test('a Service that lives elsewhere has at least the ports that are exposed', () => {
  const service = { namespace: 'a', name: 'b' };
  const exposures = Array.from({ length: 300 }, (_, index) => line(1000 + index, service));
  expect(billOf(exposures)).toMatchObject([{ entries: 300, ports: 300 }]);
  expect(billOf([line('http', service), line('http', service)])).toMatchObject([{ entries: 2, ports: 1 }]);
});

test('a Service that is described in one line and only named in another is as it is described', () => {
  const described = { namespace: 'a', name: 'b', ports: [{ port: 1, protocol: Protocol.TCP }], bytes: 5000, endpoints: 1 };
  const [bill] = billOf([line(1, { namespace: 'a', name: 'b' }), line(1, described)]);
  expect([bill.entries, bill.service]).toEqual([2, described]);
});

test('node ports and named target ports cost what they cost', () => {
  const bytes = (spec: object): number => storedBytes({ selector: { app: 'x' }, ports: [{ port: 80 }, { port: 81 }], ...spec });
  expect(bytes({ type: 'NodePort' })).toBeGreaterThan(bytes({}) + 2 * ',"nodePort":65535'.length);
  expect(bytes({ type: 'LoadBalancer' })).toBeGreaterThan(bytes({ type: 'LoadBalancer', allocateLoadBalancerNodePorts: false }));
  expect(bytes({ ports: [{ port: 80, targetPort: 'a-long-name', appProtocol: 'http' }, { port: 81 }] })).toBeGreaterThan(bytes({}));
});

const what = (ports: string, bytes: string): string =>
  `the backends of ${ports} take ${bytes} bytes of the ${USABLE_BYTES.toLocaleString('en-US')} that ingress-nginx has for them, ` +
  'and above that none of its TCP and UDP ports answers and nothing reports it';

test('one dear Service is named, with the way out', () => {
  expect(billProblem([...ofOneService(300), ...ofManyServices(2)])).toBe(
    `${what('302 ports', '6,605,170')} (default/rtp takes 6,603,000 of them with 300 ports, each of which carries all 300 ports of the Service): ` +
      'spread the ports of default/rtp over several Services (portsPerService of LabeledStatefulService does it)',
  );
});

test('several of them are all meant', () => {
  const three = [0, 1, 2].flatMap((index) =>
    ofOneService(200).map((each) => ({ ...each, service: { ...each.service, name: `rtp-${index}` } })),
  );
  expect(billProblem(three)).toMatch(/: spread the ports of default\/rtp-0 and the like over several Services \(portsPerService/);
});

test('too many Services need a second controller', () => {
  expect(billProblem(ofManyServices(6000))).toMatch(
    /^the backends of 6,000 ports take .*: move some of them to a second gateway with a controller of its own$/,
  );
});

test('a Service of one port is not to be spread, whatever its size', () => {
  const large = ofManyServices(4000).map((each) => ({ ...each, service: { ...each.service, bytes: 1000 } }));
  expect(billProblem(large)).toMatch(/ takes [\d,]+ of them with 1 port\): move some of them to a second gateway/);
});

test('the way out helps', () => {
  const ports = Array.from({ length: 500 }, (_, index) => ({ port: 30000 + index, protocol: Protocol.TCP, name: `tcp-${30000 + index}` }));
  const spread = ports.map(({ port }, index) => {
    const start = index - (index % 50);
    return line(port, {
      namespace: 'default',
      name: `rtp-${start}`,
      ports: ports.slice(start, start + 50),
      endpoints: 2,
      selector: { app: 'rtp' },
    });
  });
  expect(billProblem(spread)).toBeUndefined();
});
