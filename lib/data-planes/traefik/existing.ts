import { Construct } from 'constructs';
import { entryPointArguments } from '../../controllers/traefik/entry-points';
import { Exposure } from '../../model/exposure';
import { assertPortName } from '../../model/names';
import { Protocol } from '../../model/port';
import { Refusal, refusedAt } from '../../model/refusal';
import { addObject } from '../../objects/api-objects';
import { PatchFile, writeFiles } from '../patch-files';
import { OwnEntryPoint, PlannedEntryPoint, planEntryPoints } from './entry-point-plan';
import { helmValues, PatchedTraefik, patchesOf, patchNames } from './existing-files';
import { assertExistingProps, CHART_ENTRY_POINTS, ExistingTraefikProps } from './existing-props';
import { PROXY_PROTOCOL_VERSION } from './install-props';
import { routeManifests } from './routes';
import { TraefikPlane } from './traefik-plane';

/**
 * A Traefik that is somebody else's: the chart gets the routes and nothing else. What has to change on Traefik itself, its entryPoints and
 * the ports of its Service, comes as arguments, as values for its Helm chart, and as patch files, each with its command.
 */
export class ExistingTraefik extends TraefikPlane {
  private readonly target: PatchedTraefik;

  /** @internal made by Traefik.existing */
  public constructor(props: ExistingTraefikProps) {
    assertExistingProps(props);
    const { namespace = 'traefik', controllerKind = 'Deployment', controller = 'traefik' } = props;
    const own: OwnEntryPoint[] = (props.entryPoints ?? CHART_ENTRY_POINTS).map(({ protocol = Protocol.TCP, ...rest }) => ({
      ...rest,
      protocol,
    }));
    const { proxyProtocolTrustedIps: trustedIps, proxyProtocolVersion = PROXY_PROTOCOL_VERSION, graceSeconds, ingressClass } = props;
    super({
      entryPoints: { own, trustedIps, graceSeconds },
      routes: { prefix: controller, ingressClass, proxyProtocolVersion, own },
      allowCrossNamespace: props.allowCrossNamespace ?? false,
      crossNamespaceRemedy:
        'give Services of one namespace, or start Traefik with --providers.kubernetescrd.allowCrossNamespace=true and say allowCrossNamespace: true',
      reserved: [],
      ...(props.namespaces === undefined ? {} : { namespaces: props.namespaces }),
      claims: [`${controllerKind} ${namespace}/${controller}`],
    });
    this.target = {
      namespace,
      controllerKind,
      controller,
      container: props.container ?? controller,
      service: props.service ?? controller,
    };
  }

  public override admit(exposures: Exposure[]): void {
    // The Helm chart makes a port of the container from each entryPoint.
    exposures.filter(({ hostnames }) => hostnames === undefined).forEach(({ name }) => assertPortName(name, 'name'));
    super.admit(exposures);
  }

  public render(scope: Construct, exposures: Exposure[]): void {
    for (const manifest of routeManifests(exposures, this.reader.routes)) {
      const { kind, metadata } = manifest as { kind: string; metadata: { name: string; namespace: string } };
      addObject(scope, `${kind}-${metadata.namespace}-${metadata.name}`, manifest);
    }
  }

  /** What Traefik has to be started with for the exposures that the gateway has now, in the order of the ports. Throws where it has none. */
  public arguments(): string[] {
    return refusedAt(this.arguments, this.gateway, () => this.planned().flatMap(entryPointArguments));
  }

  /** Values for Traefik's Helm chart, as YAML with their command in a comment at its head. Throws where the gateway has no exposures. */
  public helmValues(): string {
    return refusedAt(this.helmValues, this.gateway, () => helmValues(this.target, this.planned()));
  }

  /** The patches for a Traefik that Helm does not manage. Throws where the gateway has no exposures. */
  public patches(): PatchFile[] {
    return refusedAt(this.patches, this.gateway, () => this.patchFiles());
  }

  /**
   * Writes the patches into a folder, which is made where it is missing, and returns their paths; a patch of an earlier run that
   * the table needs no more is removed. Never into the folder that is applied.
   */
  public writePatches(folder: string): string[] {
    const files = refusedAt(this.writePatches, this.gateway, () => this.patchFiles());
    return writeFiles(folder, files, patchNames(this.target));
  }

  private patchFiles(): PatchFile[] {
    const planned = this.planned();
    return planned.length === 0 ? [] : patchesOf(this.target, planned);
  }

  /** The entryPoints that Traefik lacks. */
  private planned(): PlannedEntryPoint[] {
    const exposures = this.gateway?.exposures ?? [];
    if (exposures.length === 0) {
      throw new Refusal('Traefik needs nothing yet: expose ports first, then ask what it has to be started with');
    }
    const problems = this.validate(exposures);
    if (problems.length > 0) {
      throw new Refusal(problems[0]);
    }
    return planEntryPoints(exposures, this.reader.entryPoints);
  }
}
