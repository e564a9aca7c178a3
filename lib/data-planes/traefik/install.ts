import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { INTERNAL_ENTRY_POINT, INTERNAL_PORT } from '../../controllers/traefik/entry-points';
import { backendsOf, Exposure } from '../../model/exposure';
import { PlainObject } from '../../model/plain';
import { Protocol } from '../../model/port';
import { addObject } from '../../objects/api-objects';
import { planEntryPoints } from './entry-point-plan';
import { accessManifests, deploymentManifest, IMAGE, selectorLabels, serviceManifest, TraefikNames } from './install-objects';
import { assertFurtherArgs, assertInstallProps, GRACE_SECONDS, PROXY_PROTOCOL_VERSION, TraefikInstallProps } from './install-props';
import { routeManifests } from './routes';
import { TraefikPlane } from './traefik-plane';

/** The whole of Traefik as objects of this program. */
export class InstalledTraefik extends TraefikPlane {
  private readonly name: string;
  private readonly namespace: string;

  public constructor(private readonly props: TraefikInstallProps) {
    assertInstallProps(props);
    assertFurtherArgs(props.args ?? []);
    const { name = 'traefik', proxyProtocolTrustedIps, proxyProtocolVersion, graceSeconds, udpSeconds } = props;
    const { namespace = name } = props;
    const own = [{ name: INTERNAL_ENTRY_POINT, port: INTERNAL_PORT, protocol: Protocol.TCP }];
    super({
      entryPoints: { own, trustedIps: proxyProtocolTrustedIps, graceSeconds, udpSeconds },
      // A class of its own: a Traefik that the cluster has already leaves these routes alone, and this one leaves others' alone.
      routes: { prefix: name, ingressClass: name, proxyProtocolVersion: proxyProtocolVersion ?? PROXY_PROTOCOL_VERSION, own },
      allowCrossNamespace: true,
      crossNamespaceRemedy: '',
      reserved: [],
      claims: [`Namespace ${namespace}`, `ClusterRole ${name}`],
    });
    this.name = name;
    this.namespace = namespace;
  }

  public render(scope: Construct, exposures: Exposure[]): void {
    const { props, reader } = this;
    const entryPoints = planEntryPoints(exposures, reader.entryPoints);
    const reads = [...new Set(exposures.flatMap(backendsOf).map(({ service }) => service.namespace))].sort();
    const names: TraefikNames = { name: this.name, namespace: this.namespace, reads };
    const deployment = deploymentManifest({
      names,
      entryPoints,
      image: props.image ?? IMAGE,
      allowCrossNamespace: exposures.some((exposure) => new Set(backendsOf(exposure).map(({ service }) => service.namespace)).size > 1),
      furtherArgs: props.args ?? [],
      graceSeconds: props.graceSeconds ?? GRACE_SECONDS,
      replicas: props.replicas,
      resources: props.resources,
    });
    add(scope, k8s.KubeNamespace.manifest({ metadata: { name: names.namespace, labels: selectorLabels(names) } }));
    accessManifests(names).forEach((manifest) => add(scope, manifest));
    add(scope, deployment, props.deploymentOverrides);
    add(scope, serviceManifest(names, props.service ?? {}, entryPoints), props.serviceOverrides);
    routeManifests(exposures, reader.routes).forEach((manifest) => add(scope, manifest));
  }
}

function add(scope: Construct, manifest: unknown, overrides?: PlainObject): void {
  const object = manifest as { kind: string; metadata: { name: string; namespace?: string } } & PlainObject;
  const { name, namespace } = object.metadata;
  addObject(scope, [object.kind, ...(namespace === undefined ? [] : [namespace]), name].join('-'), object, overrides);
}
