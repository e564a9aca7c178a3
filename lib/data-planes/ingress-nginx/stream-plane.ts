import { Construct } from 'constructs';
import { Exposure } from '../../model/exposure';
import { display, Protocol } from '../../model/port';
import { Refusal } from '../../model/refusal';
import { addObject } from '../../objects/api-objects';
import { PlainObject } from '../../model/plain';
import { Capability, DataPlane, IExposureTable, MapReference } from '../data-plane';
import { assertServesOne, claim } from '../claims';
import { flagValue } from '../../controllers/ingress-nginx/controller-args';
import { BillEntry, billProblem } from '../../controllers/ingress-nginx/dictionary-bill';
import { OwnPort } from '../../controllers/ingress-nginx/reserved-ports';
import { collisionText, StreamEntry, upstreamKey } from '../../controllers/ingress-nginx/stream-map';

export const PROTOCOLS: readonly Protocol[] = [Protocol.TCP, Protocol.UDP];

/** A controller, as far as it decides what can be exposed. */
export interface StreamController {
  readonly namespace: string;
  /** The arguments that it is started with. */
  readonly args: readonly string[];
  /** Ports that cannot be exposed. */
  readonly reserved: readonly OwnPort[];
  /** Names of ports that its Service has anyway. */
  readonly portNames?: readonly string[];
  readonly maps: Readonly<Record<Protocol, MapReference>>;
  /** Objects beside the maps that only one gateway may write. */
  readonly claims?: readonly string[];
}

/**
 * What all ways into ingress-nginx share: its capability, its refusals, its bill.
 * @internal a hidden base class
 */
export abstract class StreamPlane extends DataPlane {
  public readonly capability: Capability;
  protected gateway: IExposureTable | undefined;
  private readonly byUpstream = new Map<string, StreamEntry>();

  protected constructor(private readonly reads: StreamController) {
    super();
    const { TCP, UDP } = reads.maps;
    if (TCP.namespace === UDP.namespace && TCP.name === UDP.name) {
      throw new Refusal(`TCP and UDP have one map, ${TCP.namespace}/${TCP.name}, which cannot hold one number for both: give them two`);
    }
    const watched = watchedNamespace(reads);
    this.capability = {
      name: 'ingress-nginx',
      protocols: [...PROTOCOLS],
      acceptsProxyProtocol: [Protocol.TCP],
      sendsProxyProtocol: [Protocol.TCP],
      reservedPorts: [...reads.reserved],
      ...(watched === undefined ? {} : { backendNamespaces: [watched] }),
    };
  }

  public override bind(gateway: IExposureTable): void {
    assertServesOne(this.gateway, gateway);
    const maps = Object.values(this.reads.maps).map(({ namespace, name }) => `ConfigMap ${namespace}/${name}`);
    claim(gateway, [...(this.reads.claims ?? []), ...maps]);
    this.gateway = gateway;
  }

  public override admit(exposures: Exposure[]): void {
    const admitted = new Map<string, StreamEntry>();
    for (const exposure of exposures) {
      if (this.reads.portNames?.includes(exposure.name)) {
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
    const problem = billProblem([...exposures.map(billEntryOf), ...this._otherEntries(exposures)]);
    return problem === undefined ? [] : [problem];
  }

  /**
   * Lines that the maps hold beside those of the gateway; they are paid for from the same memory.
   * @internal
   */
  protected _otherEntries(_exposures: Exposure[]): BillEntry[] {
    return [];
  }

  /**
   * Takes entries that are there already into account.
   * @internal
   */
  protected _remember(entries: readonly StreamEntry[], protocol: Protocol): void {
    entries.forEach((entry) => this.byUpstream.set(upstreamKey(entry, protocol), entry));
  }
}

/** The one namespace to which `--watch-namespace` holds a controller: it sees no Service and no map outside of it. */
function watchedNamespace({ namespace, args, maps }: StreamController): string | undefined {
  const watched = flagValue(args, '--watch-namespace')?.replace('$(POD_NAMESPACE)', namespace);
  if (watched === undefined || watched === '') {
    return undefined;
  }
  const outside = Object.values(maps).find((map) => map.namespace !== watched);
  if (outside) {
    throw new Refusal(
      `the controller watches namespace ${watched} only, and would not see the map ${outside.namespace}/${outside.name}: ` +
        'leave out --watch-namespace, or run the controller in the namespace that it watches',
    );
  }
  return watched;
}

/** The exposures as entries of the map of one protocol. */
export function entriesOf(exposures: readonly Exposure[], protocol: Protocol): StreamEntry[] {
  return exposures.filter((exposure) => exposure.protocol === protocol).map(entryOf);
}

export function entryOf(exposure: Exposure): StreamEntry {
  return {
    port: exposure.port,
    namespace: exposure.backend.service.namespace,
    service: exposure.backend.service.name,
    servicePort: exposure.backend.port,
    acceptProxyProtocol: exposure.acceptProxyProtocol,
    sendProxyProtocol: exposure.sendProxyProtocol,
  };
}

function billEntryOf({ backend, protocol }: Exposure): BillEntry {
  return { service: backend.service, servicePort: backend.port, protocol };
}

/** The exposures as ports of the controller's Service. Numbers as targetPort: a new port then restarts no controller Pod. */
export function controllerServicePorts(exposures: readonly Exposure[]): PlainObject[] {
  return exposures.map(({ name, port, protocol }) => ({ name, port, protocol, targetPort: port }));
}

/** A map as an object. The typed ConfigMap of cdk8s-plus-27 takes time quadratic in its keys, so this one is plain. */
export function mapManifest(name: string, namespace: string | undefined, data: PlainObject): PlainObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...(namespace === undefined ? {} : { namespace }) }, data };
}

export function addMap(scope: Construct, reference: MapReference, data: PlainObject): void {
  addObject(scope, `ConfigMap-${reference.name}`, mapManifest(reference.name, reference.namespace, data));
}

/** `tcp-services` or `udp-services`. */
export function defaultMapName(protocol: Protocol): string {
  return `${protocol.toLowerCase()}-services`;
}
