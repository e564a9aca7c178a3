import { assertPortName } from '../model/names';
import { assertList, assertObject, assertPort, assertProtocol, portText, Protocol } from '../model/port';
import { Refusal } from '../model/refusal';

/** A port, or with `endPort` a block of ports, on which the Pods listen. */
export interface LabeledPort {
  /** Port that the container listens on, 1 to 65535. */
  readonly port: number;
  /**
   * Last port of a block that begins with `port`, both included; each becomes a port of the Service under its own number.
   * @default - one port
   */
  readonly endPort?: number;
  /** @default Protocol.TCP */
  readonly protocol?: Protocol;
  /**
   * Name of the port in the Service and in the container: 15 or fewer lower-case letters, digits and hyphens. Not for a block.
   * @default - none where the Service has one port; else `tcp-<number>` or `udp-<number>`, in the Service only
   */
  readonly name?: string;
  /** Port of the Service that leads to it, 1 to 65535. Not for a block. @default - the same number */
  readonly servicePort?: number;
}

/** One port as Service and container get it. */
export interface ExpandedPort {
  readonly containerPort: number;
  readonly servicePort: number;
  readonly protocol: Protocol;
  /** The name that was given. */
  readonly name?: string;
  /** The name in the Service; absent where the Service has one port without a name. */
  readonly serviceName?: string;
}

/** Expands blocks, checks every number and name, and names what Kubernetes requires a name for. */
export function expandPorts(ports: readonly LabeledPort[]): ExpandedPort[] {
  assertList(ports, 'ports', '[{ port: 80 }]');
  if (ports.length === 0) {
    throw new Refusal('ports is empty: give at least one port, since a Service must have one');
  }
  ports.forEach((port, index) => assertObject(port, `ports[${index}]`, '{ port: 80 }'));
  const single = ports.flatMap(expand);
  refuseTwice(single, (port) => portText(port.servicePort, port.protocol), 'gives port', 'of the Service');
  refuseTwice(
    single.filter((port) => port.name !== undefined),
    (port) => JSON.stringify(port.name),
    'gives the name',
    '',
  );
  return single.length === 1 ? single.map((port) => named(port, port.name)) : nameAll(single);
}

function expand(port: LabeledPort): ExpandedPort[] {
  const protocol = port.protocol ?? Protocol.TCP;
  assertPort(port.port, 'port');
  assertProtocol(protocol, 'protocol');
  if (port.name !== undefined) {
    assertPortName(port.name, 'name');
  }
  if (port.servicePort !== undefined) {
    assertPort(port.servicePort, 'servicePort');
  }
  if (port.endPort === undefined) {
    return [{ containerPort: port.port, servicePort: port.servicePort ?? port.port, protocol, name: port.name }];
  }
  assertPort(port.endPort, 'endPort');
  if (port.endPort < port.port) {
    throw new Refusal(`endPort ${port.endPort} comes before port ${port.port}: give the first port as port and the last as endPort`);
  }
  if (port.name !== undefined || port.servicePort !== undefined) {
    throw new Refusal(`the block ${port.port}–${port.endPort} has a name or a servicePort: leave them out, each port keeps its own number`);
  }
  return Array.from({ length: port.endPort - port.port + 1 }, (_, index) => ({
    containerPort: port.port + index,
    servicePort: port.port + index,
    protocol,
  }));
}

function refuseTwice(ports: readonly ExpandedPort[], key: (port: ExpandedPort) => string, verb: string, of: string): void {
  const seen = new Set<string>();
  for (const port of ports) {
    const text = key(port);
    if (seen.has(text)) {
      throw new Refusal(`ports ${verb} ${text}${of === '' ? '' : ` ${of}`} twice: leave one out, or give one of them another`);
    }
    seen.add(text);
  }
}

function nameAll(ports: readonly ExpandedPort[]): ExpandedPort[] {
  const taken = new Set(ports.map((port) => port.name));
  return ports.map((port) => {
    if (port.name !== undefined) {
      return named(port, port.name);
    }
    const name = freeName(`${port.protocol.toLowerCase()}-${port.servicePort}`, taken);
    taken.add(name);
    return named(port, name);
  });
}

/** `wish`, or with the first number behind it that nobody else has: at most `tcp-65535-65535`, 15 characters. */
function freeName(wish: string, taken: ReadonlySet<string | undefined>): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wish : `${wish}-${number}`;
    if (!taken.has(name)) {
      return name;
    }
  }
}

function named(port: ExpandedPort, serviceName: string | undefined): ExpandedPort {
  return serviceName === undefined ? port : { ...port, serviceName };
}
