import { FaultCase } from './fault-case';
import { configMap, controller, notReady, service, slice, whole, Plain } from '../support/objects';

const MAP = configMap('tcp-services', { '5432': 'shop/web:80' });
const inner = (...a: Parameters<typeof whole>) => whole(a[0], { type: 'ClusterIP', ...a[1] }, a[2]);
const nginx = (...rest: Plain[]) => [...controller(), ...rest];

export const maps: readonly FaultCase[] = [
  {
    name: 'no flag',
    situation: { live: [...controller([]), MAP, ...inner('web')], port: 5432, declared: controller([]) },
    cause: 'map-flag-missing',
    message: 'Pod shop/nginx-5d7c-x runs without --tcp-services-configmap, so it does not listen on 5432/TCP',
    fix: 'give the controller --tcp-services-configmap=<namespace>/<ConfigMap>',
  },
  {
    name: 'a flag that names nothing',
    situation: { live: controller(['--tcp-services-configmap=tcp-services']), port: 5432 },
    cause: 'map-flag-missing',
    message: 'Pod shop/nginx-5d7c-x has --tcp-services-configmap=tcp-services, which names no ConfigMap, so it does not listen on 5432/TCP',
    fix: 'give the controller --tcp-services-configmap=<namespace>/<ConfigMap>',
  },
  {
    name: 'a flag that nobody can resolve: the wiring is not known',
    situation: { live: controller(['--tcp-services-configmap=$(WHERE)/tcp-services']), port: 5432 },
    cause: 'not-readable',
    message:
      'Pod shop/nginx-5d7c-x is asked for 5432/TCP, and the connection is refused: what is behind it is not known (the value of its --tcp-services-configmap)',
    fix: 'look there, or ask for the right to get and list it; with --no-cluster, put it into the input',
  },
  {
    name: 'no ConfigMap',
    situation: { live: nginx(), port: 5432 },
    cause: 'map-missing',
    message: 'Pod shop/nginx-5d7c-x reads ConfigMap shop/tcp-services, which is not in the cluster, so it does not listen on 5432/TCP',
    fix: 'make the ConfigMap, with the entry "5432": "<namespace>/<Service>:<port>"',
  },
  {
    name: 'a ConfigMap that may not be read',
    situation: { live: nginx(), port: 5432, unread: [{ kind: 'ConfigMap', reason: 'x' }] },
    cause: 'not-readable',
    message:
      'Pod shop/nginx-5d7c-x is asked for 5432/TCP, and the connection is refused: what is behind it is not known (ConfigMap objects: x)',
    fix: 'look there, or ask for the right to get and list it; with --no-cluster, put it into the input',
  },
  {
    name: 'no entry',
    situation: { live: nginx(configMap('tcp-services', { '5433': 'shop/web:80' })), declared: nginx(), port: 5432 },
    cause: 'map-entry-missing',
    message: 'ConfigMap shop/tcp-services has no entry for port 5432, so ingress-nginx does not listen on 5432/TCP',
    fix: 'add the entry "5432": "<namespace>/<Service>:<port>"',
  },
  {
    name: 'an entry that is passed over',
    situation: { live: nginx(configMap('tcp-services', { '5432': 'web' })), port: 5432 },
    cause: 'map-entry-invalid',
    message: 'ConfigMap shop/tcp-services: the value "web" has no port',
    fix: 'write <namespace>/<Service>:<port>, as in "default/web:80"',
  },
  {
    name: 'an entry that stops nginx',
    situation: {
      live: nginx(MAP, ...inner('web')).map((o) =>
        o.kind === 'ConfigMap' ? configMap('tcp-services', { '5432': 'shop/web:80', '70000': 'shop/web:80' }) : o,
      ),
      port: 5432,
    },
    cause: 'map-entry-invalid',
    message: 'ConfigMap shop/tcp-services: the key "70000" is out of range',
    fix: 'give a port from 1 to 65535',
  },
  {
    name: 'no backend',
    situation: { live: nginx(MAP), port: 5432 },
    cause: 'backend-missing',
    message: 'ConfigMap shop/tcp-services sends 5432/TCP to shop/web:80, and there is no Service shop/web in the cluster',
    fix: 'make the Service, or name one that is there',
  },
  {
    name: 'a backend without the port',
    situation: { live: nginx(MAP, ...inner('web', { ports: [{ port: 81 }] })), port: 5432 },
    cause: 'backend-port-missing',
    message: 'ConfigMap shop/tcp-services sends 5432/TCP to shop/web:80, and Service shop/web has no port 80/TCP (it has 81/TCP)',
    fix: 'name a port that the Service has, or add this one to it',
  },
  {
    name: 'a backend without Pods',
    situation: { live: nginx(MAP, service('web', { type: 'ClusterIP' })), port: 5432 },
    cause: 'no-pods',
    message: 'Service shop/web selects {app: web}, and no Pod in namespace shop has these labels',
    fix: 'give the selector the labels of Pods that are there, or run Pods that have these',
  },
  {
    name: 'a backend that may not be read',
    situation: {
      live: nginx(configMap('tcp-services', { '5432': 'db/web:80' })),
      port: 5432,
      unread: [{ kind: 'Service', reason: 'x', except: ['shop'] }],
    },
    cause: 'not-readable',
    message:
      'ConfigMap shop/tcp-services sends 5432/TCP to db/web:80, and the connection is refused: what is behind it is not known (Service objects: x)',
    fix: 'look there, or ask for the right to get and list it; with --no-cluster, put it into the input',
  },
  {
    name: 'everything is there, and nginx refuses',
    situation: { live: nginx(MAP, ...inner('web')), port: 5432 },
    cause: 'proxy-refuses',
    message:
      'Service shop/web sends 80/TCP to port 8080 of 1 ready Pod, and Pod shop/nginx-5d7c-x in front of it refuses connections to 5432/TCP',
    fix: 'wait a moment, and if that lasts, see what the log of the proxy says',
  },
  {
    name: 'everything is there, and nginx closes',
    situation: { live: nginx(MAP, ...inner('web')), port: 5432, result: 'closed-at-once' },
    cause: 'nobody-listens',
    message:
      'Service shop/web sends 80/TCP to port 8080 of 1 ready Pod, and the connection is closed at once: nobody listens there (Pod shop/web-5d7c-x declares 8080/TCP)',
    fix: 'give the Service the targetPort on which the program listens, or have the program listen on port 8080/TCP of all addresses, and not of 127.0.0.1',
  },
  {
    name: 'a controller that is not ready',
    situation: {
      live: [...controller(), MAP]
        .map((o) => (o.kind === 'Pod' ? { ...o, status: { ...o.status, ...notReady({ state: { running: {} } }) } } : o))
        .map((o, _, all) => (o.kind === 'EndpointSlice' ? slice('nginx', [all.find((p) => p.kind === 'Pod')!], o.ports) : o)),
      port: 5432,
    },
    cause: 'pods-not-ready',
    message: 'the Pod of Service shop/nginx is not ready: Pod shop/nginx-5d7c-x runs, and its container "main" is not ready',
    fix: 'make its readinessProbe ask what the program answers, or mend the program: kubectl describe pod --namespace shop nginx-5d7c-x says what the probe gets',
  },
  {
    name: 'an entry that no Service publishes',
    situation: {
      live: [...controller(undefined, { ports: [{ name: 'http', port: 80, targetPort: 'http' }] }), MAP, ...inner('web')],
      port: 5432,
    },
    cause: 'controller-port-missing',
    message:
      'ConfigMap shop/tcp-services has an entry for port 5432, and Service shop/nginx has no port that leads to 5432/TCP of Deployment shop/nginx (it has 80/TCP "http")',
    fix: 'add the port { name: port-5432, port: 5432, protocol: TCP, targetPort: 5432 } to the Service',
  },
  {
    name: 'no Service leads to the controller',
    situation: { live: [...controller(undefined, { ports: [] }), MAP, ...inner('web')], port: 5432 },
    cause: 'controller-port-missing',
    message: 'ConfigMap shop/tcp-services has an entry for port 5432, and no Service leads from outside to Deployment shop/nginx',
    fix: 'make a Service of type LoadBalancer for it, with the port { name: port-5432, port: 5432, protocol: TCP, targetPort: 5432 }',
  },
  {
    name: 'nobody reads the map',
    situation: { live: [MAP, ...inner('web')] },
    cause: 'controller-missing',
    message: 'no Pod in the cluster reads ConfigMap shop/tcp-services',
    fix: 'run ingress-nginx with --tcp-services-configmap=shop/tcp-services',
  },
  {
    name: 'who reads the map may not be read',
    situation: { live: [MAP], unread: [{ kind: 'Pod', reason: 'pods is forbidden' }] },
    cause: 'not-readable',
    message: 'who reads ConfigMap shop/tcp-services cannot be read (pods is forbidden)',
    fix: 'ask for the right to get and list pods',
  },
  {
    name: 'a port of its own',
    situation: { live: nginx(), port: 80 },
    cause: 'nobody-listens',
    message:
      'Service shop/nginx sends 80/TCP "http" to port 80 of 1 ready Pod, and the connection is refused: nobody listens there (Pod shop/nginx-5d7c-x declares 80/TCP "http")',
    fix: 'give the Service the targetPort on which the program listens, or have the program listen on port 80/TCP of all addresses, and not of 127.0.0.1',
  },
  {
    name: 'a controller on its node, and no entry for its backend',
    situation: { live: [...controller(undefined, { ports: [], hostNetwork: true }), MAP], port: 5432 },
    cause: 'backend-missing',
    message: 'ConfigMap shop/tcp-services sends 5432/TCP to shop/web:80, and there is no Service shop/web in the cluster',
    fix: 'make the Service, or name one that is there',
  },
];
