import { FaultCase } from './fault-case';
import { condition, notReady, pod, service, slice, warning, whole, Plain } from '../support/objects';

const maker = (spec: Plain, status: Plain = {}): Plain => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { ...spec, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'main' }] } } },
  status,
});
export const services: readonly FaultCase[] = [
  {
    name: 'a Service that is not in the cluster',
    situation: { declared: whole('web'), live: [] },
    cause: 'service-missing',
    message: 'Service shop/web is not in the cluster',
    fix: 'apply it',
  },
  {
    name: 'Services that may not be read',
    situation: { declared: whole('web'), live: [], unread: [{ kind: 'Service', reason: 'services is forbidden' }] },
    cause: 'not-readable',
    message: 'whether Service shop/web is in the cluster cannot be read (services is forbidden)',
    fix: 'ask for the right to get and list it',
  },
  {
    name: 'a Service of another type in the cluster',
    situation: { declared: whole('web'), live: whole('web', { type: 'ClusterIP' }) },
    cause: 'service-not-external',
    message: 'Service shop/web is of type ClusterIP, and not LoadBalancer, in the cluster',
    fix: 'apply the manifest that says so',
  },
  {
    name: 'a port that the Service in the cluster does not have',
    situation: { declared: whole('web', { ports: [{ port: 8443 }] }), live: whole('web') },
    cause: 'service-port-missing',
    message: 'Service shop/web has no port 8443/TCP in the cluster (it has 80/TCP)',
    fix: 'apply the manifest that has it',
  },
  {
    name: 'externalIPs that are gone',
    situation: { declared: whole('web', { type: 'ClusterIP', externalIPs: ['192.0.2.7'] }), live: whole('web', { type: 'ClusterIP' }) },
    cause: 'service-not-external',
    message: 'Service shop/web has no externalIPs in the cluster',
    fix: 'apply the manifest that says so',
  },
  {
    name: 'no address yet',
    situation: { live: [service('web', {}, { ingress: null }), ...whole('web').slice(1)] },
    cause: 'no-address',
    message: 'Service shop/web has no address yet',
    fix: 'see what gives out addresses of load balancers, as a cloud controller or MetalLB: kubectl describe service --namespace shop web',
  },
  {
    name: 'no address yet, and why: the newest complaint counts',
    situation: {
      live: [
        service('web', {}, { ingress: null }),
        warning('Service', 'web', 'old', '2025-01-01T00:00:00Z'),
        warning('Service', 'web', 'Failed to allocate IP for "shop/web": no available IPs'),
        warning('Service', 'other', 'x', '2027-01-01T00:00:00Z'),
      ],
    },
    cause: 'no-address',
    message: 'Service shop/web has no address yet (Failed to allocate IP for "shop/web": no available IPs)',
    fix: 'see what gives out addresses of load balancers, as a cloud controller or MetalLB: kubectl describe service --namespace shop web',
  },
  {
    name: 'a load balancer that refuses one port',
    situation: {
      live: whole('web', {}, { ingress: [{ ip: '192.0.2.1', ports: [{ port: 80, protocol: 'TCP', error: 'example.com/PortTaken' }] }] }),
    },
    cause: 'no-address',
    message: 'the load balancer of Service shop/web at 192.0.2.1 does not have port 80/TCP (example.com/PortTaken)',
    fix: 'change the port as the error says',
  },
  {
    name: 'a name that nobody knows',
    situation: { live: whole('web', {}, { ingress: [{ hostname: 'lb.example.com' }] }), result: 'name-unknown' },
    cause: 'name-unknown',
    message: 'the name lb.example.com, which Service shop/web has as its address, is not known to the DNS of this machine',
    fix: 'wait until the name is published, or ask where it is known',
  },
  {
    name: 'a NodePort without a node',
    situation: {
      live: whole('web', { type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] }).map((o) =>
        o.kind === 'Pod' ? { ...o, status: { ...o.status, hostIP: undefined } } : o,
      ),
    },
    cause: 'no-address',
    message: 'no node of the cluster is ready and has an address',
    fix: 'see what kubectl get nodes --output wide says',
  },
  {
    name: 'a NodePort, and nodes that may not be read',
    situation: {
      live: [service('web', { type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] })],
      unread: [{ kind: 'Node', reason: 'nodes is forbidden' }],
    },
    cause: 'not-readable',
    message: 'the addresses of the nodes cannot be read (nodes is forbidden)',
    fix: 'ask for the right to get and list nodes',
  },
  {
    name: 'a NodePort that is not given yet',
    situation: { live: whole('web', { type: 'NodePort' }) },
    cause: 'no-address',
    message: 'Service shop/web has no nodePort yet',
    fix: 'wait until the API server has given it one',
  },
  {
    name: 'no Pod with the labels',
    situation: { live: [service('web'), slice('web', [])] },
    cause: 'no-pods',
    message: 'Service shop/web selects {app: web}, and no Pod in namespace shop has these labels',
    fix: 'give the selector the labels of Pods that are there, or run Pods that have these',
  },
  {
    name: 'a Deployment that is scaled to nothing',
    situation: { live: [service('web'), maker({ replicas: 0 })] },
    cause: 'no-pods',
    message: 'Service shop/web selects {app: web}, and Deployment shop/web, which makes such Pods, is scaled to 0',
    fix: 'scale it up: kubectl scale deployment --namespace shop web --replicas 1',
  },
  {
    name: 'a Deployment that makes no Pods',
    situation: {
      live: [
        service('web'),
        maker(
          { replicas: 1 },
          { conditions: [condition('ReplicaFailure', 'True', 'FailedCreate', 'pods "web-x" is forbidden: exceeded quota: small')] },
        ),
      ],
    },
    cause: 'no-pods',
    message:
      'Service shop/web selects {app: web}, and Deployment shop/web, which makes such Pods, has none: pods "web-x" is forbidden: exceeded quota: small',
    fix: 'see what kubectl describe deployment --namespace shop web says',
  },
  {
    name: 'no selector and no endpoints',
    situation: { live: [service('web', { selector: undefined })] },
    cause: 'no-endpoints',
    message: 'Service shop/web has no selector, and no EndpointSlice has a ready endpoint for its port 80/TCP',
    fix: 'give it a selector, or make an EndpointSlice with the addresses that it stands for',
  },
  {
    name: 'Pods that may not be read',
    situation: { live: [service('web'), slice('web', [])], unread: [{ kind: 'Pod', reason: 'pods is forbidden' }] },
    cause: 'no-endpoints',
    message: 'Service shop/web has no ready endpoint for its port 80/TCP',
    fix: 'see that the Pods it selects run',
  },
  {
    name: 'neither Pods nor endpoints may be read',
    situation: {
      live: [service('web')],
      unread: [
        { kind: 'Pod', reason: 'x' },
        { kind: 'EndpointSlice', reason: 'x' },
      ],
    },
    cause: 'not-readable',
    message:
      'Service shop/web sends 80/TCP to port 8080, and the connection is refused: what is behind it is not known (EndpointSlice objects: x)',
    fix: 'look there, or ask for the right to get and list it; with --no-cluster, put it into the input',
  },
  {
    name: 'endpoints may not be read, and a Pod is ready',
    situation: { live: whole('web').slice(0, 2), unread: [{ kind: 'EndpointSlice', reason: 'x' }] },
    cause: 'nobody-listens',
    message:
      'Service shop/web sends 80/TCP to port 8080 of 1 ready Pod, and the connection is refused: nobody listens there (Pod shop/web-5d7c-x declares 8080/TCP)',
    fix: 'give the Service the targetPort on which the program listens, or have the program listen on port 8080/TCP of all addresses, and not of 127.0.0.1',
  },
  {
    name: 'a named port that no Pod has',
    situation: {
      live: (() => {
        const p = pod('web');
        return [service('web', { ports: [{ port: 80, targetPort: 'http' }] }), p, slice('web', [p], [])];
      })(),
    },
    cause: 'target-port-name-missing',
    message:
      'Service shop/web sends 80/TCP to the container port "http", and no ready Pod has a port of that name (Pod shop/web-5d7c-x declares 8080/TCP)',
    fix: 'name the container port so, or give the Service the number of the port as targetPort',
  },
  {
    name: 'endpoints that are late',
    situation: { live: [service('web'), pod('web')] },
    cause: 'no-endpoints',
    message: 'Service shop/web selects Pod shop/web-5d7c-x, which is ready, and its EndpointSlices do not have it',
    fix: 'wait a moment, and if that lasts, look at kube-controller-manager, which writes EndpointSlices',
  },
  {
    name: 'nobody listens on the targetPort',
    situation: { live: whole('web') },
    cause: 'nobody-listens',
    message:
      'Service shop/web sends 80/TCP to port 8080 of 1 ready Pod, and the connection is refused: nobody listens there (Pod shop/web-5d7c-x declares 8080/TCP)',
    fix: 'give the Service the targetPort on which the program listens, or have the program listen on port 8080/TCP of all addresses, and not of 127.0.0.1',
  },
  {
    name: 'a Pod that closes at once',
    situation: { live: whole('web'), result: 'closed-at-once' },
    cause: 'closed-by-program',
    message:
      'Service shop/web sends 80/TCP to port 8080 of 1 ready Pod, and the connection is closed at once: the program there takes it and ends it',
    fix: 'see what the log of the program says: a proxy without a backend does so, and so does one that expects another client',
  },
  {
    name: 'packets that are lost',
    situation: { live: whole('web', { loadBalancerSourceRanges: ['10.0.0.0/8'] }), result: 'timeout' },
    cause: 'packets-lost',
    message:
      'Service shop/web sends 80/TCP to port 8080 of 1 ready Pod, and no answer comes within 5 s: something on the way drops the packets',
    fix: 'look at loadBalancerSourceRanges of the Service (10.0.0.0/8), firewalls and security groups on the way, NetworkPolicies of namespace shop, the route from this machine to 192.0.2.1',
  },
  {
    name: 'no way to the address',
    situation: { live: whole('web'), result: 'unreachable' },
    cause: 'packets-lost',
    message:
      'Service shop/web sends 80/TCP to port 8080 of 1 ready Pod, and this machine finds no way there: something on the way drops the packets',
    fix: 'look at firewalls and security groups on the way, NetworkPolicies of namespace shop, the route from this machine to 192.0.2.1',
  },
  {
    name: 'no socket is left',
    situation: { live: whole('web'), result: 'failed', code: 'EMFILE' },
    cause: 'connection-failed',
    message: 'Service shop/web sends 80/TCP to port 8080 of 1 ready Pod, and the connection fails: EMFILE',
    fix: 'mend what the system says, or try from another machine',
  },
  {
    name: 'an ExternalName',
    situation: {
      live: [service('web', { externalName: 'db.example.com', externalIPs: ['192.0.2.7'], type: 'ExternalName', selector: undefined })],
      result: 'timeout',
    },
    cause: 'packets-lost',
    message: 'Service shop/web sends 80/TCP to db.example.com, and no answer comes within 5 s: something on the way drops the packets',
    fix: 'look at firewalls and security groups on the way, the route from this machine to 192.0.2.7',
  },
  {
    name: 'UDP that is refused',
    situation: {
      live: whole('web', { ports: [{ port: 53, targetPort: 8080, protocol: 'UDP' }] }).map((o) =>
        o.kind === 'EndpointSlice' ? { ...o, ports: [{ name: '', port: 8080, protocol: 'UDP' }] } : o,
      ),
    },
    cause: 'nobody-listens',
    message:
      'Service shop/web sends 53/UDP to port 8080 of 1 ready Pod, and the connection is refused: nobody listens there (Pod shop/web-5d7c-x declares 8080/TCP)',
    fix: 'give the Service the targetPort on which the program listens, or have the program listen on port 8080/UDP of all addresses, and not of 127.0.0.1',
  },
  {
    name: 'UDP without an error, and a Pod that is not ready',
    situation: {
      live: [
        service('web', { ports: [{ port: 53, targetPort: 8080, protocol: 'UDP' }] }),
        pod('web', notReady({ state: { running: {} } })),
      ],
      result: 'no-error',
    },
    cause: 'pods-not-ready',
    message: 'the Pod of Service shop/web is not ready: Pod shop/web-5d7c-x runs, and its container "main" is not ready',
    fix: 'make its readinessProbe ask what the program answers, or mend the program: kubectl describe pod --namespace shop web-5d7c-x says what the probe gets',
  },
];
