import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Exposure } from '../../model/exposure';
import { assertDnsLabel, assertServiceName } from '../../model/names';
import { display, Protocol } from '../../model/port';
import { Refusal } from '../../model/refusal';
import { warn } from '../../model/warning';
import { addObject } from '../../objects/api-objects';
import { isPlainObject, PlainObject } from '../../objects/plain';
import { ReservedPort } from '../data-plane';
import { jobManifests, webhookManifest, webhookServiceManifest } from './controller-admission';
import { withFlag } from './controller-args';
import { controllerNames, ControllerNames, objectLabels, selectorLabels } from './controller-names';
import { admissionAccount, controllerAccount, rbacManifests } from './controller-rbac';
import { baseArgs, deploymentManifest } from './controller-workload';
import { DEFAULT_VERSION, Release, releaseOf } from './releases';
import { reservedPorts } from './reserved-ports';
import { renderStreamMap } from './stream-map';
import { addMap, controllerServicePorts, entriesOf, StreamPlane, TCP_FLAG, UDP_FLAG } from './stream-plane';

/** The controller's Service, which has the one IP. */
export interface ControllerServiceOptions {
  /** LoadBalancer, NodePort or ClusterIP. @default "LoadBalancer" */
  readonly type?: 'LoadBalancer' | 'NodePort' | 'ClusterIP';
  /** Annotations that the load balancer reads. @default - none */
  readonly annotations?: { readonly [key: string]: string };
  /** Local keeps the client's address and goes only to nodes with a controller Pod; Cluster goes to any. @default "Local" for LoadBalancer */
  readonly externalTrafficPolicy?: 'Local' | 'Cluster';
  /** false saves a node port for each port; a cluster has 2,768 of them. @default - the cluster's default (true) */
  readonly allocateLoadBalancerNodePorts?: boolean;
}

export interface IngressNginxInstallProps {
  /** Version of the catalogue: "1.15.1", or "1.3.1" as in the article, which is dangerous. @default "1.15.1" */
  readonly version?: string;
  /**
   * "full": Ingresses, too, with upstream's admission webhook. "l4": TCP and UDP only, with a controller class of its own, so that
   * no Ingress ever reloads nginx and cuts connections; without webhook, so that port 8443 is free.
   * @default "full"
   */
  readonly profile?: 'full' | 'l4';
  /** Name from which the objects' names are made. @default "ingress-nginx", with profile l4 "ingress-nginx-l4" */
  readonly name?: string;
  /** Namespace of the controller; it is made. @default - as name */
  readonly namespace?: string;
  /** Image of the controller, for a maintained fork. @default - upstream's of the version, by digest */
  readonly image?: string;
  /** Pods of the controller. @default - the cluster's default (1) */
  readonly replicas?: number;
  /** Further arguments; one that is set already is replaced. With profile l4, `--http-port=8080` frees port 80. @default - none */
  readonly args?: string[];
  /** @default - as upstream's cloud manifest */
  readonly service?: ControllerServiceOptions;
  /** Laid over the controller's Deployment: maps merge, lists are replaced. @default - nothing */
  readonly deploymentOverrides?: { readonly [key: string]: any };
  /** Laid over the controller's Service: maps merge, lists are replaced; not its ports and selector. @default - nothing */
  readonly serviceOverrides?: { readonly [key: string]: any };
}

const UPSTREAM_NAME = 'ingress-nginx';

/** Taken on the Service even where a flag moves nginx itself elsewhere. */
const HTTP_OF_SERVICE: readonly ReservedPort[] = [
  { port: 80, protocol: Protocol.TCP, by: "HTTP on the controller's Service (profile l4 has none)" },
  { port: 443, protocol: Protocol.TCP, by: "HTTPS on the controller's Service (profile l4 has none)" },
];

/** The whole controller as objects of this program. */
export class InstalledIngressNginx extends StreamPlane {
  private readonly names: ControllerNames;
  private readonly release: Release;
  private readonly full: boolean;
  private readonly args: readonly string[];

  public constructor(private readonly props: IngressNginxInstallProps) {
    const full = assertProfile(props.profile ?? 'full') === 'full';
    const release = releaseOf(props.version ?? DEFAULT_VERSION);
    const name = props.name ?? (full ? UPSTREAM_NAME : `${UPSTREAM_NAME}-l4`);
    assertServiceName(name, 'name', 63 - '-controller-admission'.length);
    const namespace = props.namespace ?? name;
    assertDnsLabel(namespace, 'namespace');
    const names = controllerNames(name, namespace);
    const electionId = name === UPSTREAM_NAME ? release.electionId : `${name}-leader`;
    const classes = { controller: `k8s.io/${name}`, ingress: name === UPSTREAM_NAME ? 'nginx' : name };
    const args = withArgs(baseArgs(names, electionId, classes, full), props.args ?? []);
    const reserved = [...reservedPorts(args, props.image ?? release.controllerImage), ...(full ? HTTP_OF_SERVICE : [])];
    super({ namespace, args, reserved, portNames: full ? ['http', 'https'] : [] });
    assertServiceOverrides(props.serviceOverrides ?? {});
    this.names = names;
    this.release = { ...release, electionId };
    this.full = full;
    this.args = args;
    if (release.warning !== undefined) {
      warn(release.warning);
    }
  }

  public render(scope: Construct, exposures: Exposure[]): void {
    const add = (manifest: unknown, overrides?: PlainObject): void => {
      const object = manifest as { kind: string; metadata: { name: string } } & PlainObject;
      addObject(scope, `${object.kind}-${object.metadata.name}`, object, overrides);
    };
    const { names, release } = this;
    const accounts = [controllerAccount(names, release), ...(this.full ? [admissionAccount(names)] : [])];
    const labels = objectLabels(names, release.version, 'controller');
    const { 'app.kubernetes.io/instance': instance, 'app.kubernetes.io/name': name } = labels;

    add(
      k8s.KubeNamespace.manifest({
        metadata: { name: names.namespace, labels: { 'app.kubernetes.io/instance': instance, 'app.kubernetes.io/name': name } },
      }),
    );
    rbacManifests(accounts, names, release).forEach((manifest) => add(manifest));
    add(this.settingsManifest(labels));
    this.addMaps(scope, exposures);
    add(this.serviceManifest(labels, exposures), this.props.serviceOverrides);
    if (this.full) {
      add(webhookServiceManifest(names, release));
    }
    add(this.deployment(exposures), this.props.deploymentOverrides);
    if (this.full) {
      jobManifests(names, release).forEach((manifest) => add(manifest));
      add(
        k8s.KubeIngressClass.manifest({
          metadata: { name: this.ingressClass(), labels },
          spec: { controller: `k8s.io/${names.instance}` },
        }),
      );
      add(webhookManifest(names, release));
    }
  }

  /** The controller's settings. Upstream's 1.15.1 prints `data: null`, which is the same as none. */
  private settingsManifest(labels: { [key: string]: string }): unknown {
    return k8s.KubeConfigMap.manifest({
      metadata: { name: this.names.controller, namespace: this.names.namespace, labels },
      data: this.release.hardened ? undefined : { 'allow-snippet-annotations': 'true' },
    });
  }

  /** For TCP and UDP alone both maps are always there, so that not even the first UDP port restarts the controller. */
  private protocolsFor(exposures: readonly Exposure[]): Protocol[] {
    return [Protocol.TCP, Protocol.UDP].filter((protocol) => !this.full || exposures.some((exposure) => exposure.protocol === protocol));
  }

  private addMaps(scope: Construct, exposures: readonly Exposure[]): void {
    for (const protocol of this.protocolsFor(exposures)) {
      addMap(scope, { namespace: this.names.namespace, name: mapName(protocol) }, renderStreamMap(entriesOf(exposures, protocol)));
    }
  }

  private deployment(exposures: readonly Exposure[]): PlainObject {
    const args = this.protocolsFor(exposures).reduce(
      (list, protocol) => withFlag(list, protocol === Protocol.TCP ? TCP_FLAG : UDP_FLAG, `$(POD_NAMESPACE)/${mapName(protocol)}`),
      this.args,
    );
    const { names, release, full } = this;
    return deploymentManifest({
      names,
      release,
      full,
      args,
      image: this.props.image ?? release.controllerImage,
      replicas: this.props.replicas,
    });
  }

  private serviceManifest(labels: { [key: string]: string }, exposures: readonly Exposure[]): PlainObject {
    const options = this.props.service ?? {};
    const type = options.type ?? 'LoadBalancer';
    const http = ['http', 'https'].map((name) => ({
      appProtocol: name,
      name,
      port: name === 'http' ? 80 : 443,
      protocol: 'TCP',
      targetPort: name,
    }));
    return {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: this.names.controller, namespace: this.names.namespace, labels, annotations: options.annotations },
      spec: {
        type,
        externalTrafficPolicy: options.externalTrafficPolicy ?? (type === 'LoadBalancer' ? 'Local' : undefined),
        allocateLoadBalancerNodePorts: options.allocateLoadBalancerNodePorts,
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
        ports: [...(this.full ? http : []), ...controllerServicePorts(exposures)],
        selector: selectorLabels(this.names),
      },
    };
  }

  private ingressClass(): string {
    return this.names.instance === UPSTREAM_NAME ? 'nginx' : this.names.instance;
  }
}

function mapName(protocol: Protocol): string {
  return `${protocol.toLowerCase()}-services`;
}

function assertProfile(profile: string): string {
  if (profile !== 'full' && profile !== 'l4') {
    throw new Refusal(`profile ${display(profile)} is not known: give "full" or "l4"`);
  }
  return profile;
}

function withArgs(base: readonly string[], further: readonly string[]): readonly string[] {
  return further.reduce((args, arg) => {
    const [flag, ...value] = arg.split('=');
    if (!/^--[a-z]/.test(flag)) {
      throw new Refusal(`args has ${display(arg)}, which is no flag: give it as --flag=value`);
    }
    if (flag === TCP_FLAG || flag === UDP_FLAG) {
      throw new Refusal(`args has ${flag}, which the gateway sets itself: leave it out`);
    }
    return value.length === 0 ? [...args, arg] : withFlag(args, flag, value.join('='));
  }, base);
}

function assertServiceOverrides(overrides: PlainObject): void {
  const spec = isPlainObject(overrides.spec) ? overrides.spec : {};
  const owned = ['ports', 'selector'].find((key) => spec[key] !== undefined);
  if (owned !== undefined) {
    throw new Refusal(`serviceOverrides sets spec.${owned}, which the gateway makes from its exposures: leave it out`);
  }
}
