import { App, Chart } from 'cdk8s';
import { GatewayImplementation } from '../lib/controllers/gateway-api/implementations';
import { Capability } from '../lib/data-planes/data-plane';
import { GatewayApi } from '../lib/data-planes/gateway-api/gateway-api';
import { TcpMultiPortGateway } from '../lib/gateway/tcp-multi-port-gateway';
import { MigratedExposure } from '../lib/migration/entries';
import { LeftBehind } from '../lib/migration/left-behind';
import { GatewaySettings } from '../lib/migration/program';
import { Refusal } from '../lib/model/refusal';
import { MigrateSettings, oneOf } from './migrate-settings';

/** What the constructs made of a table. */
export interface Synthesis {
  /** The objects; nothing where no exposure was taken. */
  readonly yaml: string;
  readonly gateway: GatewaySettings;
  /** The exposures that the data plane took. */
  readonly exposures: readonly MigratedExposure[];
  /** Those that it refused, and what there is to say of the others. */
  readonly refused: readonly LeftBehind[];
}

/** Makes the Gateway as a program would, and leaves out what its data plane refuses. */
export function synthesize(chart: string, settings: MigrateSettings, wanted: readonly MigratedExposure[]): Synthesis {
  const { className, name, namespace, version } = settings;
  const implementation =
    settings.implementation === undefined
      ? undefined
      : oneOf('--implementation', settings.implementation, Object.values(GatewayImplementation));
  const app = new App();
  const dataPlane = GatewayApi.forClass(className, { implementation, version, name, namespace });
  const gateway = new TcpMultiPortGateway(new Chart(app, chart), 'gateway', { dataPlane });
  const exposures: MigratedExposure[] = [];
  const refused: LeftBehind[] = [];
  for (const exposure of wanted) {
    const lack = proxyLack(dataPlane.capability, exposure) ?? refusalOf(gateway, exposure);
    if (lack !== undefined) {
      refused.push({ place: exposure.place, what: exposure.entry, noticed: true, ...lack });
      continue;
    }
    exposures.push(exposure);
    if (exposure.acceptProxyProtocol) {
      refused.push({ place: exposure.place, what: exposure.entry, noticed: false, ...ACCEPTS });
    }
  }
  return {
    yaml: exposures.length === 0 ? '' : yamlOf(app),
    gateway: {
      className,
      implementation: Object.entries(GatewayImplementation).find(([, value]) => value === implementation)?.[0],
      version,
      name,
      namespace,
    },
    exposures,
    refused,
  };
}

type Lack = Pick<LeftBehind, 'reason' | 'fix'>;

const ACCEPTS: Lack = {
  reason: 'the port takes only connections that begin with the PROXY header, as today',
  fix: 'see that the load balancer of the Gateway sends it',
};

/** The refusal of the gateway is about an option, and the user has an entry. */
function proxyLack(capability: Capability, { protocol, acceptProxyProtocol, sendProxyProtocol }: MigratedExposure): Lack | undefined {
  const { name, acceptsProxyProtocol, sendsProxyProtocol } = capability;
  if (acceptProxyProtocol && !acceptsProxyProtocol.includes(protocol)) {
    return {
      reason: `ingress-nginx reads the PROXY header on this port, and ${name} has no setting for it`,
      fix: 'give --implementation envoy-gateway where that is what you run, or take the first PROXY away if the load balancer of the Gateway sends none',
    };
  }
  return sendProxyProtocol && !sendsProxyProtocol.includes(protocol)
    ? {
        reason: `the backend gets the PROXY header from ingress-nginx, and ${name} has no setting for it`,
        fix: 'give --implementation envoy-gateway where that is what you run, or take the last PROXY away if the backend does without',
      }
    : undefined;
}

function refusalOf(gateway: TcpMultiPortGateway, exposure: MigratedExposure): Lack | undefined {
  const { port, protocol, namespace, service, servicePort, name, acceptProxyProtocol: accept, sendProxyProtocol: send } = exposure;
  try {
    gateway.expose(port, { namespace, name: service, port: servicePort }, { protocol, name, proxyProtocol: { accept, send } });
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) {
      return { reason: withoutPath(error.message, gateway) };
    }
    throw error;
  }
}

/** What cdk8s says of a tree that it does not synthesize is for the user, too: the table as a whole is refused. */
function yamlOf(app: App): string {
  try {
    return app.synthYaml();
  } catch (error) {
    const { message } = error as Error;
    const [head, ...lines] = message.split('\n');
    throw head.startsWith('Validation failed')
      ? new Refusal(lines.map((line) => line.trim().replace(/^\[[^\]]*\] /, '')).join('\n'))
      : error;
  }
}

/** The path of the construct says nothing to somebody who has none. */
function withoutPath(message: string, { node }: TcpMultiPortGateway): string {
  return message.startsWith(`${node.path}: `) ? message.slice(node.path.length + 2) : message;
}
