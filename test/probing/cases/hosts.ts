import { FaultCase } from './fault-case';
import { condition, notReady, pod, Plain } from '../support/objects';

const turn = (status: Plain = {}, live = true) => [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'turn', namespace: 'shop' },
    spec: {
      template: {
        metadata: { labels: { app: 'turn' } },
        spec: { containers: [{ name: 'main', ports: [{ containerPort: 3478, hostPort: 3479 }] }] },
      },
    },
  },
  ...(live ? [pod('turn', status)] : []),
];

export const hosts: readonly FaultCase[] = [
  {
    name: 'a host port without a Pod',
    situation: { live: turn({}, false) },
    cause: 'no-pods',
    message: 'Deployment shop/turn has no Pods in the cluster, and so no node has its hostPort 3479',
    fix: 'apply it, or scale it up',
  },
  {
    name: 'a host port whose Pods may not be read',
    situation: { live: turn({}, false), unread: [{ kind: 'Pod', reason: 'pods is forbidden' }] },
    cause: 'not-readable',
    message: 'the Pods of Deployment shop/turn cannot be read (pods is forbidden)',
    fix: 'ask for the right to get and list pods',
  },
  {
    name: 'a host port of a Pod that is not ready',
    situation: { live: turn(notReady({ state: { running: {} } })) },
    cause: 'pods-not-ready',
    message: 'the Pod of Deployment shop/turn is not ready: Pod shop/turn-5d7c-x runs, and its container "main" is not ready',
    fix: 'make its readinessProbe ask what the program answers, or mend the program: kubectl describe pod --namespace shop turn-5d7c-x says what the probe gets',
  },
  {
    name: 'a host port of a Pod without a node',
    situation: {
      live: turn({ hostIP: undefined, conditions: [condition('PodScheduled', 'False', 'Unschedulable', '0/1 nodes are available')] }),
    },
    cause: 'pods-not-ready',
    message: 'no Pod of Deployment shop/turn is on a node yet: Pod shop/turn-5d7c-x has no node: 0/1 nodes are available',
    fix: 'give it a node that fits, or ask for less: kubectl describe pod --namespace shop turn-5d7c-x says what it needs',
  },
  {
    name: 'a host port on which nobody listens',
    situation: { live: turn() },
    cause: 'nobody-listens',
    message:
      'Deployment shop/turn has host port 3479/TCP for port 3478 of 1 ready Pod, and the connection is refused: nobody listens there (Pod shop/turn-5d7c-x declares 8080/TCP)',
    fix: 'give the host port the containerPort on which the program listens, or have the program listen on port 3478/TCP of all addresses, and not of 127.0.0.1',
  },
  {
    name: 'a host port behind a firewall',
    situation: { live: turn(), result: 'timeout' },
    cause: 'packets-lost',
    message:
      'Deployment shop/turn has host port 3479/TCP for port 3478 of 1 ready Pod, and no answer comes within 5 s: something on the way drops the packets',
    fix: 'look at firewalls and security groups on the way, NetworkPolicies of namespace shop, the route from this machine to 10.0.0.1',
  },
];
