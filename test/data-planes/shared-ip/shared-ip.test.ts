import { Chart, Testing } from 'cdk8s';
import { Service } from 'cdk8s-plus-27';
import fc from 'fast-check';
import {
  AzureSharedIpProps,
  DataPlane,
  IBackend,
  LabeledStatefulService,
  MetalLbSharedIpProps,
  Protocol,
  SharedIp,
  TcpMultiPortGateway,
} from 'cdk8s-multiport';
import { TcpMultiPortChart } from '../../../charts/tcp-multi-port';
import { Manifest, newChart, rendered, synth } from '../../support/manifests';
import { messageOf } from '../../support/message';

const ADDRESS = '192.0.2.10';

function gatewayOn(dataPlane: DataPlane, chart: Chart = newChart()): TcpMultiPortGateway {
  return new TcpMultiPortGateway(chart, 'edge', { dataPlane });
}

/** A Service with a port for everything that the tests expose. */
function backend(name: string, namespace = 'default', selector: { [key: string]: string } | undefined = { app: name }): IBackend {
  const ports = [
    { port: 80, protocol: Protocol.TCP, name: 'http', targetPort: 8080 },
    { port: 81, protocol: Protocol.TCP, name: 'admin', targetPort: 'admin' },
    { port: 82, protocol: Protocol.TCP },
    { port: 80, protocol: Protocol.UDP, targetPort: 8081 },
  ];
  return { backendServices: () => [{ namespace, name, ports, ...(selector === undefined ? {} : { selector }) }] };
}

const metalLb = (props: Partial<MetalLbSharedIpProps> = {}): DataPlane => SharedIp.metalLb({ address: ADDRESS, ...props });

describe('the first article', () => {
  test.each([
    ['MetalLB', SharedIp.metalLb({ address: ADDRESS })],
    ['kube-vip', SharedIp.kubeVip({ address: ADDRESS })],
    ['Cilium', SharedIp.cilium({ address: ADDRESS })],
    ['Azure', SharedIp.azure({ publicIpName: 'games' })],
  ])('on %s', (_name, dataPlane) => {
    const app = Testing.app();
    const chart = new TcpMultiPortChart(app, 'chart', { dataPlane });
    app.synthYaml();
    expect(synth(chart).filter(({ spec }) => spec.type === 'LoadBalancer')).toMatchSnapshot();
  });

  test('as a whole', () => {
    const app = Testing.app();
    new TcpMultiPortChart(app, 'chart', { dataPlane: metalLb() });
    expect(app.synthYaml()).toMatchSnapshot();
  });
});

describe('the Services', () => {
  test('one for the TCP ports and one for the UDP ports of a backend, in its namespace', () => {
    const gateway = gatewayOn(metalLb());
    gateway.expose(443, backend('web', 'shop'), { servicePort: 'http' });
    gateway.expose(8443, backend('web', 'shop'), { servicePort: 81, name: 'admin' });
    gateway.expose(443, backend('web', 'shop'), { protocol: Protocol.UDP });
    gateway.expose(82, backend('api'), { servicePort: 82 });
    const annotations = { 'metallb.io/allow-shared-ip': ADDRESS, 'metallb.io/loadBalancerIPs': ADDRESS };
    const service = (namespace: string, name: string, selector: object, ports: object[]): object => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace, annotations },
      spec: { type: 'LoadBalancer', ipFamilies: ['IPv4'], ports, selector },
    });
    expect(rendered(gateway)).toEqual([
      service('default', 'edge-api', { app: 'api' }, [{ name: 'port-82', port: 82, protocol: 'TCP', targetPort: 82 }]),
      service('shop', 'edge-web', { app: 'web' }, [
        { name: 'port-443', port: 443, protocol: 'TCP', targetPort: 8080 },
        { name: 'admin', port: 8443, protocol: 'TCP', targetPort: 'admin' },
      ]),
      service('shop', 'edge-web-udp', { app: 'web' }, [{ name: 'port-443-udp', port: 443, protocol: 'UDP', targetPort: 8081 }]),
    ]);
  });

  test('a Service of cdk8s-plus', () => {
    const chart = newChart();
    const web = new Service(chart, 'web', { metadata: { name: 'web' }, ports: [{ port: 80, targetPort: 8080 }] });
    web.selectLabel('app', 'web');
    const gateway = gatewayOn(metalLb(), chart);
    gateway.expose(443, web);
    const [front] = rendered(gateway);
    expect(front.spec.selector).toEqual({ app: 'web' });
    expect(front.spec.ports).toEqual([{ name: 'port-443', port: 443, protocol: 'TCP', targetPort: 8080 }]);
  });

  test('a range is one Service', () => {
    const chart = newChart();
    const turn = new LabeledStatefulService(chart, 'turn', {
      labels: { app: 'turn' },
      ports: [{ port: 50000, endPort: 50999, protocol: Protocol.UDP }],
      container: { name: 'turn', image: 'turn' },
    });
    const gateway = gatewayOn(metalLb(), chart);
    gateway.exposeRange(50000, 50999, turn, { protocol: Protocol.UDP });
    const fronts = synth(chart).filter(({ spec }) => spec.type === 'LoadBalancer');
    expect(fronts.map(({ metadata, spec }) => [metadata.name, spec.ports.length])).toEqual([['edge-turn-udp', 1000]]);
  });

  test('all the props', () => {
    const gateway = gatewayOn(
      SharedIp.metalLb({
        address: ADDRESS,
        secondaryAddress: '2001:DB8:0:0::10',
        sharingKey: 'games',
        pool: 'public',
        prefix: 'games',
        externalTrafficPolicy: 'Local',
        loadBalancerClass: 'metallb.io/metallb',
        allocateLoadBalancerNodePorts: false,
        labels: { team: 'games' },
        annotations: { 'example.com/owner': 'games' },
        serviceOverrides: { metadata: { labels: { tier: 'edge' } }, spec: { sessionAffinity: 'ClientIP' } },
      }),
    );
    gateway.expose(443, backend('web'), { servicePort: 80 });
    expect(rendered(gateway)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: {
          name: 'games-web',
          namespace: 'default',
          labels: { team: 'games', tier: 'edge' },
          annotations: {
            'example.com/owner': 'games',
            'metallb.io/allow-shared-ip': 'games',
            'metallb.io/loadBalancerIPs': '192.0.2.10,2001:db8::10',
            'metallb.io/address-pool': 'public',
          },
        },
        spec: {
          type: 'LoadBalancer',
          loadBalancerClass: 'metallb.io/metallb',
          externalTrafficPolicy: 'Local',
          allocateLoadBalancerNodePorts: false,
          ipFamilyPolicy: 'RequireDualStack',
          ipFamilies: ['IPv4', 'IPv6'],
          ports: [{ name: 'port-443', port: 443, protocol: 'TCP', targetPort: 8080 }],
          selector: { app: 'web' },
          sessionAffinity: 'ClientIP',
        },
      },
    ]);
  });

  const request = fc.record({
    port: fc.integer({ min: 1, max: 65535 }),
    protocol: fc.constantFrom(Protocol.TCP, Protocol.UDP),
    name: fc.constantFrom('a', 'b', 'c'),
    namespace: fc.constantFrom('shop', 'games'),
  });

  test('are the same for every order of the calls, and have each port once', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(request, { minLength: 1, maxLength: 12, selector: ({ port, protocol }) => `${port}/${protocol}` }),
        fc.func(fc.integer()),
        (requests, order) => {
          const made = (list: typeof requests): Manifest[] => {
            const gateway = gatewayOn(metalLb());
            list.forEach(({ port, protocol, name, namespace }) =>
              gateway.expose(port, backend(name, namespace), { protocol, servicePort: 80 }),
            );
            return rendered(gateway);
          };
          const services = made(requests);
          expect(JSON.stringify(made([...requests].sort((a, b) => order(a) - order(b))))).toBe(JSON.stringify(services));
          const ports = services.flatMap(({ metadata, spec }) =>
            (spec.ports as { port: number; protocol: Protocol }[]).map(({ port, protocol }) => [
              port,
              protocol,
              metadata.namespace,
              spec.selector.app,
            ]),
          );
          const wanted = requests.map(({ port, protocol, name, namespace }) => [port, protocol, namespace, name]);
          expect(ports.map(String).sort()).toEqual(wanted.map(String).sort());
        },
      ),
    );
  });
});

describe('what each load balancer reads', () => {
  const annotationsOf = (dataPlane: DataPlane, ...namespaces: string[]): (object | undefined)[] => {
    const gateway = gatewayOn(dataPlane);
    namespaces.forEach((namespace, index) => gateway.expose(1000 + index, backend('web', namespace), { servicePort: 80 }));
    return rendered(gateway).map(({ metadata }) => metadata.annotations);
  };

  test('Cilium, the namespaces only where there are several', () => {
    const plane = (): DataPlane => SharedIp.cilium({ address: ADDRESS, sharingKey: 'games' });
    const annotations = { 'lbipam.cilium.io/ips': ADDRESS, 'lbipam.cilium.io/sharing-key': 'games' };
    expect(annotationsOf(plane(), 'shop')).toEqual([annotations]);
    const both = { ...annotations, 'lbipam.cilium.io/sharing-cross-namespace': 'games,shop' };
    expect(annotationsOf(plane(), 'shop', 'games')).toEqual([both, both]);
  });

  test('kube-vip', () => {
    expect(annotationsOf(SharedIp.kubeVip({ address: ADDRESS }), 'shop', 'games')).toEqual([
      { 'kube-vip.io/loadbalancerIPs': ADDRESS },
      { 'kube-vip.io/loadbalancerIPs': ADDRESS },
    ]);
    expect(
      annotationsOf(SharedIp.kubeVip({ address: '2001:db8::', serviceElection: true, externalTrafficPolicy: 'Local' }), 'shop'),
    ).toEqual([{ 'kube-vip.io/leaseName': 'shared-ip-2001-db8', 'kube-vip.io/loadbalancerIPs': '2001:db8::' }]);
    const lease = { 'kube-vip.io/leaseName': 'kube-system/games', 'kube-vip.io/loadbalancerIPs': ADDRESS };
    expect(
      annotationsOf(SharedIp.kubeVip({ address: ADDRESS, serviceElection: true, leaseName: 'kube-system/games' }), 'shop', 'games'),
    ).toEqual([lease, lease]);
  });

  const AZURE = 'service.beta.kubernetes.io/azure-';

  test.each<[string, AzureSharedIpProps, object]>([
    ['an address', { address: ADDRESS }, { 'load-balancer-ipv4': ADDRESS }],
    [
      'two addresses, and a resource group',
      { address: '2001:db8::1', secondaryAddress: ADDRESS, resourceGroup: 'network' },
      { 'load-balancer-ipv4': ADDRESS, 'load-balancer-ipv6': '2001:db8::1', 'load-balancer-resource-group': 'network' },
    ],
    [
      'an address of the network',
      { address: '10.0.0.9', internal: true },
      { 'load-balancer-ipv4': '10.0.0.9', 'load-balancer-internal': 'true' },
    ],
    ['a public IP', { publicIpName: 'games' }, { 'pip-name': 'games' }],
    [
      'a DNS label for the only Service',
      { publicIpName: 'games', annotations: { [`${AZURE}dns-label-name`]: 'games' } },
      { 'pip-name': 'games', 'dns-label-name': 'games' },
    ],
  ])('Azure: %s', (_name, props, expected) => {
    const named = Object.fromEntries(Object.entries(expected).map(([key, value]) => [AZURE + key, value as string]));
    expect(annotationsOf(SharedIp.azure(props), 'shop')).toEqual([named]);
  });

  test('the families of the addresses', () => {
    const spec = (props: Partial<MetalLbSharedIpProps>): Manifest['spec'] => {
      const gateway = gatewayOn(metalLb(props));
      gateway.expose(80, backend('web'), { servicePort: 80 });
      return rendered(gateway)[0].spec;
    };
    expect(spec({ address: '2001:db8::1' })).toMatchObject({ ipFamilies: ['IPv6'] });
    expect(spec({ address: '2001:db8::1' })).not.toHaveProperty('ipFamilyPolicy');
    expect(spec({ address: '2001:db8::1', secondaryAddress: ADDRESS })).toMatchObject({
      ipFamilyPolicy: 'RequireDualStack',
      ipFamilies: ['IPv6', 'IPv4'],
    });
  });
});

test.each([
  ['MetalLB', metalLb()],
  ['kube-vip', SharedIp.kubeVip({ address: ADDRESS, serviceElection: true, leaseName: 'kube-system/games' })],
  ['Cilium', SharedIp.cilium({ address: ADDRESS })],
  ['Azure', SharedIp.azure({ address: ADDRESS })],
])('the check at synth has nothing to say of %s over two namespaces and both protocols', (_name, dataPlane) => {
  const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const app = Testing.app();
  const chart = new Chart(app, 'chart');
  const gateway = gatewayOn(dataPlane, chart);
  ['shop', 'games'].forEach((namespace, index) => {
    const web = new LabeledStatefulService(chart, `web-${namespace}`, {
      namespace,
      labels: { app: 'web' },
      ports: [{ port: 8080 }, { port: 8081, protocol: Protocol.UDP }],
      container: { name: 'web', image: 'web' },
    });
    gateway.expose(80 + index, web);
    gateway.expose(80 + index, web, { protocol: Protocol.UDP });
  });
  expect(() => app.synthYaml()).not.toThrow();
  expect(said).not.toHaveBeenCalled();
  said.mockRestore();
});

describe('node ports', () => {
  /** 71 backends of 39 ports each, 2,769 in all. */
  const exposing = (most: number, props: Partial<MetalLbSharedIpProps>): (() => unknown) => {
    const app = Testing.app();
    const chart = new Chart(app, 'chart');
    const gateway = gatewayOn(metalLb(props), chart);
    for (let first = 10000; first < 10000 + most; first += 39) {
      const last = Math.min(first + 38, 10000 + most - 1);
      const name = `web-${first}`;
      const ports = [{ port: first, endPort: last }];
      const web = new LabeledStatefulService(chart, name, { labels: { app: name }, ports, container: { name: 'web', image: 'web' } });
      gateway.exposeRange(first, last, web);
    }
    return () => app.synthYaml();
  };

  test('more than the API server has are refused at synth, unless they are given none', () => {
    expect(messageOf(exposing(2769, {}))).toContain(
      'Service default/edge-web-12730 brings the nodePorts to 2,769, and the API server gives the 2,768 of 30000-32767: set allocateLoadBalancerNodePorts: false',
    );
    expect(exposing(2769, { allocateLoadBalancerNodePorts: false })).not.toThrow();
    expect(exposing(2768, {})).not.toThrow();
  });
});

describe('two gateways', () => {
  test('have an address each, however it is written', () => {
    const chart = newChart();
    new TcpMultiPortGateway(chart, 'one', { dataPlane: SharedIp.metalLb({ address: '2001:db8::1' }) });
    const second = (dataPlane: DataPlane) => (): unknown => new TcpMultiPortGateway(chart, 'two', { dataPlane });
    expect(messageOf(second(SharedIp.cilium({ address: '2001:DB8:0::1', sharingKey: 'other' })))).toBe(
      'chart/two: address 2001:db8::1 is that of chart/one already, and what shares an address is decided as a whole: expose on that gateway, or give this data plane another address',
    );
    expect(second(SharedIp.metalLb({ address: '2001:db8::2' }))).not.toThrow();
  });

  test('have a public IP each', () => {
    const chart = newChart();
    new TcpMultiPortGateway(chart, 'one', { dataPlane: SharedIp.azure({ publicIpName: 'games', resourceGroup: 'network' }) });
    const dataPlane = SharedIp.azure({ publicIpName: 'games', resourceGroup: 'network' });
    expect(messageOf(() => new TcpMultiPortGateway(chart, 'two', { dataPlane }))).toBe(
      'chart/two: public IP network/games is that of chart/one already, and what shares an address is decided as a whole: expose on that gateway, or give this data plane another address',
    );
  });

  test('make no Service of one name', () => {
    const app = Testing.app();
    const [one, two] = ['one', 'two'].map((id, index) => gatewayOn(metalLb({ address: `192.0.2.${index + 1}` }), new Chart(app, id)));
    one.expose(80, backend('web'), { servicePort: 80 });
    expect(messageOf(() => two.expose(81, backend('web'), { servicePort: 80 }))).toBe(
      'two/edge: Service default/edge-web is made for one/edge already: give this data plane another prefix',
    );
    expect(two.exposures).toEqual([]);
    expect(() => two.expose(81, backend('api'), { servicePort: 80 })).not.toThrow();
  });

  test('a Service of the program that has the name', () => {
    const chart = newChart();
    const gateway = gatewayOn(metalLb(), chart);
    gateway.expose(80, backend('web'), { servicePort: 80 });
    new Service(chart, 'taken', { metadata: { name: 'edge-web' }, ports: [{ port: 80 }] });
    expect(gateway.node.validate()).toEqual([
      'Service default/edge-web, which would publish the TCP ports of default/web, is made by chart/taken/Resource already: give this data plane another prefix',
    ]);
    new Service(chart, 'elsewhere', { metadata: { name: 'f-web', namespace: 'other' }, ports: [{ port: 80 }] });
    const other = new TcpMultiPortGateway(chart, 'other', { dataPlane: metalLb({ address: '192.0.2.11', prefix: 'f' }) });
    other.expose(80, backend('web'), { servicePort: 80 });
    expect(other.node.validate()).toEqual([]);
  });

  test('have a data plane each', () => {
    const dataPlane = metalLb();
    gatewayOn(dataPlane, newChart('one'));
    expect(messageOf(() => gatewayOn(dataPlane, newChart('two')))).toBe(
      'two/edge: this data plane already serves one/edge: make another one for this gateway',
    );
  });
});

describe('refused at the call', () => {
  const refusal = (dataPlane: DataPlane, ...calls: ((gateway: TcpMultiPortGateway) => unknown)[]): string => {
    const gateway = gatewayOn(dataPlane);
    const last = calls[calls.length - 1];
    calls.slice(0, -1).forEach((call) => call(gateway));
    const before = gateway.exposures.length;
    const message = messageOf(() => last(gateway));
    expect(gateway.exposures).toHaveLength(before);
    return message;
  };
  const exposing =
    (port: number, source: IBackend, protocol = Protocol.TCP) =>
    (gateway: TcpMultiPortGateway): unknown =>
      gateway.expose(port, source, { protocol, servicePort: 80 });

  test('a reference', () => {
    expect(refusal(metalLb(), (gateway) => gateway.expose(80, { namespace: 'shop', name: 'web', port: 80 }))).toBe(
      'chart/edge: shop/web is only a reference, and without a proxy the Pods behind it have to be known: give the Service itself, or an object whose backendServices() says its ports and its selector',
    );
  });

  test.each([
    ['none', undefined],
    ['an empty one', {}],
  ])('a Service without a selector: %s', (_name, selector) => {
    const source: IBackend = {
      backendServices: () => [{ namespace: 'default', name: 'db', ports: [{ port: 80, protocol: Protocol.TCP }], selector }],
    };
    expect(refusal(metalLb(), exposing(80, source))).toBe(
      'chart/edge: Service default/db has no selector (its endpoints are made by hand, or it is an ExternalName), and without a proxy a port can only lead to Pods that one selects: give a Service with a selector, or use a data plane with a proxy',
    );
  });

  test('a name that is too long', () => {
    const name = 'w'.repeat(57);
    expect(refusal(metalLb(), exposing(80, backend(name), Protocol.UDP))).toBe(
      `chart/edge: the Service for default/${name} would be called edge-${name}-udp, which has 66 characters, and 63 is the most: give the data plane a shorter prefix`,
    );
    expect(() => gatewayOn(metalLb({ prefix: 'e' })).expose(80, backend(name), { protocol: Protocol.UDP })).not.toThrow();
  });

  test('one name for two', () => {
    expect(refusal(metalLb(), exposing(80, backend('web'), Protocol.UDP), exposing(80, backend('web-udp')))).toBe(
      'chart/edge: the TCP ports of default/web-udp and the UDP ports of default/web would both get the Service default/edge-web-udp: give one of the two Services another name',
    );
  });

  const LOCAL = 'leave out the policy, or use a gateway with another address';

  test.each([
    ['MetalLB', metalLb({ externalTrafficPolicy: 'Local' }), LOCAL],
    [
      'Cilium',
      SharedIp.cilium({ address: ADDRESS, externalTrafficPolicy: 'Local' }),
      'leave out the policy, use a gateway with another address, or give permitDifferentPods: true where every node has Pods of all',
    ],
  ])('Local over different Pods on %s', (title, plane, remedy) => {
    expect(refusal(plane, exposing(80, backend('a')), exposing(81, backend('b')))).toBe(
      `chart/edge: with externalTrafficPolicy Local ${title} gives one address only to Services over the same Pods, and default/b selects {app: b} in namespace default where default/a selects {app: a} in namespace default: ${remedy}`,
    );
  });

  test('Local over Pods of two namespaces, which MetalLB takes and does not answer', () => {
    expect(refusal(metalLb({ externalTrafficPolicy: 'Local' }), exposing(80, backend('a')), exposing(81, backend('a', 'shop')))).toBe(
      `chart/edge: with externalTrafficPolicy Local MetalLB gives one address only to Services over the same Pods, and shop/a selects {app: a} in namespace shop where default/a selects {app: a} in namespace default: ${LOCAL}`,
    );
  });

  test('Local over the same Pods is taken, in several Services, too', () => {
    const gateway = gatewayOn(metalLb({ externalTrafficPolicy: 'Local' }));
    gateway.expose(80, backend('a', 'default', { app: 'x', tier: 'y' }), { servicePort: 80 });
    gateway.expose(81, backend('b', 'default', { tier: 'y', app: 'x' }), { servicePort: 80 });
    expect(rendered(gateway).map(({ spec }) => [spec.externalTrafficPolicy, spec.selector])).toEqual([
      ['Local', { app: 'x', tier: 'y' }],
      ['Local', { tier: 'y', app: 'x' }],
    ]);
  });

  test('Local over different Pods, where Cilium is permitted', () => {
    const gateway = gatewayOn(SharedIp.cilium({ address: ADDRESS, externalTrafficPolicy: 'Local', permitDifferentPods: true }));
    gateway.expose(80, backend('a'), { servicePort: 80 });
    gateway.expose(81, backend('b'), { servicePort: 80 });
    const annotations = {
      'lbipam.cilium.io/ips': ADDRESS,
      'lbipam.cilium.io/sharing-key': ADDRESS,
      'lbipam.cilium.io/sharing-permit-different-pods': 'true',
    };
    expect(rendered(gateway).map(({ metadata }) => metadata.annotations)).toEqual([annotations, annotations]);
  });

  test('a lease of each namespace', () => {
    const plane = SharedIp.kubeVip({ address: ADDRESS, serviceElection: true, leaseName: 'games' });
    expect(refusal(plane, exposing(80, backend('a')), exposing(81, backend('b', 'shop')))).toBe(
      'chart/edge: kube-vip looks for the lease games in the namespace of each Service, so that shop/b and default/a would have the address on a node each: give leaseName with a namespace, as "default/games"',
    );
  });

  test('a DNS label of Azure for two Services', () => {
    const plane = SharedIp.azure({ publicIpName: 'games', annotations: { 'service.beta.kubernetes.io/azure-dns-label-name': 'games' } });
    expect(refusal(plane, exposing(80, backend('a')), exposing(81, backend('b')))).toBe(
      'chart/edge: annotations has service.beta.kubernetes.io/azure-dns-label-name, and Azure gives a DNS label to one Service of an address only, so that of default/b and default/a one would fail: give the label to the public IP itself',
    );
  });

  test.each([
    ['300 with one address', { address: ADDRESS }, 300],
    ['150 with two', { address: ADDRESS, secondaryAddress: '2001:db8::1' }, 150],
  ])('more than the rules of Azure: %s', (_name, props, most) => {
    const gateway = gatewayOn(SharedIp.azure(props));
    for (let port = 1; port <= most; port += 1) {
      gateway.expose(port, backend('web'), { servicePort: 80 });
    }
    expect(messageOf(() => gateway.expose(1000, backend('web'), { servicePort: 80 }))).toBe(
      `chart/edge: SharedIp on Azure carries ${most} exposures at most, and the gateway has them: a node has 300 rules of a load balancer at most, one for each port and address: publish fewer ports on this cluster`,
    );
  });

  test('what needs a proxy', () => {
    const noProxy = "there is no proxy in between: leave it out, and use externalTrafficPolicy: 'Local' to keep the client's address";
    expect(refusal(metalLb(), (gateway) => gateway.expose(80, backend('a'), { servicePort: 80, proxyProtocol: { accept: true } }))).toBe(
      `chart/edge: SharedIp on MetalLB does not read the PROXY header on TCP: ${noProxy}`,
    );
    expect(refusal(metalLb(), (gateway) => gateway.expose(80, backend('a'), { servicePort: 80, proxyProtocol: { send: true } }))).toBe(
      `chart/edge: SharedIp on MetalLB does not send the PROXY header on TCP: ${noProxy}`,
    );
    expect(refusal(metalLb(), (gateway) => gateway.exposeTls(443, ['db.example.com'], backend('a'), { servicePort: 80 }))).toBe(
      'chart/edge: SharedIp on MetalLB does not tell TLS connections apart by host name: there is no proxy in between: give each backend a port of its own with expose, or use a data plane with a proxy',
    );
    expect(refusal(metalLb(), (gateway) => gateway.exposeWeighted(80, [{ backend: backend('a'), weight: 1, servicePort: 80 }]))).toBe(
      'chart/edge: SharedIp on MetalLB does not divide TCP connections by weight: there is no proxy in between: use expose with one backend, or a data plane with a proxy',
    );
  });

  test('an id that cannot begin a name', () => {
    const chart = newChart();
    expect(messageOf(() => new TcpMultiPortGateway(chart, 'My Gateway', { dataPlane: metalLb() }))).toBe(
      'chart/My Gateway: the id "My Gateway" of the gateway cannot begin the name of a Service: give the data plane a prefix',
    );
    expect(() => new TcpMultiPortGateway(chart, 'My Gateway', { dataPlane: metalLb({ prefix: 'mine' }) })).not.toThrow();
  });
});
