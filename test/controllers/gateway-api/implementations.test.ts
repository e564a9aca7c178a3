import * as fc from 'fast-check';
import { assertCapable } from '../../../lib/gateway/capability-check';
import {
  CATALOGUE,
  GatewayImplementation,
  implementationOfController,
  profileOf,
} from '../../../lib/controllers/gateway-api/implementations';
import { Profile, STANDARD } from '../../../lib/controllers/gateway-api/profile';
import { compareReleases, parseRelease } from '../../../lib/controllers/gateway-api/release';
import { Protocol } from '../../../lib/model/port';
import { messageOf } from '../../support/message';

const { CILIUM, ENVOY_GATEWAY, NGINX_GATEWAY_FABRIC, AWS_LOAD_BALANCER_CONTROLLER, TRAEFIK, ISTIO, CONTOUR, KONG } = GatewayImplementation;
const ALL = Object.values(GatewayImplementation);

/** What a profile can do, in one line. */
function line(profile: Profile): string {
  const { tcpRoute, udpRoute, tlsRoute, listenerSets, weights, staticAddresses, infrastructure } = profile;
  const routes = [tcpRoute, udpRoute, tlsRoute].map((version) => version ?? '-').join(' ');
  return [
    routes,
    listenerSets ? 'sets' : '-',
    weights.join('+') || '-',
    staticAddresses ? 'addresses' : '-',
    infrastructure ? 'infrastructure' : '-',
  ].join(' | ');
}

test.each([
  [CILIUM, 'Cilium 1.20', 'v1 v1 v1 | sets | TCP+UDP | addresses | infrastructure'],
  [ENVOY_GATEWAY, 'Envoy Gateway 1.9', 'v1 v1 v1 | sets | TCP+UDP | addresses | infrastructure'],
  [NGINX_GATEWAY_FABRIC, 'NGINX Gateway Fabric 2.7', 'v1 v1 v1 | sets | TCP+UDP | addresses | infrastructure'],
  [AWS_LOAD_BALANCER_CONTROLLER, 'AWS Load Balancer Controller 3.5', 'v1 v1 - | sets | TCP | - | -'],
  [TRAEFIK, 'Traefik 3.7', 'v1alpha2 - v1 | - | TCP | - | -'],
  [ISTIO, 'Istio 1.31', 'v1 - v1 | sets | TCP | addresses | infrastructure'],
  [CONTOUR, 'Contour 1.33', 'v1alpha2 - v1alpha2 | - | - | - | infrastructure'],
  [KONG, 'Kong Operator 2.3', 'v1 v1 v1 | - | UDP | - | infrastructure'],
])('the newest %s', (implementation, title, can) => {
  const profile = profileOf(implementation);
  expect([profile.title, line(profile)]).toEqual([title, can]);
});

test('no implementation is the standard', () => {
  expect(profileOf()).toBe(STANDARD);
});

test.each([
  [CILIUM, '1.19.4', '- - v1alpha2 | - | - | addresses | infrastructure'],
  [CILIUM, '1.16', '- - - | - | - | - | -'],
  [ENVOY_GATEWAY, '1.8.3', 'v1alpha2 v1alpha2 v1 | sets | - | addresses | infrastructure'],
  [ENVOY_GATEWAY, '1.7', 'v1alpha2 v1alpha2 v1alpha2 | - | - | addresses | infrastructure'],
  [NGINX_GATEWAY_FABRIC, '2.6.7', 'v1alpha2 v1alpha2 v1 | sets | - | addresses | infrastructure'],
  [NGINX_GATEWAY_FABRIC, '2.6.2', 'v1alpha2 v1alpha2 v1 | - | - | addresses | infrastructure'],
  [NGINX_GATEWAY_FABRIC, '2.3', '- - v1alpha2 | - | - | addresses | -'],
  [AWS_LOAD_BALANCER_CONTROLLER, '3.4', 'v1alpha2 v1alpha2 - | sets | TCP | - | -'],
  [AWS_LOAD_BALANCER_CONTROLLER, '2.13.2', '- - - | - | - | - | -'],
  [TRAEFIK, '3.6', 'v1alpha2 - v1alpha2 | - | - | - | -'],
  [TRAEFIK, '3.8', 'v1alpha2 - v1 | sets | TCP | - | -'],
  [ISTIO, '1.30.5', 'v1alpha2 - v1 | sets | TCP | addresses | infrastructure'],
  [ISTIO, '1.29', 'v1alpha2 - v1alpha2 | - | TCP | addresses | infrastructure'],
  [KONG, '2.2.6', '- - v1 | - | - | - | infrastructure'],
])('%s %s', (implementation, version, can) => {
  expect(line(profileOf(implementation, version))).toBe(can);
});

test.each([
  ['1.9', 'Envoy Gateway 1.9'],
  ['v1.9.1', 'Envoy Gateway 1.9.1'],
  ['1.12', 'Envoy Gateway 1.12'],
])('version %s has its own number in the title, and a newer one does what the newest does', (version, title) => {
  expect(profileOf(ENVOY_GATEWAY, version)).toEqual({ ...profileOf(ENVOY_GATEWAY), title });
});

test('what is neither an implementation nor a version is refused', () => {
  expect(messageOf(() => profileOf('nginx' as GatewayImplementation))).toBe(
    'implementation "nginx" is not known: give "cilium" or "envoy-gateway" or "nginx-gateway-fabric" or "aws-load-balancer-controller" or ' +
      '"traefik" or "istio" or "contour" or "kong"',
  );
  expect(messageOf(() => profileOf(CILIUM, 'main'))).toBe(
    'version "main" of Cilium is not valid: give major and minor, with or without the patch, as "1.20" or "1.20.1"',
  );
});

/** What the gateway says to somebody who asks this profile for an exposure. */
function refusal(
  profile: Profile,
  asked: { protocol?: Protocol; hostnames?: string[]; weighted?: boolean; accept?: boolean; send?: boolean },
): string {
  const { title: name, tcpRoute, udpRoute, tlsRoute, weights, remedies } = profile;
  const protocols = [...(tcpRoute ? [Protocol.TCP] : []), ...(udpRoute ? [Protocol.UDP] : [])];
  const backend = { service: { namespace: 'default', name: 'db' }, port: { number: 5432 } };
  const capability = {
    name,
    protocols,
    acceptsProxyProtocol: [],
    sendsProxyProtocol: [],
    tlsHostnames: tlsRoute !== undefined,
    weights: [...weights],
    reservedPorts: [...profile.reservedPorts],
    remedies,
  };
  const exposure = {
    port: 10000,
    protocol: asked.protocol ?? Protocol.TCP,
    backend,
    hostnames: asked.hostnames,
    weightedBackends: asked.weighted ? [{ backend, weight: 1 }] : undefined,
    name: 'db',
    acceptProxyProtocol: asked.accept ?? false,
    sendProxyProtocol: asked.send ?? false,
  };
  return messageOf(() => assertCapable(capability, exposure as unknown as Parameters<typeof assertCapable>[1], 0));
}

const NO_ONE_ELSE = 'Cilium 1.20, Envoy Gateway 1.9, NGINX Gateway Fabric 2.7';

test.each([
  [profileOf(CILIUM, '1.19'), {}, 'Cilium 1.19 does not forward TCP: Cilium 1.20 does'],
  [profileOf(CILIUM, '1.19'), { protocol: Protocol.UDP }, 'Cilium 1.19 does not forward UDP: Cilium 1.20 does'],
  [
    profileOf(TRAEFIK),
    { protocol: Protocol.UDP },
    `Traefik 3.7 does not forward UDP: no version of Traefik does; ${NO_ONE_ELSE} and Kong Operator 2.3 do`,
  ],
  [
    profileOf(AWS_LOAD_BALANCER_CONTROLLER),
    { hostnames: ['db.example.com'] },
    'AWS Load Balancer Controller 3.5 does not tell TLS connections apart by host name: no version of AWS Load Balancer Controller does; ' +
      `${NO_ONE_ELSE}, Traefik 3.7, Istio 1.31 and Kong Operator 2.3 do`,
  ],
  [
    profileOf(AWS_LOAD_BALANCER_CONTROLLER),
    { protocol: Protocol.UDP, weighted: true },
    'AWS Load Balancer Controller 3.5 does not divide UDP connections by weight, only on TCP: no version of AWS Load Balancer Controller ' +
      `does; ${NO_ONE_ELSE} and Kong Operator 2.3 do`,
  ],
  [
    profileOf(AWS_LOAD_BALANCER_CONTROLLER, '2.17'),
    { weighted: true },
    'AWS Load Balancer Controller 2.17 does not divide TCP connections by weight: AWS Load Balancer Controller 3.0 does on TCP',
  ],
  [
    profileOf(ENVOY_GATEWAY, '1.8'),
    { weighted: true },
    'Envoy Gateway 1.8 does not divide TCP connections by weight: Envoy Gateway 1.9 does',
  ],
  [
    profileOf(KONG),
    { weighted: true },
    `Kong Operator 2.3 does not divide TCP connections by weight, only on UDP: no version of Kong Operator does; ${NO_ONE_ELSE} and Istio 1.31 do`,
  ],
  [profileOf(ENVOY_GATEWAY, '1.8'), { accept: true }, 'Envoy Gateway 1.8 does not read the PROXY header on TCP: Envoy Gateway 1.9 does'],
  [profileOf(ENVOY_GATEWAY, '1.8'), { send: true }, 'Envoy Gateway 1.8 does not send the PROXY header on TCP: Envoy Gateway 1.9 does'],
  [
    profileOf(ENVOY_GATEWAY),
    { protocol: Protocol.UDP, send: true },
    'Envoy Gateway 1.9 does not send the PROXY header on UDP: leave out proxyProtocol.send',
  ],
  [
    profileOf(AWS_LOAD_BALANCER_CONTROLLER),
    { send: true },
    'AWS Load Balancer Controller 3.5 does not send the PROXY header on TCP: give the Service a TargetGroupConfiguration with the ' +
      'targetGroupAttributes key proxy_protocol_v2.enabled, and leave out proxyProtocol.send',
  ],
  [profileOf(CILIUM), { send: true }, 'Cilium 1.20 does not send the PROXY header on TCP: leave out proxyProtocol.send'],
])('what is lacking is refused with what has it', (profile, asked, message) => {
  expect(refusal(profile, asked)).toBe(message);
});

test.each([
  [NGINX_GATEWAY_FABRIC, '2.6.2', 'NGINX Gateway Fabric 2.6.3 does'],
  [TRAEFIK, '3.7', 'Traefik 3.8 does'],
  [CONTOUR, '1.33', `no version of Contour does; ${NO_ONE_ELSE} and Istio 1.31 do`],
])('%s %s and ListenerSets', (implementation, version, remedy) => {
  expect(profileOf(implementation, version).remedies.listenerSets).toBe(remedy);
});

test.each([
  [ENVOY_GATEWAY, ['19000/TCP', '19001/TCP', '19002/TCP', '19003/TCP']],
  [NGINX_GATEWAY_FABRIC, ['9113/undefined']],
  [ISTIO, ['15000/TCP', '15020/TCP', '15021/TCP', '15090/TCP']],
])('%s keeps ports for itself', (implementation, ports) => {
  expect(profileOf(implementation).reservedPorts.map(({ port, protocol }) => `${port}/${protocol}`)).toEqual(ports);
});

test('the quirks of one implementation each', () => {
  expect(ALL.filter((each) => profileOf(each).mergesTcpAndUdp)).toEqual([AWS_LOAD_BALANCER_CONTROLLER]);
  expect(profileOf(AWS_LOAD_BALANCER_CONTROLLER).maxListeners).toBe(50);
  expect(ALL.filter((each) => profileOf(each).lowPortsMovedBy !== undefined)).toEqual([ENVOY_GATEWAY]);
  expect(profileOf(ENVOY_GATEWAY).lowPortsMovedBy).toBe(10000);
  expect(ALL.filter((each) => profileOf(each).newPortRestarts === 'nothing')).toEqual([
    CILIUM,
    ENVOY_GATEWAY,
    AWS_LOAD_BALANCER_CONTROLLER,
  ]);
  expect(profileOf(TRAEFIK).newPortRestarts).toBe('Traefik (a new entry point)');
});

test.each([
  ['io.cilium/gateway-controller', CILIUM],
  ['gateway.envoyproxy.io/gatewayclass-controller', ENVOY_GATEWAY],
  ['gateway.nginx.org/nginx-gateway-controller', NGINX_GATEWAY_FABRIC],
  ['gateway.k8s.aws/nlb', AWS_LOAD_BALANCER_CONTROLLER],
  ['traefik.io/gateway-controller', TRAEFIK],
  ['istio.io/gateway-controller', ISTIO],
  ['projectcontour.io/gateway-controller', CONTOUR],
  ['konghq.com/gateway-operator', KONG],
  ['gateway.k8s.aws/alb', undefined],
  ['konghq.com/kic-gateway-controller', undefined],
  ['', undefined],
])('GatewayClasses of %s', (controller, implementation) => {
  expect(implementationOfController(controller)).toBe(implementation);
});

test('the data are in order: versions rise within a feature, and none is empty', () => {
  for (const entry of Object.values(CATALOGUE)) {
    for (const steps of Object.values(entry).filter(
      (value): value is { since: string }[] => Array.isArray(value) && 'since' in (value[0] ?? {}),
    )) {
      const releases = steps.map(({ since }) => parseRelease(since));
      expect(releases).toEqual([...releases].sort(compareReleases));
      expect(new Set(steps.map(({ since }) => since)).size).toBe(steps.length);
    }
  }
});

const version = fc.tuple(fc.nat(40), fc.nat(40), fc.nat(12)).map((numbers) => numbers.join('.'));

test('a newer version has all that an older one has, and each lack has a remedy', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ALL), version, version, (implementation, a, b) => {
      const [older, newer] = [a, b]
        .sort((x, y) => compareReleases(parseRelease(x), parseRelease(y)))
        .map((each) => profileOf(implementation, each));
      for (const feature of ['tcpRoute', 'udpRoute', 'tlsRoute', 'listenerSets', 'staticAddresses', 'infrastructure'] as const) {
        expect(!older[feature] || Boolean(newer[feature])).toBe(true);
      }
      expect(newer.weights).toEqual(expect.arrayContaining([...older.weights]));
      const { remedies } = newer;
      expect([newer.tcpRoute === undefined, newer.udpRoute === undefined, newer.tlsRoute === undefined]).toEqual([
        remedies.tcp !== undefined,
        remedies.udp !== undefined,
        remedies.tlsHostnames !== undefined,
      ]);
      expect([newer.listenerSets, newer.staticAddresses, newer.infrastructure]).toEqual([
        remedies.listenerSets === undefined,
        remedies.staticAddresses === undefined,
        remedies.infrastructure === undefined,
      ]);
    }),
  );
});
