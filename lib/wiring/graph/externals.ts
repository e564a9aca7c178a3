import { Protocol } from '../../model/port';
import { append, keyOf } from './keys';

/** A Service that the input does not hold, and that is there all the same. */
export interface ExternalService {
  readonly namespace: string;
  readonly name: string;
  /** Number or name of its port. @default - any port */
  readonly port?: number | string;
  /** @default "TCP" */
  readonly protocol?: string;
  /** How many Pods answer for it. @default - not known */
  readonly endpoints?: number;
}

/** An object of another kind that somebody else makes: an operator, a person with kubectl. */
export interface ExternalObject {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** A ConfigMap of TCP or UDP services that a controller outside of the input reads. */
export interface ExternalMap {
  readonly namespace: string;
  readonly name: string;
  /** @default - UDP where the name has "udp" in it, else TCP */
  readonly protocol?: Protocol;
}

/** What exists beside the input. */
export interface Externals {
  readonly services: readonly ExternalService[];
  readonly objects: readonly ExternalObject[];
  readonly maps: readonly ExternalMap[];
}

export const NO_EXTERNALS: Externals = { services: [], objects: [], maps: [] };

/** The same, to be asked one by one. */
export class ExternalIndex {
  public readonly services = new Map<string, ExternalService[]>();
  public readonly objects: ReadonlySet<string>;
  /** What is known of the protocol of each map. */
  public readonly maps: ReadonlyMap<string, Protocol | undefined>;

  public constructor({ services, objects, maps }: Externals) {
    services.forEach((service) => append(this.services, `${service.namespace}/${service.name}`, service));
    this.objects = new Set(
      [...objects, ...services.map((service) => ({ ...service, kind: 'Service' }))].map((each) =>
        keyOf(each.kind, each.namespace, each.name),
      ),
    );
    this.maps = new Map(maps.map(({ namespace, name, protocol }) => [`${namespace}/${name}`, protocol]));
  }
}
