import { Construct } from 'constructs';
import { Exposure } from '../../model/exposure';
import { display, Protocol } from '../../model/port';
import { Refusal } from '../../model/refusal';
import { addObject } from '../../objects/api-objects';
import { PlainObject } from '../../objects/plain';
import { Capability, DataPlane, IExposureTable, ReservedPort } from '../data-plane';
import { flagValue } from './controller-args';
import { billProblem } from './dictionary-bill';
import { collisionText, StreamEntry, upstreamKey } from './stream-map';

export const TCP_FLAG = '--tcp-services-configmap';
export const UDP_FLAG = '--udp-services-configmap';
export const PROTOCOLS: readonly Protocol[] = [Protocol.TCP, Protocol.UDP];

/** Namespace and name of a ConfigMap. */
export interface MapReference {
  readonly namespace: string;
  readonly name: string;
}

/** A controller, as far as it decides what can be exposed. */
export interface StreamController {
  readonly namespace: string;
  readonly args: readonly string[];
  /** Ports that cannot be exposed. */
  readonly reserved: readonly ReservedPort[];
  /** Names of ports that its Service has anyway. */
  readonly portNames?: readonly string[];
}

/** The one namespace to which `--watch-namespace` holds a controller: it sees no Service and no map outside of it. */
function watchedNamespace({ namespace, args }: StreamController): string | undefined {
  const watched = flagValue(args, '--watch-namespace')?.replace('$(POD_NAMESPACE)', namespace);
  if (watched !== undefined && watched !== '' && watched !== namespace) {
    throw new Refusal(
      `the controller watches namespace ${watched} only, and its maps are in ${namespace}, where it would not see them: ` +
        'leave out --watch-namespace, or run the controller in the namespace that it watches',
    );
  }
  return watched === '' ? undefined : watched;
}

/** What all ways into ingress-nginx share: its capability, its refusals, its bill. */
export abstract class StreamPlane extends DataPlane {
  public readonly capability: Capability;
  protected gateway: IExposureTable | undefined;
  private readonly byUpstream = new Map<string, StreamEntry>();
  private readonly takenNames: ReadonlySet<string>;

  protected constructor(controller: StreamController) {
    super();
    this.takenNames = new Set(controller.portNames ?? []);
    const watched = watchedNamespace(controller);
    this.capability = {
      name: 'ingress-nginx',
      protocols: [...PROTOCOLS],
      acceptsProxyProtocol: [Protocol.TCP],
      sendsProxyProtocol: [Protocol.TCP],
      reservedPorts: [...controller.reserved],
      ...(watched === undefined ? {} : { backendNamespaces: [watched] }),
    };
  }

  public override bind(gateway: IExposureTable): void {
    if (this.gateway && this.gateway !== gateway) {
      throw new Refusal(`this data plane already serves ${this.gateway.node.path}: make another one for this gateway`);
    }
    this.gateway = gateway;
  }

  public override admit(exposures: Exposure[]): void {
    const admitted = new Map<string, StreamEntry>();
    for (const exposure of exposures) {
      if (this.takenNames.has(exposure.name)) {
        throw new Refusal(`the name ${display(exposure.name)} is that of another port of the controller's Service: give another name`);
      }
      const entry = entryOf(exposure);
      const key = upstreamKey(entry, exposure.protocol);
      const other = admitted.get(key) ?? this.byUpstream.get(key);
      if (other && (other.namespace !== entry.namespace || other.service !== entry.service)) {
        throw new Refusal(collisionText(entry, other, exposure.protocol));
      }
      admitted.set(key, entry);
    }
    admitted.forEach((entry, key) => this.byUpstream.set(key, entry));
  }

  public override validate(exposures: Exposure[]): string[] {
    const problem = billProblem(exposures);
    return problem === undefined ? [] : [problem];
  }

  /** Takes entries that are there already into account. */
  protected remember(entries: readonly StreamEntry[], protocol: Protocol): void {
    entries.forEach((entry) => this.byUpstream.set(upstreamKey(entry, protocol), entry));
  }
}

/** The exposures as entries of the map of one protocol. */
export function entriesOf(exposures: readonly Exposure[], protocol: Protocol): StreamEntry[] {
  return exposures.filter((exposure) => exposure.protocol === protocol).map(entryOf);
}

function entryOf(exposure: Exposure): StreamEntry {
  return {
    port: exposure.port,
    namespace: exposure.backend.service.namespace,
    service: exposure.backend.service.name,
    servicePort: exposure.backend.port,
    acceptProxyProtocol: exposure.acceptProxyProtocol,
    sendProxyProtocol: exposure.sendProxyProtocol,
  };
}

/** The exposures as ports of the controller's Service. Numbers as targetPort: a new port then restarts no controller Pod. */
export function controllerServicePorts(exposures: readonly Exposure[]): PlainObject[] {
  return exposures.map(({ name, port, protocol }) => ({ name, port, protocol, targetPort: port }));
}

/** A map as an object. The typed ConfigMap of cdk8s-plus-27 takes time quadratic in its keys, so this one is plain. */
export function mapManifest(reference: MapReference, data: PlainObject): PlainObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: reference.name, namespace: reference.namespace }, data };
}

export function addMap(scope: Construct, reference: MapReference, data: PlainObject): void {
  addObject(scope, `ConfigMap-${reference.name}`, mapManifest(reference, data));
}
