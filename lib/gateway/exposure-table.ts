import { Capability } from '../data-planes/data-plane';
import { backendText } from '../model/backend';
import { Exposure, exposureText } from '../model/exposure';
import { comparePorts, display, portText, Protocol } from '../model/port';
import { describePlace, Refusal } from '../model/refusal';

interface Row {
  readonly exposure: Exposure;
  readonly place: Error;
}

/** The exposures of one gateway: one row for each port and protocol, each with a name of its own. */
export class ExposureTable {
  private readonly rows = new Map<string, Row>();
  private readonly names = new Map<string, Exposure>();
  private sorted: Exposure[] | undefined;

  /** All rows by port and protocol, the same list for every order of `add`. */
  public get exposures(): Exposure[] {
    this.sorted ??= [...this.rows.values()].map((row) => row.exposure).sort(comparePorts);
    return this.sorted;
  }

  public get size(): number {
    return this.rows.size;
  }

  public add(exposure: Exposure, place: Error): void {
    this.rows.set(portText(exposure.port, exposure.protocol), { exposure, place });
    this.names.set(exposure.name, exposure);
    this.sorted = undefined;
  }

  /** Throws where the port or the name is taken. */
  public assertFree(exposure: Exposure, place: Error): void {
    const taken = this.rows.get(portText(exposure.port, exposure.protocol));
    if (taken) {
      throw new Refusal(
        `port ${portText(exposure.port, exposure.protocol)} is exposed twice: ${exposureText(taken.exposure)} at ${describePlace(taken.place)}, ` +
          `and ${exposureText(exposure)} at ${describePlace(place)}: give one of them another port`,
      );
    }
    const namesake = this.names.get(exposure.name);
    if (namesake) {
      throw new Refusal(
        `the name ${display(exposure.name)} of ${exposureText(exposure)} is already that of ${exposureText(namesake)}: give another name`,
      );
    }
  }
}

/** Throws where the data plane says that it cannot carry the exposure. */
export function assertCapable(capability: Capability, exposure: Exposure, size: number): void {
  const { name, protocols } = capability;
  const { port, protocol } = exposure;
  if (!protocols.includes(protocol)) {
    throw new Refusal(`${name} does not forward ${protocol}: it forwards ${protocols.join(' and ')}`);
  }
  const reserved = capability.reservedPorts.find((each) => each.port === port && (each.protocol ?? protocol) === protocol);
  if (reserved) {
    throw new Refusal(`port ${portText(port, protocol)} is taken by ${reserved.by}: give another external port`);
  }
  if (exposure.acceptProxyProtocol && !capability.acceptsProxyProtocol.includes(protocol)) {
    throw new Refusal(
      `${name} does not read the PROXY header on ${protocol}${onlyOn(capability.acceptsProxyProtocol)}: leave out proxyProtocol.accept`,
    );
  }
  if (exposure.sendProxyProtocol && !capability.sendsProxyProtocol.includes(protocol)) {
    throw new Refusal(
      `${name} does not send the PROXY header on ${protocol}${onlyOn(capability.sendsProxyProtocol)}: leave out proxyProtocol.send`,
    );
  }
  const { namespace } = exposure.backend.service;
  if (capability.backendNamespaces && !capability.backendNamespaces.includes(namespace)) {
    throw new Refusal(
      `${name} finds backends in namespace ${capability.backendNamespaces.join(' and ')} only, and ${backendText(exposure.backend)} is not there: ` +
        'move the Service, or widen what the data plane watches',
    );
  }
  if (capability.maxExposures !== undefined && size >= capability.maxExposures) {
    throw new Refusal(`${name} carries ${capability.maxExposures} exposures at most, and the gateway has them: use a second gateway`);
  }
}

function onlyOn(protocols: readonly Protocol[]): string {
  return protocols.length === 0 ? '' : `, only on ${protocols.join(' and ')}`;
}
