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
  /** `spec.ports[].targetPort`: number or name of the port of the Pods. @default - the same number as `port` */
  readonly targetPort?: number | string;
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
  readonly selector?: { readonly [key: string]: string };
  /** Size of the Service as JSON, as the API server keeps it, in bytes. @default - not known */
  readonly bytes?: number;
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

/** The Services of one backend, and their ports by number and by name: a range looks up each of its ports. */
export class PortIndex {
  private readonly ports: readonly PortOfService[];
  private readonly byKey = new Map<number | string, PortOfService[]>();
  private readonly unknown: BackendService | undefined;

  public constructor(private readonly services: readonly BackendService[]) {
    this.unknown = services.find((service) => service.ports === undefined);
    this.ports = services.flatMap((service) => (service.ports ?? []).map((port) => ({ service, port })));
    for (const each of this.ports) {
      for (const key of [each.port.port, each.port.name]) {
        if (key !== undefined) {
          this.byKey.set(key, [...(this.byKey.get(key) ?? []), each]);
        }
      }
    }
  }

  /**
   * The port that is meant: the one named by `wanted`, else the only one of the protocol.
   * Throws when there is none, when it has the other protocol, and when several would do.
   */
  public pick(protocol: Protocol, wanted?: number | string): Backend {
    if (this.unknown) {
      if (wanted === undefined) {
        throw new Refusal(`the reference to Service ${serviceText(this.unknown)} names no port: give its port, by number or by name`);
      }
      return { service: this.unknown, port: wanted };
    }
    const named = wanted === undefined ? this.ports : (this.byKey.get(wanted) ?? []);
    const fitting = named.filter(({ port }) => port.protocol === protocol);
    if (fitting.length === 1) {
      return { service: fitting[0].service, port: wanted ?? fitting[0].port.port };
    }
    throw new Refusal(`${this.who()} ${this.whyNone(protocol, wanted, named, fitting)}`);
  }

  private who(): string {
    const names = this.services.map(serviceText);
    return names.length === 1 ? `Service ${names[0]}` : `the backend (${cut(names, ', ')})`;
  }

  private whyNone(
    protocol: Protocol,
    wanted: number | string | undefined,
    named: readonly PortOfService[],
    fitting: readonly PortOfService[],
  ): string {
    const has = this.ports.length === 0 ? 'no port' : listPorts(this.ports);
    if (fitting.length > 1) {
      const several = `has several ${protocol} ports (${listPorts(fitting)})`;
      return wanted === undefined
        ? `${several}: say which with servicePort`
        : `${several} for ${display(wanted)}: give the name of one as servicePort`;
    }
    const [other] = named;
    if (other === undefined) {
      return wanted === undefined
        ? `has ${has}: give it a ${protocol} port`
        : `has no port ${display(wanted)} (it has ${has}): give one of its ports as servicePort`;
    }
    const mend = KNOWN.includes(other.port.protocol)
      ? `expose it with protocol: Protocol.${other.port.protocol}`
      : `give the Service a ${protocol} port`;
    return wanted === undefined
      ? `has no ${protocol} port (it has ${has}): ${mend}`
      : `has port ${display(wanted)} as ${other.port.protocol}, not ${protocol}: ${mend}`;
  }
}

interface PortOfService {
  readonly service: BackendService;
  readonly port: BackendPort;
}

const KNOWN: readonly string[] = Object.values(Protocol);
const LISTED = 5;

function listPorts(ports: readonly PortOfService[]): string {
  return cut(
    ports.map(({ port }) => portText(port.port, port.protocol) + (port.name === undefined ? '' : ` ${display(port.name)}`)),
    ', ',
  );
}

function cut(texts: readonly string[], separator: string): string {
  return texts.slice(0, LISTED).join(separator) + (texts.length > LISTED ? ` and ${texts.length - LISTED} more` : '');
}
