import { IngressNginx, Protocol, SharedIp } from 'cdk8s-multiport';
import { container, firstPort, gateway, long, ofService, ofWorkload, RefusalCase, web, workload } from './refusal-case';

/** About Services, workloads and what the controllers' Services are made of. */
export const SERVICE_REFUSALS: readonly RefusalCase[] = [
  {
    name: 'port 0',
    refused: () => gateway().expose(0, web),
    object: ofService((object) => (firstPort(object).port = 0)),
    said: /must be between 1 and 65535/,
  },
  {
    name: 'port 65536',
    refused: () => gateway().expose(65536, web),
    object: ofService((object) => (firstPort(object).port = 65536)),
    said: /must be between 1 and 65535/,
  },
  {
    name: 'a port and a half',
    refused: () => gateway().expose(1000.5, web),
    object: ofService((object) => (firstPort(object).port = 1000.5)),
    said: /cannot convert float64 to int32/,
  },
  {
    name: 'a port twice',
    refused: () => {
      const made = gateway();
      made.expose(1000, web);
      made.expose(1000, web, { name: 'other' });
    },
    object: ofService((object) => object.spec.ports.push({ ...firstPort(object), name: 'other' })),
    said: /[Dd]uplicate/,
  },
  {
    name: 'a name twice',
    refused: () => {
      const made = gateway();
      made.expose(1000, web, { name: 'same' });
      made.expose(2000, web, { name: 'same' });
    },
    object: ofService((object) => (firstPort(object).name = 'port-2000')),
    said: /Duplicate value: "port-2000"/,
  },
  {
    name: 'a name in capitals',
    refused: () => gateway().expose(1000, web, { name: 'SSH' }),
    object: ofService((object) => (firstPort(object).name = 'SSH')),
    said: /Invalid value: "SSH"/,
  },
  {
    name: 'a name of 64 characters',
    refused: () => gateway().expose(1000, web, { name: long(64) }),
    object: ofService((object) => (firstPort(object).name = long(64))),
    said: /must be no more than 63/,
  },
  {
    name: 'a protocol in small letters',
    refused: () => gateway().expose(1000, web, { protocol: 'tcp' as Protocol }),
    object: ofService((object) => (firstPort(object).protocol = 'tcp')),
    said: /Unsupported value: "tcp"/,
  },
  {
    name: 'externalTrafficPolicy of a ClusterIP',
    refused: () => IngressNginx.install({ service: { type: 'ClusterIP', externalTrafficPolicy: 'Local' } }),
    object: ofService((object) => (object.spec.type = 'ClusterIP')),
    said: /may only be set for externally-accessible services/,
  },
  {
    name: 'allocateLoadBalancerNodePorts of a NodePort',
    refused: () => IngressNginx.install({ service: { type: 'NodePort', allocateLoadBalancerNodePorts: false } }),
    object: ofService((object) => Object.assign(object.spec, { type: 'NodePort', allocateLoadBalancerNodePorts: false })),
    said: /may only be used when `type` is 'LoadBalancer'/,
  },
  {
    name: 'a Service whose name begins with a digit',
    refused: () => workload({ name: '1web' }),
    object: ofWorkload('Service', (object) => (object.metadata.name = '1web')),
    said: /Invalid value: "1web"/,
  },
  {
    name: 'a Service name with a dot',
    refused: () => workload({ name: 'web.db' }),
    object: ofWorkload('Service', (object) => (object.metadata.name = 'web.db')),
    said: /Invalid value: "web\.db"/,
  },
  {
    name: 'a namespace with a dot',
    refused: () => workload({ namespace: 'a.b' }),
    object: () => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a.b' } }),
    said: /Invalid value: "a\.b"/,
  },
  {
    name: 'a Service without ports',
    refused: () => workload({ ports: [] }),
    object: ofWorkload('Service', (object) => (object.spec.ports = [])),
    said: /spec\.ports: Required value/,
  },
  {
    name: 'two ports of a Service without names',
    refused: () => workload({ ports: [{ port: 80, name: '' }, { port: 81 }] }),
    object: ofWorkload('Service', (object) => (object.spec.ports = [{ port: 80 }, { port: 81 }])),
    said: /spec\.ports\[0\]\.name: Required value/,
  },
  {
    name: 'a Service port twice',
    refused: () => workload({ ports: [{ port: 80 }, { port: 81, servicePort: 80 }] }),
    object: ofWorkload('Service', (object) => {
      object.spec.ports = [
        { name: 'a', port: 80, protocol: 'TCP' },
        { name: 'b', port: 80, protocol: 'TCP', targetPort: 81 },
      ];
    }),
    said: /[Dd]uplicate/,
  },
  {
    name: 'a container port name of 16 characters',
    refused: () => workload({ ports: [{ port: 80, name: long(16) }] }),
    object: ofWorkload('StatefulSet', (object) => (container(object).ports[0].name = long(16))),
    said: /must be no more than 15 characters/,
  },
  {
    name: 'a container port name without a letter',
    refused: () => workload({ ports: [{ port: 80, name: '80' }] }),
    object: ofWorkload('StatefulSet', (object) => (container(object).ports[0].name = '80')),
    said: /must contain at least one letter/,
  },
  {
    name: 'a container port name with two hyphens',
    refused: () => workload({ ports: [{ port: 80, name: 'a--b' }] }),
    object: ofWorkload('StatefulSet', (object) => (container(object).ports[0].name = 'a--b')),
    said: /must not contain consecutive hyphens/,
  },
  {
    name: 'a container port name twice',
    refused: () =>
      workload({
        ports: [
          { port: 80, name: 'a' },
          { port: 81, name: 'a' },
        ],
      }),
    object: ofWorkload('StatefulSet', (object) => {
      container(object).ports = [
        { name: 'a', containerPort: 80, protocol: 'TCP' },
        { name: 'a', containerPort: 81, protocol: 'TCP' },
      ];
    }),
    said: /Duplicate value: "a"/,
  },
  {
    name: 'a container port twice',
    refused: () => workload({ container: { name: 'main', image: 'alpine', ports: [{ containerPort: 80 }] } }),
    object: ofWorkload(
      'StatefulSet',
      (object) =>
        (container(object).ports = [
          { containerPort: 80, protocol: 'TCP' },
          { containerPort: 80, protocol: 'TCP' },
        ]),
    ),
    said: /[Dd]uplicate/,
  },
  {
    name: 'two containers of one name',
    refused: () => workload({ pod: { sidecars: [{ name: 'main', image: 'busybox' }] } }),
    object: ofWorkload('StatefulSet', (object) => object.spec.template.spec.containers.push({ name: 'main', image: 'busybox' })),
    said: /[Dd]uplicate/,
  },
  {
    name: 'a container name with a dot',
    refused: () => workload({ container: { name: 'a.b', image: 'alpine' } }),
    object: ofWorkload('StatefulSet', (object) => (container(object).name = 'a.b')),
    said: /Invalid value: "a\.b"/,
  },
  {
    name: 'a negative number of replicas',
    refused: () => workload({ replicas: -1 }),
    object: ofWorkload('StatefulSet', (object) => (object.spec.replicas = -1)),
    said: /must be greater than or equal to 0/,
  },
  {
    name: 'no label',
    refused: () => workload({ labels: {} }),
    object: ofWorkload('StatefulSet', (object) => {
      object.spec.selector = { matchLabels: {} };
      object.spec.template.metadata.labels = {};
    }),
    said: /empty selector is invalid/,
  },
  {
    name: 'a label key with a space',
    refused: () => workload({ labels: { 'a b': 'c' } }),
    object: ofWorkload('Service', (object) => (object.spec.selector = { 'a b': 'c' })),
    said: /Invalid value: "a b"/,
  },
  {
    name: 'a label value of 64 characters',
    refused: () => workload({ labels: { app: long(64) } }),
    object: ofWorkload('Service', (object) => (object.spec.selector = { app: long(64) })),
    said: /must be no more than 63/,
  },
  {
    name: 'an annotation that is a number',
    refused: () => workload({ pod: { annotations: { a: 1 as unknown as string } } }),
    object: ofWorkload('StatefulSet', (object) => (object.spec.template.metadata.annotations = { a: 1 })),
    said: /annotations/,
  },
  {
    name: 'a class of a load balancer without a name',
    refused: () => SharedIp.metalLb({ address: '192.0.2.1', loadBalancerClass: 'a b' }),
    object: ofService((object) => (object.spec.loadBalancerClass = 'a b')),
    said: /Invalid value: "a b"/,
  },
];
