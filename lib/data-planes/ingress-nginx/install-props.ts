import { k8s } from 'cdk8s-plus-27';
import { assertDnsLabel, assertServiceName } from '../../model/names';
import { assertCount, assertList, assertObject, assertOneOf, display, isPort } from '../../model/port';
import { Refusal } from '../../model/refusal';
import { OWNED_BY_EVERY_OBJECT, OwnedPath, refuseOwned } from '../../objects/owned';
import { MAP_FLAG, withFlag } from '../../controllers/ingress-nginx/controller-args';
import { assertServiceOptions, ControllerServiceOptions } from '../service-options';
import { PORT_FLAGS } from '../../controllers/ingress-nginx/reserved-ports';

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
  /** Pods of the controller, 0 or more. @default - the cluster's default (1) */
  readonly replicas?: number;
  /** What the controller's container asks for and may use. @default - upstream's: 100m CPU and 90Mi memory, no limits */
  readonly resources?: k8s.ResourceRequirements;
  /**
   * Further arguments, as `--flag=value`: `--http-port=8080` frees port 80 with profile l4. Not those that this construct sets.
   * @default - none
   */
  readonly args?: string[];
  /** @default - as upstream's cloud manifest */
  readonly service?: ControllerServiceOptions;
  /** Laid over the controller's Deployment: maps merge, lists are replaced; not its names, selector, labels and containers. @default - nothing */
  readonly deploymentOverrides?: { readonly [key: string]: any };
  /** Laid over the controller's Service: maps merge, lists are replaced; not its names, ports and selector. @default - nothing */
  readonly serviceOverrides?: { readonly [key: string]: any };
}

export const UPSTREAM_NAME = 'ingress-nginx';

const OWNED_BY_DEPLOYMENT: readonly OwnedPath[] = [
  ...OWNED_BY_EVERY_OBJECT,
  ['spec.selector', 'leave it out'],
  ['spec.template.metadata.labels', 'leave it out'],
  ['spec.template.spec.containers', 'use args, image and resources'],
];
const OWNED_BY_SERVICE: readonly OwnedPath[] = [...OWNED_BY_EVERY_OBJECT, ['spec.ports', 'use expose'], ['spec.selector', 'leave it out']];

/** What the names and the profile come to. */
export interface InstallNames {
  readonly full: boolean;
  readonly name: string;
  readonly namespace: string;
}

/** Checks everything but the version. Throws at the first thing that is wrong. */
export function checkedNames(props: IngressNginxInstallProps): InstallNames {
  assertObject(props, 'the props', "{ profile: 'l4' }");
  assertOneOf(props.profile ?? 'full', ['full', 'l4'], 'profile');
  const full = (props.profile ?? 'full') === 'full';
  const name = props.name ?? (full ? UPSTREAM_NAME : `${UPSTREAM_NAME}-l4`);
  const namespace = props.namespace ?? name;
  assertServiceName(name, 'name', 63 - '-controller-admission'.length);
  assertDnsLabel(namespace, 'namespace');
  if (props.image !== undefined && (typeof props.image !== 'string' || props.image === '')) {
    throw new Refusal(`image ${display(props.image)} is no image: give its name, with tag or digest`);
  }
  if (props.replicas !== undefined) {
    assertCount(props.replicas, 0, 'replicas', 'Pods');
  }
  assertServiceOptions(props.service ?? {});
  refuseOwned(props.deploymentOverrides, 'deploymentOverrides', OWNED_BY_DEPLOYMENT, 'which the gateway needs as it is');
  refuseOwned(props.serviceOverrides, 'serviceOverrides', OWNED_BY_SERVICE, 'which the gateway needs as it is');
  return { full, name, namespace };
}

/** `base` with the user's arguments behind it, each flag once. Throws where one is none, or is set by the construct. */
export function withFurtherArgs(base: readonly string[], further: readonly string[]): readonly string[] {
  assertList(further, 'args', "['--v=2']");
  const own = new Set([...base, ...Object.values(MAP_FLAG), '--validating-webhook'].map((arg) => arg.split('=')[0]));
  return further.reduce<readonly string[]>((args, arg) => {
    const [, flag, value] = /^(--[a-z][a-z0-9-]*)(?:=(.*))?$/s.exec(String(arg)) ?? [];
    if (flag === undefined) {
      throw new Refusal(`args has ${display(arg)}, which is no flag: give it as --flag=value`);
    }
    if (own.has(flag)) {
      throw new Refusal(`args has ${flag}, which is set already, and which other objects depend on: leave it out`);
    }
    if (PORT_FLAGS.includes(flag) && !isPort(Number(value === '' ? NaN : value))) {
      throw new Refusal(`args gives ${flag} the value ${display(value)}, which is no port: give an integer from 1 to 65535`);
    }
    return value === undefined ? [...args, flag] : withFlag(args, flag, value);
  }, base);
}
