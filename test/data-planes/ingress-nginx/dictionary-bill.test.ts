import { billOf, billProblem, USABLE_BYTES } from '../../../lib/data-planes/ingress-nginx/dictionary-bill';
import { BackendService } from '../../../lib/model/backend';
import { defaultExposureName, Exposure } from '../../../lib/model/exposure';
import { Protocol } from '../../../lib/model/port';

function exposure(port: number, service: BackendService, servicePort: number | string = port): Exposure {
  return {
    port,
    protocol: Protocol.TCP,
    backend: { service, port: servicePort },
    name: defaultExposureName(port, Protocol.TCP),
    acceptProxyProtocol: false,
    sendProxyProtocol: false,
  };
}

/** All ports of one Service. */
function ofOneService(count: number, endpoints = 2): Exposure[] {
  const ports = Array.from({ length: count }, (_, index) => ({
    port: 30000 + index,
    protocol: Protocol.TCP,
    name: `tcp-${30000 + index}`,
  }));
  const service = { namespace: 'default', name: 'rtp', ports, endpoints, selector: { app: 'rtp' } };
  return ports.map(({ port }) => exposure(port, service));
}

/** One port each of many Services. */
function ofManyServices(count: number, endpoints = 2): Exposure[] {
  return Array.from({ length: count }, (_, index) =>
    exposure(10000 + index, {
      namespace: 'default',
      name: `service-${index}`,
      ports: [{ port: 10000 + index, protocol: Protocol.TCP }],
      endpoints,
      selector: { app: `service-${index}` },
    }),
  );
}

const total = (exposures: Exposure[]): number => billOf(exposures).reduce((sum, bill) => sum + bill.bytes, 0);

/** The last count that is let through. */
function stopsAt(make: (count: number) => Exposure[], from: number, to: number): number {
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
  expect(stopsAt(ofManyServices, 3000, 9000)).toBe(4627);
});

test('it grows with the square of the ports of one Service, and in a line with Services of one port', () => {
  expect(total(ofOneService(200)) / total(ofOneService(100))).toBeGreaterThan(3.5);
  expect(total(ofManyServices(200)) / total(ofManyServices(100))).toBeCloseTo(2, 1);
});

test('every endpoint is paid for, and four are assumed where nobody said how many', () => {
  const at = (endpoints?: number): number =>
    total([exposure(1, { namespace: 'a', name: 'b', ports: [{ port: 1, protocol: Protocol.TCP }], endpoints })]);
  expect(at(3) - at(2)).toBe(at(2) - at(1));
  expect(at()).toBe(at(4));
});

test('a Service that lives elsewhere has at least the ports that are exposed', () => {
  const service = { namespace: 'a', name: 'b' };
  const exposures = Array.from({ length: 300 }, (_, index) => exposure(1000 + index, service));
  expect(billOf(exposures)).toMatchObject([{ entries: 300, ports: 300 }]);
  expect(billOf([exposure(1, service, 'http'), exposure(2, service, 'http')])).toMatchObject([{ entries: 2, ports: 1 }]);
});

test('one dear Service is named, with the way out', () => {
  expect(billProblem([...ofOneService(300), ...ofManyServices(2)])).toMatch(
    new RegExp(
      `^the backends of these 302 exposures take 6,\\d{3},\\d{3} bytes of the ${USABLE_BYTES.toLocaleString('en-US')} that ingress-nginx has for them, ` +
        'and above that none of its TCP and UDP ports answers and nothing reports it: default/rtp takes 6,\\d{3},\\d{3} of them, since each of its ' +
        '300 exposed ports carries all 300 ports of the Service: spread its ports over several Services \\(portsPerService of LabeledStatefulService does it\\)$',
    ),
  );
});

test('too many Services need a second controller', () => {
  expect(billProblem(ofManyServices(6000))).toMatch(
    /^the backends of these 6,000 exposures take 6,\d{3},\d{3} bytes of the .*: move some of them to a second gateway with a controller of its own$/,
  );
});

test('the way out helps', () => {
  const ports = Array.from({ length: 500 }, (_, index) => ({ port: 30000 + index, protocol: Protocol.TCP, name: `tcp-${30000 + index}` }));
  const spread = ports.map(({ port }, index) => {
    const start = index - (index % 50);
    return exposure(port, {
      namespace: 'default',
      name: `rtp-${start}`,
      ports: ports.slice(start, start + 50),
      endpoints: 2,
      selector: { app: 'rtp' },
    });
  });
  expect(billProblem(spread)).toBeUndefined();
});
