import { Construct } from 'constructs';
import { Exposure } from '../../model/exposure';
import { display, portText, Protocol } from '../../model/port';
import { Refusal } from '../../model/refusal';
import { warn } from '../../model/warning';
import { addObject } from '../../objects/api-objects';
import { loadManifest } from '../../objects/load-manifest';
import { existingData, Manifest, manifestPortNames, manifestPorts, mapReference, objectId, patchManifest } from './manifest-patch';
import { containerOf, findMap, findTargets, mapOf, objectAt, stringsAt } from './manifest-targets';
import { parseStreamMap, renderStreamMap, StreamData, StreamEntry, StreamProblemEffect } from './stream-map';
import { entriesOf, PROTOCOLS, StreamPlane } from './stream-plane';

export interface IngressNginxManifestProps {
  /** Name of the controller's Deployment or DaemonSet. @default "ingress-nginx-controller" */
  readonly controller?: string;
  /** Name of the controller's container. @default "controller" */
  readonly container?: string;
  /** Name of the controller's Service. @default "ingress-nginx-controller" */
  readonly service?: string;
}

const UPSTREAM_NAME = 'ingress-nginx-controller';

/** An upstream manifest of any provider and version, patched as the first article does it by hand. */
export class PatchedIngressNginx extends StreamPlane {
  private readonly manifest: Manifest;
  private readonly portNames: ReadonlyMap<string, string>;
  private readonly existing: Readonly<Record<Protocol, StreamData>>;

  public constructor(pathOrUrl: string, props: IngressNginxManifestProps) {
    const objects = loadManifest(pathOrUrl);
    const names = {
      controller: props.controller ?? UPSTREAM_NAME,
      container: props.container ?? 'controller',
      service: props.service ?? UPSTREAM_NAME,
    };
    const manifest = { objects, targets: findTargets(objects, names, pathOrUrl), origin: pathOrUrl };
    const args = stringsAt(containerOf(objects, manifest.targets), 'args');
    super({ namespace: manifest.targets.namespace, args, reserved: manifestPorts(manifest) });
    this.manifest = manifest;
    this.portNames = manifestPortNames(manifest);
    this.existing = { TCP: existingData(manifest, Protocol.TCP), UDP: existingData(manifest, Protocol.UDP) };
    PROTOCOLS.forEach((protocol) => this.remember(usableEntries(manifest, protocol, this.existing[protocol]), protocol));
  }

  public override admit(exposures: Exposure[]): void {
    for (const exposure of exposures) {
      const owner = this.portNames.get(exposure.name);
      if (owner !== undefined && owner !== portText(exposure.port, exposure.protocol)) {
        throw new Refusal(
          `the name ${display(exposure.name)} is that of port ${owner} of the controller's Service in ${this.manifest.origin}: give another name`,
        );
      }
      const ours = renderStreamMap(entriesOf([exposure], exposure.protocol))[String(exposure.port)];
      const theirs = this.existing[exposure.protocol][String(exposure.port)];
      if (theirs !== undefined && theirs !== ours) {
        throw new Refusal(
          `port ${portText(exposure.port, exposure.protocol)} leads to ${display(theirs)} already in ${this.manifest.origin}, ` +
            `not to ${display(ours)}: take that line out of the manifest, or give another external port`,
        );
      }
    }
    super.admit(exposures);
  }

  public render(scope: Construct, exposures: Exposure[]): void {
    this.warnOfProxyHeader(exposures);
    const ids = new Map<string, number>();
    for (const object of patchManifest(this.manifest, exposures)) {
      const id = objectId(object);
      const count = ids.get(id) ?? 0;
      ids.set(id, count + 1);
      addObject(scope, count === 0 ? id : `${id}-${count + 1}`, object);
    }
  }

  /** Where the load balancer sends the PROXY header on all ports (the manifests do and scw), a port that does not read it gets it as data. */
  private warnOfProxyHeader(exposures: readonly Exposure[]): void {
    const { objects, targets, origin } = this.manifest;
    const args = stringsAt(containerOf(objects, targets), 'args');
    const reference = mapOf(args, '--configmap', targets.namespace, origin);
    const settings = reference && findMap(objects, reference);
    const blind = exposures.filter((exposure) => !exposure.acceptProxyProtocol);
    if (settings && objectAt(settings, 'data')['use-proxy-protocol'] === 'true' && blind.length > 0) {
      warn(
        `${origin} sets use-proxy-protocol, so its load balancer sends the PROXY header: ` +
          `${blind.map((each) => portText(each.port, each.protocol)).join(', ')} would hand it to the backend as data: ` +
          'expose TCP with proxyProtocol: { accept: true }; UDP cannot work behind it',
      );
    }
  }
}

/** The entries that the manifest's own map holds. Throws where one would stop nginx, and says which ones do nothing. */
function usableEntries(manifest: Manifest, protocol: Protocol, data: StreamData): StreamEntry[] {
  const { entries, problems } = parseStreamMap(data, protocol);
  const { namespace, name } = mapReference(manifest, protocol);
  for (const problem of problems) {
    const text = `${manifest.origin}: ConfigMap ${namespace}/${name}: ${problem.message}`;
    if (problem.effect === StreamProblemEffect.STOPS_NGINX) {
      throw new Refusal(text);
    }
    warn(text);
  }
  return entries;
}
