import { BackendService, serviceText } from '../../model/backend';
import { defaultExposureName } from '../../model/exposure';
import { HIGHEST_PORT, Protocol } from '../../model/port';
import { storedBytes } from '../../model/stored-service';

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

/** Selector of a Service that nobody described: two labels with values of some length. */
const ASSUMED_SELECTOR = { 'app.kubernetes.io/name': 'x'.repeat(20), 'app.kubernetes.io/instance': 'x'.repeat(20) };

/** A line of a map, as far as it is paid for. */
export interface BillEntry {
  readonly service: BackendService;
  /** Number or name of the Service port. */
  readonly servicePort: number | string;
  readonly protocol: Protocol;
}

/** What one Service of the table takes. */
export interface ServiceBill {
  readonly service: BackendService;
  /** Lines that lead to it. */
  readonly entries: number;
  /** Ports that it has. */
  readonly ports: number;
  readonly bytes: number;
  /** What the same lines would take if each led to a Service of its own. */
  readonly spreadBytes: number;
}

/** Works out what every Service of the table takes, the dearest first. Linear in lines and ports. */
export function billOf(entries: readonly BillEntry[]): ServiceBill[] {
  const byService = new Map<string, BillEntry[]>();
  for (const entry of entries) {
    const key = serviceText(entry.service);
    const row = byService.get(key);
    if (row) {
      row.push(entry);
    } else {
      byService.set(key, [entry]);
    }
  }
  return [...byService.values()].map(billOfService).sort((a, b) => b.bytes - a.bytes);
}

function billOfService(entries: readonly BillEntry[]): ServiceBill {
  // A Service that is described in one place and only named in another is as it is described.
  const service = entries.reduce((best, entry) => (best.bytes === undefined ? entry.service : best), entries[0].service);
  const named = service.namespace.length + service.name.length;
  const endpoints = (service.endpoints ?? ASSUMED_ENDPOINTS) * (ENDPOINT_BYTES + named + POD_SUFFIX_BYTES);
  const ports = service.ports ?? distinctPorts(entries);
  const perEntry = (bytes: number): number => ENTRY_BYTES + named + endpoints + bytes;
  const bytes = entries.length * perEntry(service.bytes ?? assumedBytes(service, ports));
  return {
    service,
    entries: entries.length,
    ports: ports.length,
    bytes,
    // One port cannot be spread any further.
    spreadBytes: ports.length > 1 ? entries.length * perEntry(assumedBytes(service, ports.slice(0, 1))) : bytes,
  };
}

interface PortFacts {
  readonly port: number;
  readonly protocol: Protocol;
  readonly name?: string;
}

/** What is known of the ports of a Service that lives elsewhere: those that are exposed. Where there are several, each has a name. */
function distinctPorts(entries: readonly BillEntry[]): PortFacts[] {
  const ports = new Map<string, PortFacts>();
  for (const { servicePort, protocol } of entries) {
    const name = typeof servicePort === 'string' ? servicePort : defaultExposureName(servicePort, protocol);
    ports.set(`${name}/${protocol}`, { port: HIGHEST_PORT, protocol, name });
  }
  return [...ports.values()];
}

function assumedBytes(service: BackendService, ports: readonly PortFacts[]): number {
  const list = ports.map(({ name, protocol, port }) => ({ name, protocol, port, targetPort: port }));
  return storedBytes({ selector: service.selector ?? ASSUMED_SELECTOR, ports: list });
}

/** The sentence for a table that does not fit, or undefined for one that does. */
export function billProblem(entries: readonly BillEntry[]): string | undefined {
  const bills = billOf(entries);
  const total = sum(bills.map((bill) => bill.bytes));
  if (total <= USABLE_BYTES) {
    return undefined;
  }
  const [dearest, ...others] = bills;
  const what =
    `the backends of ${counted(entries.length, 'port')} take ${number(total)} bytes of the ${number(USABLE_BYTES)} that ingress-nginx has ` +
    `for them, and above that none of its TCP and UDP ports answers and nothing reports it`;
  const most = `${serviceText(dearest.service)} takes ${number(dearest.bytes)} of them with ${counted(dearest.entries, 'port')}`;
  if (sum(bills.map((bill) => bill.spreadBytes)) > USABLE_BYTES) {
    return `${what} (${most}): move some of them to a second gateway with a controller of its own`;
  }
  const again = others.some((bill) => bill.ports > 1) ? `${serviceText(dearest.service)} and the like` : serviceText(dearest.service);
  return (
    `${what} (${most}, each of which carries all ${number(dearest.ports)} ports of the Service): ` +
    `spread the ports of ${again} over several Services (portsPerService of LabeledStatefulService does it)`
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function counted(count: number, what: string): string {
  return `${number(count)} ${what}${count === 1 ? '' : 's'}`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
