import { Labels } from './labels';
import { display, portText, Protocol } from './port';
import { Refusal } from './refusal';

/** One port of a Service. */
export interface BackendPort {
  /** `spec.ports[].port`, 1 to 65535. */
  readonly port: number;
  /** `spec.ports[].protocol`. */
  readonly protocol: Protocol;
  /** `spec.ports[].name`. @default - the port has no name */
  readonly name?: string;
}

/** What is known of a Service behind an exposure. */
export interface BackendService {
  readonly namespace: string;
  readonly name: string;
  /** Its ports. @default - not known: the Service lives elsewhere */
  readonly ports?: BackendPort[];
  /** How many Pods answer for it. @default - not known */
  readonly endpoints?: number;
  /** `spec.selector`. @default - not known, or none */
  readonly selector?: Labels;
}

/** Something whose Services can stand behind an exposure. */
export interface IBackend {
  /** The Services through which it is reached; a port is looked for in all of them. */
  backendServices(): BackendService[];
}

/** A Service that is not made in this program. */
export interface ServiceReference {
  /** Namespace of the Service. @default "default" */
  readonly namespace?: string;
  /** Name of the Service. */
  readonly name: string;
  /** Number or name of the Service's port. @default - the `servicePort` of the exposure; in a range, the external number */
  readonly port?: number | string;
  /** How many Pods answer for the Service, for data planes whose memory depends on it. @default - not known */
  readonly endpoints?: number;
}

/** A Service and the one of its ports that an exposure reaches. */
export interface Backend {
  readonly service: BackendService;
  /** Number or name of the Service's port, as it was asked for. */
  readonly port: number | string;
}

/** `default/web:80`. */
export function backendText(backend: Backend): string {
  return `${serviceText(backend.service)}:${backend.port}`;
}

export function serviceText(service: BackendService): string {
  return `${service.namespace}/${service.name}`;
}

/**
 * The port of `services` that is meant: the one named by `wanted`, else the only one of the protocol.
 * Throws when there is none, when it has the other protocol, and when several would do.
 */
export function pickPort(services: readonly BackendService[], protocol: Protocol, wanted?: number | string): Backend {
  const unknown = services.find((service) => service.ports === undefined);
  if (unknown) {
    if (wanted === undefined) {
      throw new Refusal(`the reference to Service ${serviceText(unknown)} names no port: give its port, by number or by name`);
    }
    return { service: unknown, port: wanted };
  }
  const all = services.flatMap((service) => (service.ports ?? []).map((port) => ({ service, port })));
  const named = wanted === undefined ? all : all.filter(({ port }) => isWanted(port, wanted));
  const fitting = named.filter(({ port }) => port.protocol === protocol);
  if (fitting.length === 1) {
    return { service: fitting[0].service, port: wanted ?? fitting[0].port.port };
  }
  const who = services.map((service) => `Service ${serviceText(service)}`).join(' and ');
  const has = all.length === 0 ? 'no port' : listPorts(all.map(({ port }) => port));
  if (fitting.length > 1) {
    const mend =
      wanted === undefined ? 'say which with servicePort' : `${display(wanted)} names ${fitting.length} of them, so give the names`;
    throw new Refusal(`${who} has several ${protocol} ports (${listPorts(fitting.map(({ port }) => port))}): ${mend}`);
  }
  if (named.length > 0) {
    const other = named[0].port.protocol;
    const what = wanted === undefined ? `no ${protocol} port` : `port ${display(wanted)} as ${other}, not ${protocol}`;
    throw new Refusal(
      wanted === undefined
        ? `${who} has ${what} (it has ${has}): expose it with protocol: Protocol.${other}`
        : `${who} has ${what}: expose it with protocol: Protocol.${other}, or give the Service a ${protocol} port`,
    );
  }
  throw new Refusal(
    wanted === undefined
      ? `${who} has ${has}: give it a ${protocol} port`
      : `${who} has no port ${display(wanted)} (it has ${has}): give one of its ports as servicePort`,
  );
}

function isWanted(port: BackendPort, wanted: number | string): boolean {
  return typeof wanted === 'number' ? port.port === wanted : port.name === wanted;
}

const LISTED = 5;

function listPorts(ports: readonly BackendPort[]): string {
  const texts = ports
    .slice(0, LISTED)
    .map((port) => portText(port.port, port.protocol) + (port.name === undefined ? '' : ` ${display(port.name)}`));
  return texts.join(', ') + (ports.length > LISTED ? ` and ${ports.length - LISTED} more` : '');
}
