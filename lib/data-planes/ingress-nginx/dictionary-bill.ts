import { BackendService, serviceText } from '../../model/backend';
import { defaultExposureName, Exposure } from '../../model/exposure';
import { Labels } from '../../model/labels';
import { HIGHEST_PORT, Protocol } from '../../model/port';

/**
 * The controller hands all TCP and UDP backends to nginx as one JSON value in the dictionary `tcp_udp_configuration_data`,
 * 5 MiB and not configurable. An entry holds its endpoints and the whole Service, so a Service pays for all its ports once for
 * each port of it that is exposed. One byte too many, and every TCP and UDP port is dead while the Pod stays Ready and no log of
 * the controller says so. Measured with 1.15.1: 250 ports of one Service answer, 300 do not; 3,000 Services of one port answer.
 */
export const DICTIONARY_BYTES = 5 * 1024 * 1024;

/** What the value may take: nginx keeps a part of the dictionary for its own pages (below 1 %), the rest is margin. */
export const USABLE_BYTES = Math.floor(DICTIONARY_BYTES * 0.97);

/** Pods that are assumed where nobody said how many answer for a Service. */
export const ASSUMED_ENDPOINTS = 4;

/** One entry without its names, its Service and its endpoints: the controller's `Backend` with all fields that it always prints. */
const ENTRY_BYTES = 360;

/** One endpoint without its names: address, port, and the reference to the Pod with its UID. */
const ENDPOINT_BYTES = 140;

/** A Pod's name is the Service's and a suffix: `-0`, or `-<10 of the ReplicaSet>-<5 of the Pod>`. */
const POD_SUFFIX_BYTES = 17;

/** What one Service of the table takes. */
export interface ServiceBill {
  readonly service: BackendService;
  /** Exposures that lead to it. */
  readonly entries: number;
  /** Ports that it has. */
  readonly ports: number;
  readonly bytes: number;
}

/** Works out what every Service of the table takes, the dearest first. Linear in exposures and ports. */
export function billOf(exposures: readonly Exposure[]): ServiceBill[] {
  const byService = new Map<string, { service: BackendService; exposures: Exposure[] }>();
  for (const exposure of exposures) {
    const key = serviceText(exposure.backend.service);
    const row = byService.get(key) ?? { service: exposure.backend.service, exposures: [] };
    row.exposures.push(exposure);
    byService.set(key, row);
  }
  const bills = [...byService.values()].map((row) => billOfService(row.service, row.exposures));
  return bills.sort((a, b) => b.bytes - a.bytes);
}

function billOfService(service: BackendService, exposures: readonly Exposure[]): ServiceBill {
  const ports = service.ports ?? distinctPorts(exposures);
  const namesBytes = service.namespace.length + service.name.length;
  const endpoints = service.endpoints ?? ASSUMED_ENDPOINTS;
  const perEntry =
    ENTRY_BYTES + namesBytes + serviceBytes(service.selector, ports) + endpoints * (ENDPOINT_BYTES + namesBytes + POD_SUFFIX_BYTES);
  return { service, entries: exposures.length, ports: ports.length, bytes: exposures.length * perEntry };
}

/** What is known of the ports of a Service that lives elsewhere: those that are exposed. Where there are several, each has a name. */
function distinctPorts(exposures: readonly Exposure[]): PortFacts[] {
  const ports = new Map<string, PortFacts>();
  for (const { backend, protocol } of exposures) {
    const name = typeof backend.port === 'string' ? backend.port : defaultExposureName(backend.port, protocol);
    ports.set(`${name}/${protocol}`, { port: HIGHEST_PORT, protocol, name });
  }
  return [...ports.values()];
}

interface PortFacts {
  readonly port: number;
  readonly protocol: Protocol;
  readonly name?: string;
}

/** The Service as the API server keeps it, with every field that it fills in. */
function serviceBytes(selector: Labels | undefined, ports: readonly PortFacts[]): number {
  const longestAddress = '255.255.255.255';
  const spec = {
    ports: ports.map((port) => ({ name: port.name, protocol: port.protocol, port: port.port, targetPort: port.port })),
    selector: selector ?? { 'app.kubernetes.io/name': 'x'.repeat(20), 'app.kubernetes.io/instance': 'x'.repeat(20) },
    clusterIP: longestAddress,
    clusterIPs: [longestAddress],
    type: 'LoadBalancer',
    sessionAffinity: 'None',
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    internalTrafficPolicy: 'Cluster',
  };
  return JSON.stringify({ metadata: { creationTimestamp: null }, spec, status: { loadBalancer: {} } }).length;
}

/** The sentence for a table that does not fit, or undefined for one that does. */
export function billProblem(exposures: readonly Exposure[]): string | undefined {
  const bills = billOf(exposures);
  const total = bills.reduce((sum, bill) => sum + bill.bytes, 0);
  if (total <= USABLE_BYTES) {
    return undefined;
  }
  const dearest = bills[0];
  const what =
    `the backends of these ${number(exposures.length)} exposures take ${number(total)} bytes of the ${number(USABLE_BYTES)} that ingress-nginx ` +
    'has for them, and above that none of its TCP and UDP ports answers and nothing reports it';
  const alone =
    `${serviceText(dearest.service)} takes ${number(dearest.bytes)} of them, since each of its ${number(dearest.entries)} exposed ports ` +
    `carries all ${number(dearest.ports)} ports of the Service`;
  return dearest.ports > 1 && dearest.bytes > total / 2
    ? `${what}: ${alone}: spread its ports over several Services (portsPerService of LabeledStatefulService does it)`
    : `${what}: move some of them to a second gateway with a controller of its own`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
