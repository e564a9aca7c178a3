import { controller, join, map, published, service } from './inputs';
import { migrationIn } from './support';

describe('what the controller and its Service have beside the maps', () => {
  const db = service('db', '{ ports: [{ port: 80 }] }');
  const settings = map(
    'proxy-stream-responses: "1"\nlog-format-stream: x\nuse-gzip: "true"\nstream-snippet: |\n  server { listen 7; }',
    'settings',
  );
  const reading = controller({
    flags: ['--tcp-services-configmap=ingress-nginx/tcp-services', '--configmap=ingress-nginx/settings', '--validating-webhook=:8443'],
  });
  const whole = (spec: string, annotations = '{}') =>
    join(
      reading,
      published('[{ port: 1 }, { port: 443 }]', spec).replace(
        'namespace: ingress-nginx }',
        `namespace: ingress-nginx, annotations: ${annotations} }`,
      ),
      map('"1": default/db:80'),
      db,
    );

  test.each([
    ['', [], 0],
    ['loadBalancerIP: 1.2.3.4,', ['loadBalancerIP of Service ingress-nginx/ingress-nginx: 1.2.3.4'], 1],
    ['externalIPs: [1.2.3.4],', ['externalIPs of Service ingress-nginx/ingress-nginx: ["1.2.3.4"]'], 1],
    ['loadBalancerClass: x/y,', ['loadBalancerClass of Service ingress-nginx/ingress-nginx: x/y'], 1],
    ['loadBalancerSourceRanges: [],', [], 0],
    ['externalTrafficPolicy: Local,', ['externalTrafficPolicy of Service ingress-nginx/ingress-nginx: Local'], 0],
    ['externalTrafficPolicy: Cluster,', [], 0],
    ['ipFamilyPolicy: SingleStack, ipFamilies: [IPv4],', [], 0],
    ['ipFamilyPolicy: PreferDualStack,', ['ipFamilyPolicy of Service ingress-nginx/ingress-nginx: PreferDualStack'], 1],
    ['ipFamilies: [IPv6],', ['ipFamilies of Service ingress-nginx/ingress-nginx: ["IPv6"]'], 1],
  ])('%s', (spec, what, noticed) => {
    const { left } = migrationIn({ 'in.yaml': whole(spec) });
    const own = left.filter((item) => !item.what.startsWith('443/TCP'));
    expect([own.map((item) => item.what), own.filter((item) => item.noticed).length]).toEqual([what, noticed]);
  });

  test('annotations, but those of tools; addresses are told apart', () => {
    const { left } = migrationIn({
      'in.yaml': whole(
        '',
        '{ kubectl.kubernetes.io/last-applied-configuration: "{}", metallb.io/loadBalancerIPs: 1.2.3.4, cloud/internal: "true" }',
      ),
    });
    expect(left.filter(({ noticed }) => noticed).map(({ what, reason }) => [what, reason])).toEqual([
      [
        'annotation metallb.io/loadBalancerIPs of Service ingress-nginx/ingress-nginx: "1.2.3.4"',
        'an address is on one load balancer at a time',
      ],
      [
        'annotation cloud/internal of Service ingress-nginx/ingress-nginx: "true"',
        'the Gateway gets a load balancer of its own, without it',
      ],
    ]);
  });

  test('HTTP, and settings of the streams', () => {
    const { left } = migrationIn({ 'in.yaml': join(whole(''), settings) });
    expect(left.map(({ what, noticed }) => [what, noticed])).toEqual([
      ['443/TCP of Service ingress-nginx/ingress-nginx', false],
      ['proxy-stream-responses of ConfigMap ingress-nginx/settings: "1"', true],
      ['stream-snippet of ConfigMap ingress-nginx/settings: "server { listen 7; }\\n"', true],
      ['log-format-stream of ConfigMap ingress-nginx/settings: "x"', false],
    ]);
  });

  test('a second address, nodePorts, flags that name no map', () => {
    const second = service('internal', '{ type: LoadBalancer, selector: { app: ingress-nginx }, ports: [{ port: 1 }] }', 'ingress-nginx');
    expect(migrationIn({ 'in.yaml': join(whole(''), second) }).left.map(({ what }) => what)).toContain(
      'the address of Service ingress-nginx/internal',
    );
    const nodes = whole('').replace('type: LoadBalancer', 'type: NodePort');
    expect(migrationIn({ 'in.yaml': nodes }).left.map(({ what }) => what)).toContain(
      'type of Service ingress-nginx/ingress-nginx: NodePort',
    );
    const flags = (udp: string) =>
      join(
        controller({ flags: ['--tcp-services-configmap=ingress-nginx/tcp-services', udp] }),
        published('[{ port: 1 }]'),
        map('"1": default/db:80'),
        db,
      );
    expect(migrationIn({ 'in.yaml': flags('--udp-services-configmap=udp') }).left).toMatchObject([
      { what: 'the map of UDP', reason: 'the flag names "udp", so Deployment ingress-nginx/ingress-nginx reads no map', noticed: false },
    ]);
    expect(migrationIn({ 'in.yaml': flags('--udp-services-configmap=$(MAP)') }).left).toMatchObject([
      {
        what: 'the map of UDP',
        reason: 'its name is in a variable of Deployment ingress-nginx/ingress-nginx that the input does not tell',
        noticed: true,
      },
    ]);
  });

  test('nodes: with hostNetwork, and with a hostPort for each key, whose nodePorts nobody uses', () => {
    const flags = ['--tcp-services-configmap=ingress-nginx/tcp-services'];
    const network = join(controller({ flags, pod: 'hostNetwork: true,' }), map('"1": default/db:80'), db);
    const ports = controller({ flags }).replace('args: [', 'ports: [{ containerPort: 1, hostPort: 1 }], args: [');
    const kind = join(ports, published('[{ port: 1 }]').replace('LoadBalancer', 'NodePort'), map('"1": default/db:80'), db);
    for (const text of [network, kind]) {
      expect(migrationIn({ 'in.yaml': text }).left.filter(({ noticed }) => noticed)).toMatchObject([
        {
          what: 'the nodes of Deployment ingress-nginx/ingress-nginx',
          reason: 'clients reach the controller at the addresses of its nodes, and the Gateway has an address of its own',
          fix: 'tell the clients the new address',
        },
      ]);
    }
  });

  describe('policies', () => {
    const policy = (spec: string, namespace = 'default') =>
      `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: strict, namespace: ${namespace} }\nspec: ${spec}\n`;
    const selecting = service('db', '{ selector: { app: db }, ports: [{ port: 80 }] }');
    const from = 'ingress: [{ from: [{ namespaceSelector: { matchLabels: { name: ingress-nginx } } }] }]';
    const policies = (text: string) =>
      migrationIn({ 'in.yaml': join(map('"1": default/db:80'), selecting, text) }).left.filter(({ what }) =>
        what.startsWith('NetworkPolicy'),
      );

    test('one that lets in ingress-nginx', () => {
      expect(policies(policy(`{ podSelector: { matchLabels: { app: db } }, ${from} }`))).toMatchObject([
        {
          what: 'NetworkPolicy default/strict',
          reason:
            'it says who may connect to the Pods of Service default/db, and the proxy of the Gateway is somebody else than ingress-nginx',
          fix: 'let the Pods of that proxy in, too, before clients come',
          noticed: true,
        },
      ]);
    });

    test('one that takes in every Pod, and lets in nobody', () => {
      expect(policies(policy('{ podSelector: {}, policyTypes: [Ingress] }'))).toHaveLength(1);
    });

    test('the labels of the Pods count, where they are known', () => {
      const pods = (labels: string) =>
        `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: db, namespace: default }\nspec: { template: { metadata: { labels: ${labels} } } }\n`;
      const text = policy(`{ podSelector: { matchLabels: { tier: data } }, ${from} }`);
      expect(policies(join(text, pods('{ app: db, tier: data }')))).toHaveLength(1);
      expect(policies(join(text, pods('{ app: db }')))).toEqual([]);
    });

    test.each([
      ['of other Pods', policy(`{ podSelector: { matchLabels: { app: web } }, ${from} }`)],
      ['of another namespace', policy(`{ podSelector: {}, ${from} }`, 'other')],
      ['about egress', policy('{ podSelector: {}, policyTypes: [Egress], egress: [] }')],
      ['that lets in everybody', policy('{ podSelector: {}, ingress: [{}] }')],
      ['that lets in every namespace', policy('{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }')],
      ['that lets in every address', policy('{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }] }')],
    ])('one %s is none of our business', (_, text) => {
      expect(policies(text)).toEqual([]);
    });
  });
});
