import { Construct, IConstruct } from 'constructs';
import { Exposure } from '../model/exposure';
import { Protocol } from '../model/port';
import { ReservedPort } from '../model/reserved-port';

/** Namespace and name of a ConfigMap. */
export interface MapReference {
  readonly namespace: string;
  readonly name: string;
  /** Protocol of its ports. @default - UDP where the name has "udp" in it, else TCP */
  readonly protocol?: Protocol;
}

/** Namespace and name of a Service. */
export interface ServiceName {
  readonly namespace: string;
  readonly name: string;
}

/** Kind, namespace and name of an object. */
export interface ObjectName {
  /** As in a manifest: `Gateway`. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** What a data plane's objects refer to, or are read by, outside of the program. */
export interface Outside {
  /** ConfigMaps of TCP and UDP services that a controller reads which the program does not make. @default - none */
  readonly maps?: MapReference[];
  /** Services that were there before, as those that the maps of a given manifest name. @default - none */
  readonly services?: ServiceName[];
  /** Objects of other kinds that were there before, as the Gateway that routes attach to. @default - none */
  readonly objects?: ObjectName[];
  /** Its objects are a manifest of somebody else: what is wrong in them is a warning, and stops no synth. @default false */
  readonly foreign?: boolean;
}

/**
 * What to do about what a data plane cannot do: the end of the refusal, behind the colon. As "Envoy Gateway 1.9 does, or leave out …".
 * Without one the refusal says what the plane can do, or to leave the option out.
 */
export interface Remedies {
  /** Behind "… does not forward TCP". @default - what it forwards */
  readonly tcp?: string;
  /** Behind "… does not forward UDP". @default - what it forwards */
  readonly udp?: string;
  /** Behind "… does not tell TLS connections apart by host name". @default - to use expose */
  readonly tlsHostnames?: string;
  /** Behind "… does not divide TCP connections by weight". @default - to give one backend */
  readonly weights?: string;
  /** Behind "… does not read the PROXY header". @default - to leave out the option */
  readonly acceptsProxyProtocol?: string;
  /** Behind "… does not send the PROXY header". @default - to leave out the option */
  readonly sendsProxyProtocol?: string;
  /** Behind "… carries 64 exposures at most". @default - to use a second gateway */
  readonly maxExposures?: string;
}

/** What a data plane can carry. The gateway refuses everything else when it is asked for. */
export interface Capability {
  /** Name of the data plane in messages: "ingress-nginx". */
  readonly name: string;
  /** Protocols that it forwards. */
  readonly protocols: Protocol[];
  /** Protocols on which it reads a PROXY header from the load balancer. */
  readonly acceptsProxyProtocol: Protocol[];
  /** Protocols on which it sends a PROXY header to the backend. */
  readonly sendsProxyProtocol: Protocol[];
  /** Whether it tells the TLS connections to one port apart by the server name that they ask for (SNI). @default false */
  readonly tlsHostnames?: boolean;
  /** Protocols on which it divides connections among several backends by weight. @default - none */
  readonly weights?: Protocol[];
  /** Ports that cannot be exposed through it. */
  readonly reservedPorts: ReservedPort[];
  /** Namespaces in which it finds backends. @default - every namespace */
  readonly backendNamespaces?: string[];
  /** Most exposures of one gateway. @default - no limit in their number */
  readonly maxExposures?: number;
  /** What to do about what it cannot do. @default - to leave it out */
  readonly remedies?: Remedies;
}

/** A gateway, as its data plane sees it. */
export interface IExposureTable extends IConstruct {
  /** The exposures so far, by port and protocol. */
  readonly exposures: Exposure[];
}

/**
 * What carries the traffic of one gateway, and turns its table of exposures into Kubernetes objects.
 *
 * The gateway calls it in this order: `bind` when it is made; `admit` for the exposures of one call, after its own checks; `validate` and
 * `render` at each synth, with the whole table. A plane may make a fixed set of objects, some for every exposure, or none: what
 * `render` puts under `scope` is all that it adds, and it is taken away again before the next `render`.
 */
export abstract class DataPlane {
  /** What it can carry; fixed once it is bound. */
  public abstract readonly capability: Capability;

  /** Takes the gateway. Throws where the plane cannot serve it. */
  public bind(_gateway: IExposureTable): void {
    return;
  }

  /**
   * Takes the exposures of one call, or throws and takes none of them: where one cannot stand beside those admitted before,
   * for a reason that only this plane has.
   */
  public admit(_exposures: Exposure[]): void {
    return;
  }

  /** What is wrong with the table as a whole: one sentence each, none where it can be rendered. */
  public validate(_exposures: Exposure[]): string[] {
    return [];
  }

  /** What its objects refer to outside of the program: the wiring check at synth takes that as there. */
  public outside(): Outside {
    return {};
  }

  /** Adds the objects of the table under `scope`. `exposures` is sorted by port and protocol, whatever the order of calls. */
  public abstract render(scope: Construct, exposures: Exposure[]): void;
}
