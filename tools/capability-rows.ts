import { Capability, DataPlane, GatewayApi, GatewayImplementation, IngressNginx, SharedIp, Traefik } from '../lib';
import { profileOf } from '../lib/controllers/gateway-api/implementations';
import { MOST_LISTENERS } from '../lib/controllers/gateway-api/limits';

/** One line of the table. */
export interface Row {
  /** The way into the plane, as Markdown. */
  readonly title: string;
  readonly capability: Capability;
  /** Makes the plane anew: the table then tries what a new port restarts. @default - `restarts` says it */
  readonly make?: () => DataPlane;
  /** What a new port restarts, of planes whose proxy is not in the program. @default - not known */
  readonly restarts?: string;
}

/** A plane whose proxy is in the program. */
const installed = (title: string, make: () => DataPlane): Row => ({ title, capability: make().capability, make });

/** The planes in the order of the table: another one is another line. */
export const ROWS: readonly Row[] = [
  installed('`IngressNginx.install()`', () => IngressNginx.install()),
  installed("`IngressNginx.install({ profile: 'l4' })`", () => IngressNginx.install({ profile: 'l4' })),
  { title: '`IngressNginx.existing()`', capability: IngressNginx.existing().capability, restarts: 'nothing' },
  installed('`Traefik.install({ proxyProtocolTrustedIps })`', () => Traefik.install({ proxyProtocolTrustedIps: ['10.0.0.0/8'] })),
  { title: '`Traefik.existing()`', capability: Traefik.existing().capability, restarts: 'Deployment traefik' },
  ...Object.values(GatewayImplementation).map(ofImplementation),
  withoutProxy('metalLb', SharedIp.metalLb({ address: '192.0.2.10' })),
  withoutProxy('kubeVip', SharedIp.kubeVip({ address: '192.0.2.10' })),
  withoutProxy('cilium', SharedIp.cilium({ address: '192.0.2.10' })),
  withoutProxy('azure', SharedIp.azure({ address: '192.0.2.10' })),
];

/** A Gateway of this implementation, at its newest version. */
function ofImplementation(implementation: GatewayImplementation): Row {
  const { capability } = GatewayApi.forClass('any', { implementation });
  const { maxListeners, listenerSets, newPortRestarts } = profileOf(implementation);
  const most = maxListeners ?? (listenerSets ? undefined : MOST_LISTENERS);
  return { title: `\`GatewayApi\`, ${capability.name}`, capability: { ...capability, maxExposures: most }, restarts: newPortRestarts };
}

/** Services alone: there is nothing that could be restarted. */
function withoutProxy(name: string, { capability }: DataPlane): Row {
  return { title: `\`SharedIp.${name}()\``, capability, restarts: 'nothing' };
}
