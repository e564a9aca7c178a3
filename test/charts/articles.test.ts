import { Testing } from 'cdk8s';
import { ConnectingApplicationsChart } from '../../charts/connecting-applications';
import { PodsAndServicesChart } from '../../charts/pods-and-services';
import { TcpMultiPortChart } from '../../charts/tcp-multi-port';
import { articles } from '../../main';
import { Manifest, synth } from '../support/manifests';

/** An object of an article; the fields that the article gives it, a namespace aside. */
interface ArticleObject {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels?: Record<string, string>;
  readonly data?: unknown;
  readonly spec?: unknown;
}

const app = articles(Testing.app());
const objects = app.charts.flatMap((chart) => synth(chart));

function shown(object: Manifest): Omit<ArticleObject, 'namespace'> {
  return {
    kind: object.kind,
    name: object.metadata.name,
    ...(object.metadata.labels === undefined ? {} : { labels: object.metadata.labels }),
    ...(object.data === undefined ? {} : { data: object.data as unknown }),
    ...(object.spec === undefined ? {} : { spec: object.spec as unknown }),
  };
}

const layanan = (port: number, replicas: number): ArticleObject[] => {
  const labels = { app: 'layanan-xyz', jenis: `port-${port}` };
  const name = `layanan-xyz-port-${port}`;
  return [
    {
      kind: 'StatefulSet',
      name,
      namespace: 'default',
      spec: {
        serviceName: name,
        replicas,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                name: 'alpine',
                image: 'alpine',
                ports: [{ containerPort: port }],
                command: ['/bin/sh'],
                args: ['-c', `while true; do echo 'respon dari port ${port}' | nc -lp ${port}; done`],
              },
            ],
          },
        },
      },
    },
    {
      kind: 'Service',
      name,
      namespace: 'default',
      spec: { type: 'ClusterIP', selector: labels, ports: [{ protocol: 'TCP', port, targetPort: port }] },
    },
  ];
};

const twoContainers = (namespace: string, labeled: boolean): ArticleObject[] =>
  ['p1', 'p2', 'p3'].map((name) => ({
    kind: 'Pod',
    name,
    namespace,
    ...(labeled ? { labels: { service: name === 'p2' ? 's2' : 's1' } } : {}),
    spec: {
      restartPolicy: 'Never',
      containers: [
        { name: `${name}-c1`, image: 'nginx' },
        { name: `${name}-c2`, image: 'amazon/amazon-ecs-network-sidecar' },
      ],
      ...(name === 'p3' ? { nodeSelector: { name: 'latihan' } } : {}),
    },
  }));

const exposed = (namespace: string, name: string, type: string): ArticleObject => ({
  kind: 'Service',
  name,
  namespace,
  labels: { service: name },
  spec: { type, selector: { service: name }, ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }] },
});

const run = { run: 'my-nginx' };

const config = `server {
        listen 80 default_server;
        listen [::]:80 default_server ipv6only=on;

        listen 443 ssl;

        root /usr/share/nginx/html;
        index index.html;

        server_name localhost;
        ssl_certificate /etc/nginx/ssl/tls.crt;
        ssl_certificate_key /etc/nginx/ssl/tls.key;

        location / {
                try_files $uri $uri/ =404;
        }
}
`;

const secureApp = (namespace: string, type: string): ArticleObject[] => [
  { kind: 'ConfigMap', name: 'nginxconfigmap', namespace, data: { 'default.conf': config } },
  {
    kind: 'Service',
    name: 'my-nginx',
    namespace,
    labels: run,
    spec: {
      type,
      ports: [
        { port: 8080, targetPort: 80, protocol: 'TCP', name: 'http' },
        { port: 443, protocol: 'TCP', name: 'https' },
      ],
      selector: run,
    },
  },
  {
    kind: 'Deployment',
    name: 'my-nginx',
    namespace,
    spec: {
      selector: { matchLabels: run },
      replicas: 1,
      template: {
        metadata: { labels: run },
        spec: {
          volumes: [
            { name: 'secret-volume', secret: { secretName: 'nginxsecret' } },
            { name: 'configmap-volume', configMap: { name: 'nginxconfigmap' } },
          ],
          containers: [
            {
              name: 'nginxhttps',
              image: 'nginx',
              ports: [{ containerPort: 443 }, { containerPort: 80 }],
              volumeMounts: [
                { mountPath: '/etc/nginx/ssl', name: 'secret-volume' },
                { mountPath: '/etc/nginx/conf.d', name: 'configmap-volume' },
              ],
            },
          ],
        },
      },
    },
  },
];

const written: ArticleObject[] = [
  ...layanan(10000, 1),
  ...layanan(20000, 3),
  {
    kind: 'ConfigMap',
    name: 'tcp-services',
    namespace: 'ingress-nginx',
    data: { '10000': 'default/layanan-xyz-port-10000:10000', '20000': 'default/layanan-xyz-port-20000:20000' },
  },
  {
    kind: 'Pod',
    name: 'p1',
    namespace: 'pods-single',
    labels: { run: 'p1' },
    spec: {
      containers: [{ name: 'p1', image: 'nginx', ports: [{ containerPort: 80 }] }],
      dnsPolicy: 'ClusterFirst',
      restartPolicy: 'Always',
    },
  },
  ...twoContainers('pods-two-containers', false),
  {
    kind: 'Pod',
    name: 'p1',
    namespace: 'pods-host-network',
    spec: { restartPolicy: 'Never', hostNetwork: true, containers: [{ image: 'nginx', name: 'nginx', ports: [{ containerPort: 80 }] }] },
  },
  ...twoContainers('service-cluster-ip', true),
  { kind: 'Service', name: 's1', namespace: 'service-cluster-ip', spec: { selector: { service: 's1' }, ports: [{ port: 80 }] } },
  ...twoContainers('service-node-port', true),
  exposed('service-node-port', 's1', 'NodePort'),
  ...twoContainers('service-load-balancer', true),
  exposed('service-load-balancer', 's1', 'LoadBalancer'),
  exposed('service-load-balancer', 's2', 'LoadBalancer'),
  {
    kind: 'Deployment',
    name: 'my-nginx',
    namespace: 'connect-cluster-ip',
    spec: {
      selector: { matchLabels: run },
      replicas: 2,
      template: { metadata: { labels: run }, spec: { containers: [{ name: 'my-nginx', image: 'nginx', ports: [{ containerPort: 80 }] }] } },
    },
  },
  {
    kind: 'Service',
    name: 'my-nginx',
    namespace: 'connect-cluster-ip',
    labels: run,
    spec: { ports: [{ port: 80, protocol: 'TCP' }], selector: run },
  },
  ...secureApp('connect-node-port', 'NodePort'),
  ...secureApp('connect-load-balancer', 'LoadBalancer'),
  {
    kind: 'Deployment',
    name: 'curl-deployment',
    namespace: 'connect-node-port',
    spec: {
      selector: { matchLabels: { app: 'curlpod' } },
      replicas: 1,
      template: {
        metadata: { labels: { app: 'curlpod' } },
        spec: {
          volumes: [{ name: 'secret-volume', secret: { secretName: 'nginxsecret' } }],
          containers: [
            {
              name: 'curlpod',
              command: ['sh', '-c', 'while true; do sleep 1; done'],
              image: 'curlimages/curl',
              volumeMounts: [{ mountPath: '/etc/nginx/ssl', name: 'secret-volume' }],
            },
          ],
        },
      },
    },
  },
];

describe('every object of the articles, field for field', () => {
  test.each(written.map((object) => [`${object.kind} ${object.namespace}/${object.name}`, object] as const))(
    '%s',
    (_name, { namespace, ...wanted }) => {
      const found = objects.filter(
        ({ kind, metadata }) => kind === wanted.kind && metadata.name === wanted.name && metadata.namespace === namespace,
      );
      expect(found.map(shown)).toEqual([wanted]);
    },
  );

  test("the controller has the article's argument behind upstream's, and its two ports", () => {
    const controller = objects.filter(({ metadata }) => metadata.name === 'ingress-nginx-controller');
    const deployment = controller.find(({ kind }) => kind === 'Deployment');
    const service = controller.find(({ kind }) => kind === 'Service');
    expect(deployment?.spec.template.spec.containers[0].args).toEqual([
      '/nginx-ingress-controller',
      '--publish-service=$(POD_NAMESPACE)/ingress-nginx-controller',
      '--election-id=ingress-nginx-leader',
      '--controller-class=k8s.io/ingress-nginx',
      '--ingress-class=nginx',
      '--configmap=$(POD_NAMESPACE)/ingress-nginx-controller',
      '--validating-webhook=:8443',
      '--validating-webhook-certificate=/usr/local/certificates/cert',
      '--validating-webhook-key=/usr/local/certificates/key',
      '--tcp-services-configmap=$(POD_NAMESPACE)/tcp-services',
    ]);
    expect((service?.spec.ports as unknown[]).slice(2)).toEqual([
      { name: 'port-10000', port: 10000, targetPort: 10000, protocol: 'TCP' },
      { name: 'port-20000', port: 20000, targetPort: 20000, protocol: 'TCP' },
    ]);
  });

  test('the naive Service is not among them', () => {
    expect(
      objects.filter(
        ({ kind, spec }) => kind === 'Service' && JSON.stringify((spec as { selector: unknown }).selector) === '{"app":"layanan-xyz"}',
      ),
    ).toEqual([]);
  });

  test('everything else is a namespace, or belongs to the controller', () => {
    const rest = objects.filter(
      ({ kind, metadata }) =>
        !written.some((object) => object.kind === kind && object.name === metadata.name && object.namespace === metadata.namespace),
    );
    const foreign = rest.filter(
      ({ kind, metadata }) => kind !== 'Namespace' && metadata.labels?.['app.kubernetes.io/name'] !== 'ingress-nginx',
    );
    expect(foreign).toEqual([]);
  });

  test('every namespace is made before it is used', () => {
    for (const chart of app.charts) {
      const made = new Set(['default', undefined]);
      for (const { kind, metadata } of synth(chart)) {
        expect(made).toContain(metadata.namespace);
        made.add(kind === 'Namespace' ? metadata.name : undefined);
      }
    }
  });
});

test.each([TcpMultiPortChart, PodsAndServicesChart, ConnectingApplicationsChart])('%p', (chart) => {
  const single = Testing.app();
  new chart(single, 'chart');
  expect(single.synthYaml()).toMatchSnapshot();
});
