import { Capability } from '../data-planes/data-plane';
import { backendText } from '../model/backend';
import { backendsOf, Exposure } from '../model/exposure';
import { portText, Protocol } from '../model/port';
import { Refusal } from '../model/refusal';

/** Throws where the data plane says that it cannot carry the exposure. `size` is how many it carries already. */
export function assertCapable(capability: Capability, exposure: Exposure, size: number): void {
  const { name, protocols, remedies = {} } = capability;
  const { port, protocol } = exposure;
  if (!protocols.includes(protocol)) {
    const remedy = protocol === Protocol.TCP ? remedies.tcp : remedies.udp;
    throw new Refusal(`${name} does not forward ${protocol}: ${remedy ?? `it forwards ${protocols.join(' and ')}`}`);
  }
  const reserved = capability.reservedPorts.find((each) => each.port === port && (each.protocol ?? protocol) === protocol);
  if (reserved) {
    throw new Refusal(`port ${portText(port, protocol)} is taken by ${reserved.by}: give another external port`);
  }
  if (exposure.hostnames !== undefined && capability.tlsHostnames !== true) {
    throw new Refusal(
      `${name} does not tell TLS connections apart by host name: ${remedies.tlsHostnames ?? 'use expose, which passes every connection of the port to one backend'}`,
    );
  }
  if (exposure.weightedBackends !== undefined && !(capability.weights ?? []).includes(protocol)) {
    throw new Refusal(
      `${name} does not divide ${protocol} connections by weight${onlyOn(capability.weights ?? [])}: ${remedies.weights ?? 'use expose with one backend'}`,
    );
  }
  assertProxyProtocol(capability, exposure);
  for (const backend of backendsOf(exposure)) {
    if (capability.backendNamespaces && !capability.backendNamespaces.includes(backend.service.namespace)) {
      throw new Refusal(
        `${name} finds backends in namespace ${capability.backendNamespaces.join(' and ')} only, and ${backendText(backend)} is not there: ` +
          'move the Service, or widen what the data plane watches',
      );
    }
  }
  if (capability.maxExposures !== undefined && size >= capability.maxExposures) {
    throw new Refusal(
      `${name} carries ${capability.maxExposures} exposures at most, and the gateway has them: ${remedies.maxExposures ?? 'use a second gateway'}`,
    );
  }
}

function assertProxyProtocol({ name, acceptsProxyProtocol, sendsProxyProtocol, remedies = {} }: Capability, exposure: Exposure): void {
  const { protocol } = exposure;
  if (exposure.acceptProxyProtocol && !acceptsProxyProtocol.includes(protocol)) {
    throw new Refusal(
      `${name} does not read the PROXY header on ${protocol}${onlyOn(acceptsProxyProtocol)}: ${remedies.acceptsProxyProtocol ?? 'leave out proxyProtocol.accept'}`,
    );
  }
  if (exposure.sendProxyProtocol && !sendsProxyProtocol.includes(protocol)) {
    throw new Refusal(
      `${name} does not send the PROXY header on ${protocol}${onlyOn(sendsProxyProtocol)}: ${remedies.sendsProxyProtocol ?? 'leave out proxyProtocol.send'}`,
    );
  }
}

function onlyOn(protocols: readonly Protocol[]): string {
  return protocols.length === 0 ? '' : `, only on ${protocols.join(' and ')}`;
}
