import { Construct } from 'constructs';
import { Exposure } from '../../model/exposure';
import { assertDnsLabel, assertObjectName, assertServiceName } from '../../model/names';
import { assertList, assertObject, assertOneOf, Protocol } from '../../model/port';
import { Refusal, refusedAt } from '../../model/refusal';
import { PatchFile, writeFiles } from '../patch-files';
import { argumentsPatch, patchNames, portsPatches } from './existing-patches';
import { HTTP_OF_SERVICE, reservedPorts } from '../../controllers/ingress-nginx/reserved-ports';
import { renderStreamMap } from '../../controllers/ingress-nginx/stream-map';
import { Outside } from '../data-plane';
import { addMap, defaultMapName, entriesOf, PROTOCOLS, StreamPlane } from './stream-plane';

export interface ExistingIngressNginxProps {
  /** Namespace of the controller. @default "ingress-nginx" */
  readonly namespace?: string;
  /** @default "Deployment" */
  readonly controllerKind?: 'Deployment' | 'DaemonSet';
  /** Name of the controller's Deployment or DaemonSet. @default "ingress-nginx-controller" */
  readonly controller?: string;
  /** Name of the controller's container. @default "controller" */
  readonly container?: string;
  /** Name of the controller's Service. @default "ingress-nginx-controller" */
  readonly service?: string;
  /** Arguments that the controller is started with, as far as they move its own ports (`--http-port=8080`) or hold it to a namespace. @default - upstream's */
  readonly args?: string[];
  /** Name of the TCP map. @default "tcp-services" */
  readonly tcpConfigMap?: string;
  /** Name of the UDP map. @default "udp-services" */
  readonly udpConfigMap?: string;
}

const UPSTREAM_NAME = 'ingress-nginx-controller';
const UPSTREAM_ARGS = ['--validating-webhook=:8443'];

/**
 * A controller that is somebody else's: the chart gets the maps and nothing else. What has to change on the controller itself,
 * its argument and the ports of its Service, comes as patch files, each with the command that applies it.
 */
export class ExistingIngressNginx extends StreamPlane {
  private readonly target: Required<Omit<ExistingIngressNginxProps, 'args'>>;

  /** @internal made by IngressNginx.existing */
  public constructor(props: ExistingIngressNginxProps) {
    assertObject(props, 'the props', "{ namespace: 'ingress-nginx' }");
    assertList(props.args ?? [], 'args', "['--http-port=8080']");
    const args = [...UPSTREAM_ARGS, ...(props.args ?? []).map(String)];
    const namespace = props.namespace ?? 'ingress-nginx';
    const maps = {
      TCP: { namespace, name: props.tcpConfigMap ?? defaultMapName(Protocol.TCP) },
      UDP: { namespace, name: props.udpConfigMap ?? defaultMapName(Protocol.UDP) },
    };
    super({ namespace, args, reserved: [...reservedPorts(args), ...HTTP_OF_SERVICE], portNames: ['http', 'https'], maps });
    this.target = {
      namespace,
      controllerKind: props.controllerKind ?? 'Deployment',
      controller: props.controller ?? UPSTREAM_NAME,
      container: props.container ?? 'controller',
      service: props.service ?? UPSTREAM_NAME,
      tcpConfigMap: maps.TCP.name,
      udpConfigMap: maps.UDP.name,
    };
    const { controllerKind, controller, container, service, tcpConfigMap, udpConfigMap } = this.target;
    assertDnsLabel(namespace, 'namespace');
    assertOneOf(controllerKind, ['Deployment', 'DaemonSet'], 'controllerKind');
    assertObjectName(controller, 'controller');
    assertDnsLabel(container, 'container');
    assertServiceName(service, 'service');
    assertObjectName(tcpConfigMap, 'tcpConfigMap');
    assertObjectName(udpConfigMap, 'udpConfigMap');
  }

  public render(scope: Construct, exposures: Exposure[]): void {
    for (const protocol of PROTOCOLS) {
      const entries = entriesOf(exposures, protocol);
      if (entries.length > 0) {
        addMap(scope, { namespace: this.target.namespace, name: this.mapName(protocol) }, renderStreamMap(entries));
      }
    }
  }

  public override outside(): Outside {
    return { maps: PROTOCOLS.map((protocol) => ({ namespace: this.target.namespace, name: this.mapName(protocol), protocol })) };
  }

  /** The patches for the exposures that the gateway has now. Throws where it has none. */
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
    const exposures = this.gateway?.exposures ?? [];
    if (exposures.length === 0) {
      throw new Refusal('there is nothing to patch: expose ports first, then ask for the patches');
    }
    const maps = PROTOCOLS.filter((protocol) => exposures.some((exposure) => exposure.protocol === protocol)).map((protocol) => ({
      protocol,
      name: this.mapName(protocol),
    }));
    return [...portsPatches(this.target, exposures), argumentsPatch(this.target, maps)];
  }

  private mapName(protocol: Protocol): string {
    return protocol === Protocol.TCP ? this.target.tcpConfigMap : this.target.udpConfigMap;
  }
}
