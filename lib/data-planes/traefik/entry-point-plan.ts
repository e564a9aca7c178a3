import { containerPorts, portKey } from '../../controllers/traefik/container-ports';
import { EntryPoint } from '../../controllers/traefik/entry-points';
import { defaultExposureName, Exposure } from '../../model/exposure';
import { portText, Protocol } from '../../model/port';

/** An entryPoint that is there without the gateway. */
export interface OwnEntryPoint {
  readonly name: string;
  /** The port inside of the container. */
  readonly port: number;
  readonly protocol: Protocol;
  /** The port of Traefik's Service that leads to it. @default - none */
  readonly exposedPort?: number;
}

/** What every entryPoint of a gateway has in common. */
export interface EntryPointSettings {
  readonly own: readonly OwnEntryPoint[];
  readonly trustedIps?: readonly string[];
  readonly graceSeconds?: number;
  readonly udpSeconds?: number;
}

/** An entryPoint of the gateway, and the external port that leads to it. */
export interface PlannedEntryPoint extends EntryPoint {
  readonly exposedPort: number;
}

/** The entryPoint that an exposure comes in by: a port of its own, or one that it shares with other host names. */
export function entryPointName(exposure: Exposure, own: readonly OwnEntryPoint[]): string {
  return (
    sharedEntryPoint(exposure, own)?.name ??
    (exposure.hostnames === undefined ? exposure.name : defaultExposureName(exposure.port, exposure.protocol))
  );
}

/** An entryPoint that is there already, by which connections with these host names come in. */
export function sharedEntryPoint({ port, protocol, hostnames }: Exposure, own: readonly OwnEntryPoint[]): OwnEntryPoint | undefined {
  return hostnames === undefined ? undefined : own.find((each) => each.exposedPort === port && each.protocol === protocol);
}

/** The entryPoints that the exposures need, by port and protocol: one for each port, however many host names it has. */
export function planEntryPoints(exposures: readonly Exposure[], settings: EntryPointSettings): PlannedEntryPoint[] {
  const { own, trustedIps, graceSeconds, udpSeconds } = settings;
  const byPort = new Map<string, Exposure>();
  exposures
    .filter((exposure) => sharedEntryPoint(exposure, own) === undefined)
    .filter((exposure) => !byPort.has(portKey(exposure)))
    .forEach((exposure) => byPort.set(portKey(exposure), exposure));
  const ports = containerPorts([...byPort.values()], own);
  return [...byPort].flatMap(([key, exposure]) => {
    const port = ports.get(key);
    return port === undefined
      ? []
      : [
          {
            name: entryPointName(exposure, own),
            port,
            protocol: exposure.protocol,
            exposedPort: exposure.port,
            ...(exposure.acceptProxyProtocol && trustedIps !== undefined ? { trustedIps } : {}),
            ...(graceSeconds === undefined ? {} : { graceSeconds }),
            ...(udpSeconds === undefined || exposure.protocol === Protocol.TCP ? {} : { udpSeconds }),
          },
        ];
  });
}

/** The ports for which no port of the container is free, as `443/TCP`. */
export function unplannedPorts(exposures: readonly Exposure[], settings: EntryPointSettings): string[] {
  const asked = exposures.filter((exposure) => sharedEntryPoint(exposure, settings.own) === undefined);
  const planned = new Set(planEntryPoints(exposures, settings).map((each) => portText(each.exposedPort, each.protocol)));
  return [...new Set(asked.map(({ port, protocol }) => portText(port, protocol)))].filter((text) => !planned.has(text));
}

/** The ports of Traefik's Service. Numbers as targetPort: a name of the container's port has 15 characters at most. */
export function servicePorts(planned: readonly PlannedEntryPoint[]): {
  readonly name: string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly targetPort: number;
}[] {
  return planned.map(({ name, exposedPort, protocol, port }) => ({ name, port: exposedPort, protocol, targetPort: port }));
}
