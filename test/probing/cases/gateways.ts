import { FaultCase } from './fault-case';
import { condition, gateway, gatewayClass, notReady, pod, route, service, warning, whole, Plain } from '../support/objects';

const inner = (...a: Parameters<typeof whole>) => whole(a[0], { type: 'ClusterIP', ...a[1] }, a[2]);
const edge = (...rest: Plain[]) => [gatewayClass(), ...rest];
const bad = (type: string, reason: string, message: string) =>
  ['Accepted', 'ResolvedRefs', 'Programmed'].map((t) => (t === type ? condition(t, 'False', reason, message) : condition(t, 'True')));
const ls = (more: Plain = {}) =>
  gateway({
    kind: 'ListenerSet',
    name: 'more',
    spec: { parentRef: { name: 'edge' } },
    listeners: [{ name: 'mqtt', port: 1883, protocol: 'TCP' }],
    ...more,
  });
const lsParent = { kind: 'ListenerSet', name: 'more', sectionName: 'mqtt' };

export const gateways: readonly FaultCase[] = [
  {
    name: 'a Gateway that is not in the cluster',
    situation: { declared: edge(gateway()), live: [] },
    cause: 'gateway-missing',
    message: 'Gateway shop/edge is not in the cluster',
    fix: 'apply it',
  },
  {
    name: 'Gateways that may not be read',
    situation: { declared: edge(gateway()), live: [], unread: [{ kind: 'Gateway', reason: 'gateways is forbidden' }] },
    cause: 'not-readable',
    message: 'whether Gateway shop/edge is in the cluster cannot be read (gateways is forbidden)',
    fix: 'ask for the right to get and list it',
  },
  {
    name: 'a listener that is not in the cluster',
    situation: { declared: edge(gateway()), live: edge(gateway({ listeners: [{ name: 'mysql', port: 3306, protocol: 'TCP' }] })) },
    cause: 'listener-missing',
    message: 'Gateway shop/edge has no listener "postgres" on port 5432 in the cluster',
    fix: 'apply the manifest that has it',
  },
  {
    name: 'no such class',
    situation: { live: [gateway({ conditions: [condition('Accepted', 'Unknown', 'Pending', 'Waiting for controller')], addresses: [] })] },
    cause: 'gateway-not-accepted',
    message: 'Gateway shop/edge is of class "envoy", and there is no such GatewayClass in the cluster',
    fix: 'install the controller with its GatewayClass, or name a class that is there',
  },
  {
    name: 'no controller',
    situation: {
      live: edge(gateway({ conditions: [condition('Accepted', 'Unknown', 'Pending', 'Waiting for controller')], addresses: [] })),
    },
    cause: 'gateway-not-accepted',
    message: 'no controller has taken Gateway shop/edge of class "envoy" yet',
    fix: 'see that the controller of GatewayClass envoy runs',
  },
  {
    name: 'a Gateway that is not accepted',
    situation: { live: edge(gateway({ conditions: bad('Accepted', 'InvalidParameters', 'EnvoyProxy shop/x not found.') })) },
    cause: 'gateway-not-accepted',
    message: 'Gateway shop/edge is not accepted (InvalidParameters: EnvoyProxy shop/x not found)',
    fix: 'change the Gateway as its condition Accepted says',
  },
  {
    name: 'no address, as the Gateway says',
    situation: {
      live: edge(
        gateway({ addresses: [], conditions: bad('Programmed', 'AddressNotAssigned', 'No addresses have been assigned to the Gateway') }),
      ),
    },
    cause: 'no-address',
    message: 'Gateway shop/edge has no address yet (AddressNotAssigned: No addresses have been assigned to the Gateway)',
    fix: 'see what its controller says: kubectl describe gateway --namespace shop edge',
  },
  {
    name: 'no address, as its Service says',
    situation: {
      live: edge(
        gateway({ addresses: [] }),
        service('edge-envoy', {}, { labels: { 'gateway.networking.k8s.io/gateway-name': 'edge' }, ingress: null }),
        warning('Service', 'edge-envoy', 'no available IPs'),
      ),
    },
    cause: 'no-address',
    message: 'Gateway shop/edge has no address yet (Service shop/edge-envoy: no available IPs)',
    fix: 'see what gives out addresses of load balancers: kubectl describe service --namespace shop edge-envoy',
  },
  {
    name: 'no route',
    situation: { live: edge(gateway(), ...inner('web')) },
    cause: 'no-route',
    message: 'no TCPRoute names listener "postgres" of Gateway shop/edge, so it leads nowhere',
    fix: 'make a TCPRoute with parentRefs: [{ name: edge, sectionName: postgres }]',
  },
  {
    name: 'no route of TLS',
    situation: { live: edge(gateway({ listeners: [{ name: 'tls', port: 443, protocol: 'TLS' }] })) },
    cause: 'no-route',
    message: 'no TCPRoute or TLSRoute names listener "tls" of Gateway shop/edge, so it leads nowhere',
    fix: 'make a TLSRoute with parentRefs: [{ name: edge, sectionName: tls }]',
  },
  {
    name: 'a route that names a listener which is not there',
    situation: { live: edge(gateway(), route({ parent: { name: 'edge', sectionName: 'postgre' } })) },
    cause: 'route-not-accepted',
    message:
      'no route leads on from listener "postgres" of Gateway shop/edge: TCPRoute shop/db names the listener "postgre", and Gateway shop/edge has "postgres"',
    fix: 'name the listener in the route, as sectionName: postgres',
  },
  {
    name: 'a route that names another port',
    situation: { live: edge(gateway(), route({ parent: { name: 'edge', port: 5433 } })) },
    cause: 'route-not-accepted',
    message:
      'no route leads on from listener "postgres" of Gateway shop/edge: TCPRoute shop/db names the listener on port 5433, and Gateway shop/edge has "postgres"',
    fix: 'name the listener in the route, as sectionName: postgres',
  },
  {
    name: 'a route of another protocol',
    situation: {
      live: edge(
        gateway({
          listeners: [
            { name: 'postgres', port: 5432, protocol: 'TCP' },
            { name: 'dns', port: 53, protocol: 'UDP' },
          ],
        }),
        route({ kind: 'TCPRoute', parent: { name: 'edge', sectionName: 'dns' } }),
      ),
      port: 5432,
    },
    cause: 'route-not-accepted',
    message:
      'no route leads on from listener "postgres" of Gateway shop/edge: TCPRoute shop/db names the listener "dns", which is for UDP and takes no TCPRoute',
    fix: 'name the listener in the route, as sectionName: postgres',
  },
  {
    name: 'routes that may not be read',
    situation: { live: edge(gateway()), unread: [{ kind: 'TCPRoute', reason: 'x' }] },
    cause: 'not-readable',
    message:
      'listener "postgres" of Gateway shop/edge listens on it, and the connection is refused: what is behind it is not known (TCPRoute objects: x)',
    fix: 'look there, or ask for the right to get and list it; with --no-cluster, put it into the input',
  },
  {
    name: 'a route that is not allowed',
    situation: {
      live: edge(
        gateway(),
        route({
          namespace: 'db',
          parent: { name: 'edge', namespace: 'shop', sectionName: 'postgres' },
          conditions: bad('Accepted', 'NotAllowedByListeners', 'No listeners included by this parent ref allowed this attachment.'),
        }),
      ),
    },
    cause: 'route-not-accepted',
    message:
      'TCPRoute db/db is not accepted by Gateway shop/edge (NotAllowedByListeners: No listeners included by this parent ref allowed this attachment)',
    fix: 'give the listener allowedRoutes: { namespaces: { from: All } }, or make the route in its namespace',
  },
  {
    name: 'a route that nobody has looked at',
    situation: { live: edge(gateway(), route({ conditions: null })) },
    cause: 'route-not-accepted',
    message: 'no controller has looked at TCPRoute shop/db, which names listener "postgres" of Gateway shop/edge',
    fix: 'see that the controller of GatewayClass envoy runs, and that it knows TCPRoutes',
  },
  {
    name: 'a backend that is not there',
    situation: { live: edge(gateway(), route()) },
    cause: 'backend-missing',
    message: 'TCPRoute shop/db sends to shop/web:80, and there is no Service shop/web in the cluster',
    fix: 'make the Service, or name one that is there',
  },
  {
    name: 'a backend without the port',
    situation: { live: edge(gateway(), route({ backends: [{ name: 'web', port: 99 }] }), ...inner('web')) },
    cause: 'backend-port-missing',
    message: 'TCPRoute shop/db sends to shop/web:99, and Service shop/web has no port 99/TCP (it has 80/TCP)',
    fix: 'name a port that the Service has, or add this one to it',
  },
  {
    name: 'a backend of another namespace without a grant',
    situation: {
      live: edge(
        gateway(),
        route({
          backends: [{ name: 'web', namespace: 'db', port: 80 }],
          conditions: bad('ResolvedRefs', 'RefNotPermitted', 'Backend ref to Service db/web not permitted by any ReferenceGrant.'),
        }),
        ...inner('web', {}, { namespace: 'db' }),
      ),
    },
    cause: 'route-not-resolved',
    message:
      'TCPRoute shop/db leads to what its controller does not resolve (RefNotPermitted: Backend ref to Service db/web not permitted by any ReferenceGrant)',
    fix: 'make a ReferenceGrant in the namespace of the Service, from TCPRoute of namespace shop to Service',
  },
  {
    name: 'a backend that the controller does not take',
    situation: { live: edge(gateway(), route({ conditions: bad('ResolvedRefs', 'UnsupportedValue', 'no') }), ...inner('web')) },
    cause: 'route-not-resolved',
    message: 'TCPRoute shop/db leads to what its controller does not resolve (UnsupportedValue: no)',
    fix: 'change the backendRefs as the condition ResolvedRefs says',
  },
  {
    name: 'a backend without Pods, of which the controller says less',
    situation: {
      live: edge(
        gateway(),
        route({ conditions: bad('ResolvedRefs', 'EndpointsNotFound', 'no ready endpoints for the related Service shop/web') }),
        service('web', { type: 'ClusterIP' }),
      ),
    },
    cause: 'no-pods',
    message: 'Service shop/web selects {app: web}, and no Pod in namespace shop has these labels',
    fix: 'give the selector the labels of Pods that are there, or run Pods that have these',
  },
  {
    name: 'a backend without Pods, of another namespace and without a grant',
    situation: {
      live: edge(
        gateway(),
        route({
          backends: [{ name: 'web', namespace: 'db', port: 80 }],
          conditions: bad('ResolvedRefs', 'RefNotPermitted', 'not permitted'),
        }),
        service('web', { type: 'ClusterIP' }, { namespace: 'db' }),
      ),
    },
    cause: 'route-not-resolved',
    message: 'TCPRoute shop/db leads to what its controller does not resolve (RefNotPermitted: not permitted)',
    fix: 'make a ReferenceGrant in the namespace of the Service, from TCPRoute of namespace shop to Service',
  },
  {
    name: 'backends without weight',
    situation: { live: edge(gateway(), route({ backends: [{ name: 'web', port: 80, weight: 0 }] })) },
    cause: 'no-backend',
    message: 'TCPRoute shop/db names no backend that gets connections',
    fix: 'give it backendRefs with a weight above 0',
  },
  {
    name: 'the second backend has no Pods',
    situation: {
      live: edge(
        gateway(),
        route({
          backends: [
            { name: 'web', port: 80 },
            { name: 'web2', port: 80 },
          ],
        }),
        ...inner('web'),
        service('web2', { type: 'ClusterIP' }),
      ),
    },
    cause: 'no-pods',
    message: 'Service shop/web2 selects {app: web2}, and no Pod in namespace shop has these labels',
    fix: 'give the selector the labels of Pods that are there, or run Pods that have these',
  },
  {
    name: 'two listeners in conflict',
    situation: { live: edge(gateway({ listenerConditions: [condition('Conflicted', 'True', 'ProtocolConflict', 'two protocols')] })) },
    cause: 'listener-not-accepted',
    message: 'listener "postgres" of Gateway shop/edge is in conflict with another one (ProtocolConflict: two protocols)',
    fix: 'give one of the listeners on port 5432 another port',
  },
  {
    name: 'two listeners of one host name',
    situation: { live: edge(gateway({ listenerConditions: [condition('Conflicted', 'True', 'HostnameConflict', 'one host name')] })) },
    cause: 'listener-not-accepted',
    message: 'listener "postgres" of Gateway shop/edge is in conflict with another one (HostnameConflict: one host name)',
    fix: 'give one of the listeners on port 5432 another port or host name',
  },
  {
    name: 'a listener that is not accepted',
    situation: { live: edge(gateway({ listenerConditions: bad('Accepted', 'PortUnavailable', 'port 5432 is taken') })) },
    cause: 'listener-not-accepted',
    message: 'listener "postgres" of Gateway shop/edge has Accepted False (PortUnavailable: port 5432 is taken)',
    fix: 'change the listener as its condition Accepted says',
  },
  {
    name: 'a certificate that is missing',
    situation: {
      live: edge(gateway({ listenerConditions: bad('ResolvedRefs', 'InvalidCertificateRef', 'Secret shop/x does not exist.') })),
    },
    cause: 'listener-not-accepted',
    message: 'listener "postgres" of Gateway shop/edge has ResolvedRefs False (InvalidCertificateRef: Secret shop/x does not exist)',
    fix: 'change the listener as its condition ResolvedRefs says',
  },
  {
    name: 'a listener that is not programmed',
    situation: { live: edge(gateway({ listenerConditions: bad('Programmed', 'Invalid', 'no port is left') }), route(), ...inner('web')) },
    cause: 'listener-not-programmed',
    message: 'listener "postgres" of Gateway shop/edge has Programmed False (Invalid: no port is left)',
    fix: 'change the listener as its condition Programmed says',
  },
  {
    name: 'a ListenerSet that is not allowed',
    situation: {
      live: edge(gateway({ listeners: [] }), ls({ conditions: bad('Accepted', 'NotAllowed', 'not allowed by Gateway shop/edge') })),
    },
    cause: 'listener-set-not-accepted',
    message: 'ListenerSet shop/more is not accepted by Gateway shop/edge (NotAllowed: not allowed by Gateway shop/edge)',
    fix: 'give the Gateway allowedListeners: { namespaces: { from: All } }, or put the ListenerSet where it is allowed',
  },
  {
    name: 'a ListenerSet that nobody knows',
    situation: { live: edge(gateway({ listeners: [] }), ls({ conditions: [] })) },
    cause: 'listener-set-not-accepted',
    message: 'ListenerSet shop/more is not accepted by Gateway shop/edge (no controller has looked at it)',
    fix: 'see that the controller of the Gateway knows ListenerSets',
  },
  {
    name: 'a ListenerSet without a route',
    situation: { live: edge(gateway({ listeners: [] }), ls()) },
    cause: 'no-route',
    message: 'no TCPRoute names listener "mqtt" of ListenerSet shop/more, so it leads nowhere',
    fix: 'make a TCPRoute with parentRefs: [{ kind: ListenerSet, name: more, sectionName: mqtt }]',
  },
  {
    name: 'a ListenerSet of a Gateway that is not there',
    situation: { live: [ls()] },
    cause: 'gateway-missing',
    message: 'Gateway shop/edge is not in the cluster',
    fix: 'apply it',
  },
  {
    name: 'a ListenerSet whose Service lacks the port',
    situation: {
      live: edge(
        gateway({ listeners: [] }),
        ls(),
        route({ parent: lsParent }),
        ...inner('web'),
        service('traefik', { ports: [{ port: 80 }] }, { ingress: [{ ip: '192.0.2.9' }] }),
      ),
      port: 1883,
    },
    cause: 'gateway-port-missing',
    message: 'Service shop/traefik, through which Gateway shop/edge is reached, has no port 1883/TCP (it has 80/TCP)',
    fix: 'add the port to the Service and to the proxy behind it, where the controller does not do it',
  },
  {
    name: 'a proxy that is not ready',
    situation: {
      live: edge(
        gateway(),
        route(),
        ...inner('web'),
        service(
          'edge-envoy',
          { ports: [{ port: 5432, targetPort: 5432 }] },
          { labels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } },
        ),
        pod('edge-envoy', notReady({ state: { running: {} } })),
      ),
    },
    cause: 'pods-not-ready',
    message: 'the Pod of Service shop/edge-envoy is not ready: Pod shop/edge-envoy-5d7c-x runs, and its container "main" is not ready',
    fix: 'make its readinessProbe ask what the program answers, or mend the program: kubectl describe pod --namespace shop edge-envoy-5d7c-x says what the probe gets',
  },
  {
    name: 'everything is there, and the proxy refuses',
    situation: { live: edge(gateway(), route(), ...inner('web')) },
    cause: 'proxy-refuses',
    message:
      'Service shop/web sends 80/TCP to port 8080 of 1 ready Pod, and the proxy of Gateway shop/edge in front of it refuses connections to 5432/TCP',
    fix: 'wait a moment, and if that lasts, see what the log of the proxy says',
  },
  {
    name: 'everything is there, and the proxy closes',
    situation: { live: edge(gateway(), route(), ...inner('web')), result: 'closed-at-once' },
    cause: 'nobody-listens',
    message:
      'Service shop/web sends 80/TCP to port 8080 of 1 ready Pod, and the connection is closed at once: nobody listens there (Pod shop/web-5d7c-x declares 8080/TCP)',
    fix: 'give the Service the targetPort on which the program listens, or have the program listen on port 8080/TCP of all addresses, and not of 127.0.0.1',
  },
  {
    name: 'everything is there, and nothing comes',
    situation: { live: edge(gateway(), route(), ...inner('web')), result: 'timeout' },
    cause: 'packets-lost',
    message:
      'Service shop/web sends 80/TCP to port 8080 of 1 ready Pod, and no answer comes within 5 s: something on the way drops the packets',
    fix: 'look at firewalls and security groups on the way, NetworkPolicies of namespace shop, the route from this machine to 192.0.2.9',
  },
];
