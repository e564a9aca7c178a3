import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { LabeledPort, LabeledStatefulService, Protocol } from 'cdk8s-multiport';

/** Servers whose answers say who they are. */
const NGINX = 'nginx';
const AGNHOST = 'registry.k8s.io/e2e-test-images/agnhost:2.56';

export interface ServerOptions {
  readonly namespace: string;
  readonly name: string;
  /** @default 1 */
  readonly replicas?: number;
}

/** Pods come at once and go quickly: the suite waits for both. */
const QUICK = { statefulSet: { spec: { podManagementPolicy: 'Parallel' } } };

/**
 * nginx that answers every request on each of its ports with `<Pod> <port> <client>`: the port that it listens on, and the client as
 * the PROXY header has it on the ports that read one, "-" on the others.
 */
export function webServer(
  scope: Construct,
  options: ServerOptions,
  ports: readonly LabeledPort[],
  proxied: readonly number[] = [],
): LabeledStatefulService {
  const { namespace, name, replicas } = options;
  const numbers = ports.flatMap(({ port, endPort = port }) => Array.from({ length: endPort - port + 1 }, (_, index) => port + index));
  const config = `${name}-config`;
  new k8s.KubeConfigMap(scope, `${namespace}-${config}`, {
    metadata: { name: config, namespace },
    data: { 'default.conf': numbers.map((port) => serverBlock(port, proxied.includes(port))).join('') },
  });
  return new LabeledStatefulService(scope, `${namespace}-${name}`, {
    name,
    namespace,
    replicas,
    labels: { app: name },
    ports: [...ports],
    container: {
      name: 'nginx',
      image: NGINX,
      volumeMounts: [{ name: 'config', mountPath: '/etc/nginx/conf.d' }],
      readinessProbe: { tcpSocket: { port: k8s.IntOrString.fromNumber(numbers[0]) }, periodSeconds: 1 },
    },
    pod: { volumes: [{ name: 'config', configMap: { name: config } }], terminationGracePeriodSeconds: 5 },
    overrides: QUICK,
  });
}

function serverBlock(port: number, proxied: boolean): string {
  return `server {
  listen ${port}${proxied ? ' proxy_protocol' : ''};
  keepalive_timeout 600;
  default_type text/plain;
  location / { return 200 "$hostname $server_port ${proxied ? '$proxy_protocol_addr' : '-'}\\n"; }
}
`;
}

/** agnhost: its Pod's name over UDP, and over HTTP on the same numbers. One container for each port. */
export function datagramServer(
  scope: Construct,
  options: ServerOptions,
  ports: readonly number[],
  withTcp = false,
): LabeledStatefulService {
  const { namespace, name, replicas } = options;
  const container = (port: number): k8s.Container => ({
    name: `port-${port}`,
    image: AGNHOST,
    args: ['netexec', `--http-port=${port}`, `--udp-port=${port}`],
  });
  const [first, ...others] = ports.map(container);
  return new LabeledStatefulService(scope, `${namespace}-${name}`, {
    name,
    namespace,
    replicas,
    labels: { app: name },
    ports: ports.flatMap((port) => [{ port, protocol: Protocol.UDP }, ...(withTcp ? [{ port, protocol: Protocol.TCP }] : [])]),
    container: first,
    pod: { sidecars: others, terminationGracePeriodSeconds: 1 },
    overrides: QUICK,
  });
}
