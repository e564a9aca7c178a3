import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Exposure } from '../../model/exposure';
import { Protocol } from '../../model/port';
import { warn } from '../../model/warning';
import { addObject } from '../../objects/api-objects';
import { PlainObject } from '../../model/plain';
import { jobManifests, webhookManifest, webhookServiceManifest } from './controller-admission';
import { MAP_FLAG, withFlag } from '../../controllers/ingress-nginx/controller-args';
import { controllerNames, ControllerNames, objectLabels } from './controller-names';
import { admissionAccount, controllerAccount, rbacManifests } from './controller-rbac';
import { controllerServiceManifest } from './controller-service';
import { baseArgs, deploymentManifest } from './controller-workload';
import { checkedNames, IngressNginxInstallProps, UPSTREAM_NAME, withFurtherArgs } from './install-props';
import { DEFAULT_VERSION, Release, releaseOf } from './releases';
import { HTTP_OF_SERVICE, reservedPorts } from '../../controllers/ingress-nginx/reserved-ports';
import { renderStreamMap } from '../../controllers/ingress-nginx/stream-map';
import { addMap, defaultMapName, entriesOf, PROTOCOLS, StreamPlane } from './stream-plane';

/** The whole controller as objects of this program. */
export class InstalledIngressNginx extends StreamPlane {
  private readonly names: ControllerNames;
  private readonly release: Release;
  private readonly full: boolean;
  private readonly args: readonly string[];

  public constructor(private readonly props: IngressNginxInstallProps) {
    const { full, name, namespace } = checkedNames(props);
    const release = releaseOf(props.version ?? DEFAULT_VERSION);
    const names = controllerNames(name, namespace);
    const electionId = name === UPSTREAM_NAME ? release.electionId : `${name}-leader`;
    const classes = { controller: `k8s.io/${name}`, ingress: ingressClassOf(name) };
    const args = withFurtherArgs(baseArgs(names, electionId, classes, full), props.args ?? []);
    super({
      namespace,
      args,
      reserved: [...reservedPorts(args, props.image ?? release.controllerImage), ...(full ? HTTP_OF_SERVICE : [])],
      portNames: full ? ['http', 'https'] : [],
      maps: { TCP: { namespace, name: defaultMapName(Protocol.TCP) }, UDP: { namespace, name: defaultMapName(Protocol.UDP) } },
      claims: [`Namespace ${namespace}`, `ClusterRole ${name}`],
    });
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
    const { names, release, full, props } = this;
    const accounts = [controllerAccount(names, release), ...(full ? [admissionAccount(names)] : [])];
    const labels = objectLabels(names, release.version, 'controller');
    const ofEveryVersion = ['app.kubernetes.io/instance', 'app.kubernetes.io/name'].map((key) => [key, labels[key]]);

    add(k8s.KubeNamespace.manifest({ metadata: { name: names.namespace, labels: Object.fromEntries(ofEveryVersion) as typeof labels } }));
    rbacManifests(accounts, names, release).forEach((manifest) => add(manifest));
    add(this.settingsManifest(labels));
    for (const protocol of this.protocolsFor(exposures)) {
      addMap(scope, { namespace: names.namespace, name: defaultMapName(protocol) }, renderStreamMap(entriesOf(exposures, protocol)));
    }
    add(controllerServiceManifest(names, labels, props.service ?? {}, full, exposures), props.serviceOverrides);
    if (full) {
      add(webhookServiceManifest(names, release));
    }
    add(this.deployment(exposures), props.deploymentOverrides);
    if (full) {
      jobManifests(names, release).forEach((manifest) => add(manifest));
      const spec = { controller: `k8s.io/${names.instance}` };
      add(k8s.KubeIngressClass.manifest({ metadata: { name: ingressClassOf(names.instance), labels }, spec }));
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
    return PROTOCOLS.filter((protocol) => !this.full || exposures.some((exposure) => exposure.protocol === protocol));
  }

  private deployment(exposures: readonly Exposure[]): PlainObject {
    const args = this.protocolsFor(exposures).reduce(
      (list, protocol) => withFlag(list, MAP_FLAG[protocol], `$(POD_NAMESPACE)/${defaultMapName(protocol)}`),
      this.args,
    );
    const { names, release, full, props } = this;
    const image = props.image ?? release.controllerImage;
    return deploymentManifest({ names, release, full, args, image, replicas: props.replicas, resources: props.resources });
  }
}

function ingressClassOf(name: string): string {
  return name === UPSTREAM_NAME ? 'nginx' : name;
}
