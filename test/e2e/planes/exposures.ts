import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Capability, LabeledPort, LabeledStatefulService, Protocol, TcpMultiPortGateway } from 'cdk8s-multiport';
import { datagramServer, webServer } from '../support/backends';
import { ask, askUdp, proxyHeader, Target } from '../support/clients';

/** Namespace of the gateways that have none of their own. */
export const EDGE = 'e2e-edge';
/** Namespaces of the backends. */
export const APPS = 'e2e-apps';
export const MORE = 'e2e-more';

/** StatefulSets of the backends, by namespace. */
export const WORKLOADS: Readonly<Record<string, readonly string[]>> = {
  [APPS]: ['shop', 'mail', 'proxied', 'block', 'dns', 'games', 'voice'],
  [MORE]: ['shop', 'arena'],
};

/** Client that a load balancer in front would name. */
const CLIENT = '192.0.2.7';

export interface Backends {
  readonly shop: LabeledStatefulService;
  readonly shopElsewhere: LabeledStatefulService;
  readonly mail: LabeledStatefulService;
  readonly proxied: LabeledStatefulService;
  readonly block: LabeledStatefulService;
  readonly dns: LabeledStatefulService;
  readonly games: LabeledStatefulService;
  readonly arena: LabeledStatefulService;
  readonly voice: LabeledStatefulService;
}

/** The same for every plane. Two workloads have one name in two namespaces, so that who mixes them up is seen. */
export function backends(scope: Construct): Backends {
  const chart = new Chart(scope, 'backends');
  for (const namespace of [APPS, MORE, EDGE]) {
    new k8s.KubeNamespace(chart, `namespace-${namespace}`, { metadata: { name: namespace } });
  }
  const web = (namespace: string, name: string, ports: LabeledPort[], proxied: number[] = []): LabeledStatefulService =>
    webServer(chart, { namespace, name, replicas: name === 'shop' && namespace === APPS ? 2 : 1 }, ports, proxied);
  return {
    shop: web(APPS, 'shop', [
      { port: 8080, name: 'http', servicePort: 80 },
      { port: 9100, name: 'metrics' },
    ]),
    shopElsewhere: web(MORE, 'shop', [{ port: 8081 }]),
    mail: web(APPS, 'mail', [{ port: 2525, servicePort: 25 }]),
    proxied: web(APPS, 'proxied', [{ port: 9000 }, { port: 9001 }], [9000]),
    block: web(APPS, 'block', [{ port: 20100, endPort: 20104 }]),
    dns: datagramServer(chart, { namespace: APPS, name: 'dns' }, [5353], true),
    games: datagramServer(chart, { namespace: APPS, name: 'games' }, [27015]),
    arena: datagramServer(chart, { namespace: MORE, name: 'arena' }, [27015]),
    voice: datagramServer(chart, { namespace: APPS, name: 'voice' }, [20200, 20201]),
  };
}

/** An exposed port, and the answers that are right on it. */
export interface Expected {
  readonly port: number;
  readonly protocol: Protocol;
  readonly right: RegExp;
  /** Whether the client sends the PROXY header. */
  readonly proxied: boolean;
}

/** Exposes twenty ports, of all kinds that the plane can do. */
export function exposeTwenty(gateway: TcpMultiPortGateway, able: Capability, to: Backends): Expected[] {
  const expected: Expected[] = [];
  const udp = able.protocols.includes(Protocol.UDP);
  const accepts = able.acceptsProxyProtocol.includes(Protocol.TCP);
  const sends = able.sendsProxyProtocol.includes(Protocol.TCP);
  const tcp = (
    port: number,
    backend: LabeledStatefulService,
    servicePort: number | string,
    right: RegExp,
    accept = false,
    send = false,
  ): void => {
    gateway.expose(port, backend, { servicePort, proxyProtocol: { accept, send } });
    expected.push({ port, protocol: Protocol.TCP, right, proxied: accept });
  };
  const datagrams = (port: number, backend: LabeledStatefulService, servicePort: number, right: RegExp): void => {
    if (udp) {
      gateway.expose(port, backend, { servicePort, protocol: Protocol.UDP });
      expected.push({ port, protocol: Protocol.UDP, right, proxied: false });
    } else {
      tcp(port, to.shop, 'metrics', /^shop-[01] 9100 -$/);
    }
  };

  tcp(10000, to.shop, 'http', /^shop-[01] 8080 -$/);
  tcp(10001, to.shop, 'metrics', /^shop-[01] 9100 -$/);
  tcp(10002, to.shopElsewhere, 8081, /^shop-0 8081 -$/);
  tcp(25, to.mail, 25, /^mail-0 2525 -$/);
  tcp(10003, to.proxied, 9001, /^proxied-0 9001 -$/);
  gateway.exposeRange(20100, 20104, to.block).forEach(({ port, protocol }) => {
    expected.push({ port, protocol, right: new RegExp(`^block-0 ${port} -$`), proxied: false });
  });
  tcp(5353, to.dns, 5353, /^dns-0$/);
  if (udp) {
    datagrams(5353, to.dns, 5353, /^dns-0$/);
  } else {
    tcp(5354, to.dns, 5353, /^dns-0$/);
  }
  datagrams(27015, to.games, 27015, /^games-0$/);
  datagrams(27016, to.arena, 27015, /^arena-0$/);
  if (udp) {
    gateway.exposeRange(20200, 20201, to.voice, { protocol: Protocol.UDP }).forEach(({ port, protocol }) => {
      expected.push({ port, protocol, right: /^voice-0$/, proxied: false });
    });
  } else {
    [20200, 20201].forEach((port) => tcp(port, to.shop, 'http', /^shop-[01] 8080 -$/));
  }
  tcp(10010, to.shop, 'http', /^shop-[01] 8080 -$/, accepts);
  tcp(10011, to.proxied, sends ? 9000 : 9001, sends ? /^proxied-0 9000 [0-9a-f.:]+$/ : /^proxied-0 9001 -$/, false, sends);
  const both = accepts && sends;
  tcp(10012, to.proxied, both ? 9000 : 9001, both ? /^proxied-0 9000 192\.0\.2\.7$/ : /^proxied-0 9001 -$/, both, both);
  tcp(10013, to.mail, 25, /^mail-0 2525 -$/);
  return expected;
}

/** One connection to an exposed port. */
export function tryPort(target: Target, { protocol, proxied }: Expected, milliseconds?: number): Promise<string> {
  return protocol === Protocol.UDP ? askUdp(target, 'hostname') : ask(target, proxied ? proxyHeader(CLIENT) : '', milliseconds);
}
