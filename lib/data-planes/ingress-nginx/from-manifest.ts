import { Construct } from 'constructs';
import { Exposure } from '../../model/exposure';
import { assertObject, display, portText, Protocol } from '../../model/port';
import { Refusal } from '../../model/refusal';
import { warn } from '../../model/warning';
import { Outside } from '../data-plane';
import { addObject } from '../../objects/api-objects';
import { loadManifest } from '../../objects/load-manifest';
import { textOf } from '../../model/plain';
import { BillEntry } from '../../controllers/ingress-nginx/dictionary-bill';
import { existingData, mapReference, settingsOf } from './manifest-maps';
import { patchManifest } from './manifest-patch';
import { closedPolicies, listeningPorts, manifestPortNames, manifestPorts } from './manifest-ports';
import { containerOf, describe, findTargets, Manifest, nameOf, startOf } from './manifest-targets';
import { parseStreamMap, renderStreamMap, StreamData, StreamEntry, StreamProblemEffect } from '../../controllers/ingress-nginx/stream-map';
import { entriesOf, PROTOCOLS, StreamPlane } from './stream-plane';

export interface IngressNginxManifestProps {
  /** Name of the controller's Deployment or DaemonSet. @default "ingress-nginx-controller" */
  readonly controller?: string;
  /** Name of the controller's container. @default "controller" */
  readonly container?: string;
  /** Name of the controller's Service. @default "ingress-nginx-controller" */
  readonly service?: string;
  /** Namespace of both, where the manifest has several of the same names. @default - any */
  readonly namespace?: string;
}

/** A line that a map of the manifest holds, under the key that it has there. */
interface ExistingLine {
  readonly key: string;
  readonly value: string;
  readonly entry: StreamEntry;
}

const UPSTREAM_NAME = 'ingress-nginx-controller';

/** An upstream manifest of any provider and version, patched as the first article does it by hand. */
export class PatchedIngressNginx extends StreamPlane {
  private readonly manifest: Manifest;
  private readonly portNames: ReadonlyMap<string, string>;
  /** The lines of each map by the port that they are read as. */
  private readonly lines: Readonly<Record<Protocol, ReadonlyMap<number, ExistingLine>>>;

  public constructor(pathOrUrl: string, props: IngressNginxManifestProps) {
    assertObject(props, 'the props', "{ controller: 'ingress-nginx-controller' }");
    const objects = loadManifest(pathOrUrl);
    const names = {
      controller: props.controller ?? UPSTREAM_NAME,
      container: props.container ?? 'controller',
      service: props.service ?? UPSTREAM_NAME,
      namespace: props.namespace,
    };
    const manifest = { objects, targets: findTargets(objects, names, pathOrUrl), origin: pathOrUrl };
    const { namespace } = manifest.targets;
    super({
      namespace,
      args: startOf(containerOf(manifest)),
      reserved: manifestPorts(manifest),
      maps: { TCP: mapReference(manifest, Protocol.TCP), UDP: mapReference(manifest, Protocol.UDP) },
      claims: [describe(objects[manifest.targets.controller])],
    });
    this.manifest = manifest;
    this.portNames = manifestPortNames(manifest);
    this.lines = { TCP: existingLines(manifest, Protocol.TCP), UDP: existingLines(manifest, Protocol.UDP) };
    PROTOCOLS.forEach((protocol) => this._remember(entriesIn(this.lines[protocol]), protocol));
  }

  public override admit(exposures: Exposure[]): void {
    exposures.forEach((exposure) => this.assertMergeable(exposure));
    super.admit(exposures);
  }

  public render(scope: Construct, exposures: Exposure[]): void {
    this.warnOfProxyHeader(exposures);
    this.warnOfPolicies();
    patchManifest(this.manifest, exposures).forEach((object, index) => {
      addObject(scope, `${index}-${textOf(object.kind)}-${nameOf(object)}`, object);
    });
  }

  public override outside(): Outside {
    const entries = PROTOCOLS.flatMap((protocol) => entriesIn(this.lines[protocol]));
    return { services: entries.map(({ namespace, service }) => ({ namespace, name: service })), foreign: true };
  }

  /** @internal */
  protected override _otherEntries(exposures: Exposure[]): BillEntry[] {
    const ours = new Set(exposures.map(({ port, protocol }) => portText(port, protocol)));
    return PROTOCOLS.flatMap((protocol) =>
      entriesIn(this.lines[protocol])
        .filter(({ port }) => !ours.has(portText(port, protocol)))
        .map(({ namespace, service, servicePort }) => ({ service: { namespace, name: service }, servicePort, protocol })),
    );
  }

  /** Throws where the manifest has the exposure's name or port already, and means something else by it. */
  private assertMergeable(exposure: Exposure): void {
    const { origin } = this.manifest;
    const port = portText(exposure.port, exposure.protocol);
    const owner = this.portNames.get(exposure.name);
    if (owner !== undefined && owner !== port) {
      throw new Refusal(
        `the name ${display(exposure.name)} is that of port ${owner} of the controller's Service in ${origin}: give another name`,
      );
    }
    const line = this.lines[exposure.protocol].get(exposure.port);
    if (line === undefined) {
      return;
    }
    if (line.key !== String(exposure.port)) {
      throw new Refusal(
        `port ${port} has the key ${display(line.key)} already in ${origin}, and a second one would stop nginx: write ${display(String(exposure.port))} there`,
      );
    }
    const ours = renderStreamMap(entriesOf([exposure], exposure.protocol))[line.key];
    if (ours !== renderStreamMap([line.entry])[line.key]) {
      throw new Refusal(
        `port ${port} leads to ${display(line.value)} already in ${origin}, not to ${display(ours)}: ` +
          'take that line out of the manifest, or give another external port',
      );
    }
  }

  /** Where the load balancer sends the PROXY header on all ports (the manifests do and scw), a port that does not read it gets it as data. */
  private warnOfProxyHeader(exposures: readonly Exposure[]): void {
    const blind = exposures.filter((exposure) => !exposure.acceptProxyProtocol);
    if (settingsOf(this.manifest)['use-proxy-protocol'] === 'true' && blind.length > 0) {
      warn(
        `${this.manifest.origin} sets use-proxy-protocol, so its load balancer sends the PROXY header: ` +
          `${blind.map((each) => portText(each.port, each.protocol)).join(', ')} would hand it to the backend as data: ` +
          'expose TCP with proxyProtocol: { accept: true }; UDP cannot work behind it',
      );
    }
  }

  private warnOfPolicies(): void {
    for (const policy of closedPolicies(this.manifest)) {
      warn(`${this.manifest.origin}: ${policy} lets only the ports that it names reach the controller: add the exposed ones to it`);
    }
  }
}

function entriesIn(lines: ReadonlyMap<number, ExistingLine>): StreamEntry[] {
  return [...lines.values()].map(({ entry }) => entry);
}

/** The lines that the manifest's own map holds. Throws where one would stop nginx, and says which ones do nothing. */
function existingLines(manifest: Manifest, protocol: Protocol): Map<number, ExistingLine> {
  const data: StreamData = existingData(manifest, protocol);
  const { entries, problems } = parseStreamMap(data, protocol, listeningPorts(manifest));
  const { namespace, name } = mapReference(manifest, protocol);
  for (const problem of problems) {
    const text = `${manifest.origin}: ConfigMap ${namespace}/${name}: ${problem.message}`;
    if (problem.effect === StreamProblemEffect.STOPS_NGINX) {
      throw new Refusal(text);
    }
    warn(text);
  }
  const byPort = new Map(entries.map((entry) => [entry.port, entry]));
  return new Map(
    Object.entries(data).flatMap(([key, value]) => {
      const entry = byPort.get(Number(key));
      return entry === undefined ? [] : [[entry.port, { key, value, entry }] as const];
    }),
  );
}
