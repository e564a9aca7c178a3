import { INTERNAL_ENTRY_POINT, INTERNAL_PORT } from '../../controllers/traefik/entry-points';
import { assertDnsLabel, assertObjectName, assertServiceName } from '../../model/names';
import { assertList, assertObject, assertOneOf, assertPort, assertProtocol, display, Protocol } from '../../model/port';
import { Refusal } from '../../model/refusal';
import { assertTraffic } from './install-props';

/** An entryPoint that a Traefik has without the gateway. */
export interface ExistingTraefikEntryPoint {
  /** Its name, as in `--entryPoints.NAME.address`. */
  readonly name: string;
  /** The port that it listens on in the container. */
  readonly port: number;
  /** @default Protocol.TCP */
  readonly protocol?: Protocol;
  /**
   * The port of Traefik's Service that leads to it. That port takes TLS connections by host name (`exposeTls`), which then come in by this
   * entryPoint; nothing else.
   * @default - none
   */
  readonly exposedPort?: number;
}

export interface ExistingTraefikProps {
  /** Namespace of Traefik. @default "traefik" */
  readonly namespace?: string;
  /** @default "Deployment" */
  readonly controllerKind?: 'Deployment' | 'DaemonSet';
  /** Name of Traefik's Deployment or DaemonSet, and of the Helm release; the routes' names begin with it. @default "traefik" */
  readonly controller?: string;
  /** Name of Traefik's container. @default - as controller, as the Helm chart has it */
  readonly container?: string;
  /** Name of Traefik's Service. @default - as controller */
  readonly service?: string;
  /**
   * The entryPoints that it has already.
   * @default - those of the Helm chart: traefik 8080, metrics 9100, web 8000 (exposed as 80), websecure 8443 (exposed as 443)
   */
  readonly entryPoints?: ExistingTraefikEntryPoint[];
  /** Class that the routes need: what `--providers.kubernetescrd.ingressClass` says. @default - none */
  readonly ingressClass?: string;
  /** Namespaces that it reads: what `--providers.kubernetescrd.namespaces` says. @default - every namespace */
  readonly namespaces?: string[];
  /** Whether it is started with `--providers.kubernetescrd.allowCrossNamespace=true`. @default false */
  readonly allowCrossNamespace?: boolean;
  /** IP addresses and networks from which connections with a PROXY header come. @default - no PROXY header is read */
  readonly proxyProtocolTrustedIps?: string[];
  /** Version of the PROXY header that is sent with proxyProtocol.send: 1 is text, 2 binary. @default 2 */
  readonly proxyProtocolVersion?: number;
  /** Seconds that open connections through a port have when a Pod of Traefik stops. @default - Traefik's: 10 */
  readonly graceSeconds?: number;
}

/** Those of the Helm chart. */
export const CHART_ENTRY_POINTS: readonly ExistingTraefikEntryPoint[] = [
  { name: INTERNAL_ENTRY_POINT, port: INTERNAL_PORT },
  { name: 'metrics', port: 9100 },
  { name: 'web', port: 8000, exposedPort: 80 },
  { name: 'websecure', port: 8443, exposedPort: 443 },
];

/** Throws at the first option that is wrong. */
export function assertExistingProps(props: ExistingTraefikProps): void {
  assertObject(props, 'the props', "{ namespace: 'traefik' }");
  const { namespace = 'traefik', controllerKind = 'Deployment', controller = 'traefik', allowCrossNamespace = false } = props;
  assertDnsLabel(namespace, 'namespace');
  assertOneOf(controllerKind, ['Deployment', 'DaemonSet'], 'controllerKind');
  assertObjectName(controller, 'controller');
  assertDnsLabel(props.container ?? controller, 'container');
  assertServiceName(props.service ?? controller, 'service');
  assertOneOf(allowCrossNamespace, [true, false], 'allowCrossNamespace');
  if (props.ingressClass !== undefined) {
    assertObjectName(props.ingressClass, 'ingressClass');
  }
  if (props.namespaces !== undefined) {
    assertList(props.namespaces, 'namespaces', "['default']");
    props.namespaces.forEach((each, index) => assertDnsLabel(each, `namespaces[${index}]`));
  }
  assertTraffic(props);
  assertEntryPoints(props.entryPoints ?? []);
}

function assertEntryPoints(entryPoints: readonly ExistingTraefikEntryPoint[]): void {
  assertList(entryPoints, 'entryPoints', "[{ name: 'web', port: 8000, exposedPort: 80 }]");
  entryPoints.forEach((given, index) => {
    const what = `entryPoints[${index}]`;
    assertObject(given, what, "{ name: 'web', port: 8000, exposedPort: 80 }");
    const { name, port, protocol = Protocol.TCP, exposedPort } = given;
    if (typeof name !== 'string' || !/^[^.=\s]+$/.test(name)) {
      throw new Refusal(`${what}.name ${display(name)} is no name of an entryPoint: give one without dots, spaces and =`);
    }
    assertPort(port, `${what}.port`);
    assertProtocol(protocol, `${what}.protocol`);
    if (exposedPort !== undefined) {
      assertPort(exposedPort, `${what}.exposedPort`);
    }
  });
}
