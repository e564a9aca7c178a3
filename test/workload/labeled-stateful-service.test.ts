import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { LabeledStatefulService, LabeledStatefulServiceProps, Protocol, ServiceType } from 'cdk8s-multiport';
import { find, newChart, synth } from '../support/manifests';
import { messageOf } from '../support/message';

const minimal: LabeledStatefulServiceProps = {
  labels: { app: 'db' },
  ports: [{ port: 5432 }],
  container: { name: 'postgres', image: 'postgres:16' },
};

test('minimal props print what was asked for, and nothing else', () => {
  const chart = newChart();
  new LabeledStatefulService(chart, 'db', minimal);
  expect(synth(chart)).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'db', namespace: 'default' },
      spec: {
        serviceName: 'db',
        replicas: 1,
        selector: { matchLabels: { app: 'db' } },
        template: {
          metadata: { labels: { app: 'db' } },
          spec: { containers: [{ name: 'postgres', image: 'postgres:16', ports: [{ containerPort: 5432 }] }] },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'db', namespace: 'default' },
      spec: { type: 'ClusterIP', selector: { app: 'db' }, ports: [{ port: 5432, targetPort: 5432, protocol: 'TCP' }] },
    },
  ]);
});

test('all the props', () => {
  const chart = newChart('chart', 'chart-namespace');
  const service = new LabeledStatefulService(chart, 'id', {
    labels: { app: 'dns', role: 'resolver' },
    name: 'dns',
    namespace: 'names',
    replicas: 3,
    ports: [
      { port: 5353, servicePort: 53, name: 'dns-tcp' },
      { port: 5353, servicePort: 53, protocol: Protocol.UDP },
      { port: 5353, servicePort: 5353 },
    ],
    container: {
      name: 'server',
      image: 'server:1',
      ports: [{ containerPort: 9153, name: 'metrics' }],
      readinessProbe: { tcpSocket: { port: k8s.IntOrString.fromNumber(5353) } },
      resources: { requests: { cpu: k8s.Quantity.fromString('10m') } },
    },
    serviceType: ServiceType.NODE_PORT,
    headless: true,
    pod: {
      annotations: { note: 'x' },
      labels: { version: '1' },
      nodeSelector: { disk: 'fast' },
      tolerations: [{ key: 'a', operator: 'Exists' }],
      affinity: { nodeAffinity: {} },
      serviceAccountName: 'dns',
      securityContext: { runAsUser: 1000 },
      sidecars: [{ name: 'exporter', image: 'exporter:1', ports: [{ containerPort: 9154 }] }],
      terminationGracePeriodSeconds: 5,
    },
    volumeClaimTemplates: [
      {
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: k8s.Quantity.fromString('1Gi') } } },
      },
    ],
    overrides: {
      statefulSet: { spec: { template: { spec: { fieldOfTomorrow: { deep: [1] } } } } },
      service: { metadata: { annotations: { pool: 'public' } }, spec: { trafficDistribution: 'PreferClose' } },
      headlessService: { spec: { publishNotReadyAddresses: true } },
    },
  });
  expect(synth(chart)).toMatchSnapshot();
  expect(service.backendServices()).toEqual([
    {
      namespace: 'names',
      name: 'dns',
      bytes: 703,
      endpoints: 3,
      selector: { app: 'dns', role: 'resolver' },
      ports: [
        { port: 53, protocol: 'TCP', name: 'dns-tcp', targetPort: 5353 },
        { port: 53, protocol: 'UDP', name: 'udp-53', targetPort: 5353 },
        { port: 5353, protocol: 'TCP', name: 'tcp-5353', targetPort: 5353 },
      ],
    },
  ]);
});

test('further ports of the container stay, with all their fields', () => {
  const chart = newChart();
  const ports = [{ name: 'metrics', containerPort: 9187, hostPort: 9187, hostIp: '127.0.0.1' }];
  new LabeledStatefulService(chart, 'db', { ...minimal, container: { ...minimal.container, ports } });
  expect(find(synth(chart), 'StatefulSet', 'db').spec.template.spec.containers[0].ports).toEqual([
    { containerPort: 5432 },
    { name: 'metrics', containerPort: 9187, hostPort: 9187, hostIP: '127.0.0.1' },
  ]);
});

test('one that was removed can be made again', () => {
  const chart = newChart();
  new LabeledStatefulService(chart, 'db', minimal);
  chart.node.tryRemoveChild('db');
  new LabeledStatefulService(chart, 'db', minimal);
  expect(synth(chart)).toHaveLength(2);
});

test('serviceName names a Service that is there', () => {
  const chart = newChart();
  new LabeledStatefulService(chart, 'plain', minimal);
  new LabeledStatefulService(chart, 'governed', { ...minimal, labels: { app: 'other' }, headless: true });
  const objects = synth(chart);
  for (const statefulSet of objects.filter((object) => object.kind === 'StatefulSet')) {
    find(objects, 'Service', statefulSet.spec.serviceName as string);
  }
  expect(find(objects, 'Service', 'governed-headless').spec).toEqual({
    clusterIP: 'None',
    selector: { app: 'other' },
    ports: [{ port: 5432, targetPort: 5432, protocol: 'TCP' }],
  });
});

test("the namespace is the given one, else the chart's, else default", () => {
  const namespaceOf = (chart: Chart, namespace?: string): string => {
    const service = new LabeledStatefulService(chart, 'db', { ...minimal, namespace });
    expect(synth(chart).map((object) => object.metadata.namespace)).toEqual([service.namespace, service.namespace]);
    return service.namespace;
  };
  expect(namespaceOf(newChart())).toBe('default');
  expect(namespaceOf(newChart('chart', 'team-a'))).toBe('team-a');
  expect(namespaceOf(newChart('chart', 'team-a'), 'team-b')).toBe('team-b');
});

test('portsPerService spreads the ports over Services that select the same Pods', () => {
  const chart = newChart();
  const service = new LabeledStatefulService(chart, 'rtp', {
    ...minimal,
    ports: [{ port: 10000, endPort: 10004, protocol: Protocol.UDP }],
    portsPerService: 2,
  });
  const services = synth(chart).filter((object) => object.kind === 'Service');
  expect(services.map((each) => [each.metadata.name, (each.spec.ports as { port: number }[]).map(({ port }) => port)])).toEqual([
    ['rtp', [10000, 10001]],
    ['rtp-2', [10002, 10003]],
    ['rtp-3', [10004]],
  ]);
  expect(services.map((each) => each.spec.selector as unknown)).toEqual([{ app: 'db' }, { app: 'db' }, { app: 'db' }]);
  expect(service.services.map((each) => each.name)).toEqual(['rtp', 'rtp-2', 'rtp-3']);
});

test('the escape hatch reaches fields that no type knows', () => {
  const chart = newChart();
  const service = new LabeledStatefulService(chart, 'db', minimal);
  service.statefulSet.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/fieldOfTomorrow', true));
  service.services[0].addJsonPatch(JsonPatch.add('/spec/trafficDistribution', 'PreferClose'));
  const objects = synth(chart);
  expect(find(objects, 'StatefulSet', 'db').spec.template.spec.containers[0].fieldOfTomorrow).toBe(true);
  expect(find(objects, 'Service', 'db').spec.trafficDistribution).toBe('PreferClose');
});

describe('refuses', () => {
  test.each<[string, Partial<LabeledStatefulServiceProps>, string]>([
    ['no labels', { labels: {} }, 'labels is empty: give at least one label that no other workload of the namespace has'],
    [
      'a bad label',
      { labels: { app: 'a b' } },
      'labels gives "app" the value "a b", which is no label value: give a string of 63 or fewer',
    ],
    ['no container', { container: undefined }, "container undefined is no object: give one, as { name: 'main', image: 'alpine' }"],
    ['a container without a name', { container: {} as k8s.Container }, 'container.name undefined is not valid: give 63 or fewer'],
    ['no labels at all', { labels: 'app' as never }, `labels "app" is no object: give one, as { app: 'web' }`],
    ['no list of ports', { ports: { port: 80 } as never }, 'ports {"port":80} is no list: give one, as [{ port: 80 }]'],
    ['a port that is none', { ports: [null as never] }, 'ports[0] null is no object: give one, as { port: 80 }'],
    [
      'an unknown type of Service',
      { serviceType: 'ExternalName' as ServiceType },
      'serviceType "ExternalName" is not known: give "ClusterIP" or "NodePort" or "LoadBalancer"',
    ],
    ['no list of sidecars', { pod: { sidecars: {} as never } }, 'pod.sidecars {} is no list'],
    [
      'two containers of one name',
      { pod: { sidecars: [{ name: 'postgres' }] } },
      'pod.sidecars[0].name "postgres" is that of another container of the Pod: give another name',
    ],
    [
      'a number as annotation',
      { pod: { annotations: { a: 1 as never } } },
      'pod.annotations gives "a" the value 1, which is no string: put it in quotes',
    ],
    ['no list of claims', { volumeClaimTemplates: {} as never }, 'volumeClaimTemplates {} is no list'],
    ['a null deep inside', { container: { ...minimal.container, lifecycle: null as never } }, 'holds a value that cannot be rendered'],
    [
      'an amount that would be left out',
      { container: { ...minimal.container, resources: { requests: { cpu: '10m' as never } } } },
      'container.resources.requests.cpu would be left out, since cdk8s-plus-27 does not know the field or takes an object there: give k8s.Quantity',
    ],
    [
      'a port that would be left out',
      { container: { ...minimal.container, readinessProbe: { tcpSocket: { port: 80 as never } } } },
      'container.readinessProbe.tcpSocket.port would be left out, since cdk8s-plus-27 does not know the field or takes an object there',
    ],
    [
      'an override of a Service that is not made',
      { overrides: { headlessService: { spec: {} } } },
      'overrides.headlessService is laid over a Service that is not made: ask for it with headless: true',
    ],
    ['an override that is no map', { overrides: { statefulSet: 'x' as never } }, 'overrides.statefulSet "x" is no object'],
    [
      'an override that empties the Service',
      { overrides: { service: { spec: null } } },
      'overrides.service sets spec, which joins the StatefulSet and its Service: give a map there',
    ],
    ['a negative number of Pods', { replicas: -1 }, 'replicas -1 is not a number of Pods: give an integer, 0 or more'],
    ['half a Pod', { replicas: 1.5 }, 'replicas 1.5 is not a number of Pods: give an integer, 0 or more'],
    ['a bad name', { name: 'DB' }, 'name "DB" is not a Service name: give 52 or fewer lower-case letters'],
    ['a name too long for its Pods', { name: 'a'.repeat(53) }, 'is not a Service name: give 52 or fewer lower-case letters'],
    ['a bad namespace', { namespace: 'a.b' }, 'namespace "a.b" is not valid: give 63 or fewer'],
    ['a bad port', { ports: [{ port: 70000 }] }, 'port 70000 is not a port: give an integer from 1 to 65535'],
    ['no ports per Service', { portsPerService: 0 }, 'portsPerService 0 is not a number of ports: give an integer, 1 or more'],
    [
      'a port that the container declares, too',
      { container: { ...minimal.container, ports: [{ containerPort: 5432 }] } },
      '5432/TCP is in container.ports, and in ports already: leave it out there, or give another port',
    ],
    [
      'a port that a sidecar declares, too',
      { pod: { sidecars: [{ name: 'proxy', ports: [{ containerPort: 5432, protocol: 'TCP' }] }] } },
      '5432/TCP is in ports of sidecar "proxy", and in ports already: leave it out there, or give another port',
    ],
    [
      'a port name that the container uses, too',
      { ports: [{ port: 5432, name: 'db' }], container: { ...minimal.container, ports: [{ containerPort: 1, name: 'db' }] } },
      'the name "db" is in container.ports, and another port of the Pod has it: give another name',
    ],
    [
      'a Pod label against the identity',
      { pod: { labels: { app: 'web' } } },
      'pod.labels gives "app" the value "web", labels gives it "db": give it once',
    ],
    [
      'a field that would be left out of the container',
      { container: { ...minimal.container, fieldOfTomorrow: 1 } as k8s.Container },
      'container.fieldOfTomorrow would be left out, since cdk8s-plus-27 does not know the field or takes an object there: give k8s.Quantity.fromString(…) for an amount, ',
    ],
    [
      'a field that would be left out of the Pod',
      { pod: { tolerations: [{ key: 'a', when: 'now' } as k8s.Toleration] } },
      'pod.tolerations[0].when would be left out, since cdk8s-plus-27 does not know the field or takes an object there: give k8s.Quantity.fromString(…) for an amount, ',
    ],
    [
      'an override of the selector',
      { overrides: { statefulSet: { spec: { selector: { matchLabels: { app: 'web' } } } } } },
      'overrides.statefulSet sets spec.selector, which joins the StatefulSet and its Service: use labels',
    ],
    [
      "an override of the Service's ports",
      { overrides: { service: { spec: { ports: [] } } } },
      'overrides.service sets spec.ports, which joins the StatefulSet and its Service: use ports, or addJsonPatch on the Service',
    ],
    [
      'an override of a name',
      { headless: true, overrides: { headlessService: { metadata: { name: 'x' } } } },
      'overrides.headlessService sets metadata.name, which joins the StatefulSet and its Service: use name',
    ],
  ])('%s', (_case, props, message) => {
    const chart = newChart();
    const refused = messageOf(() => new LabeledStatefulService(chart, 'db', { ...minimal, ...props }));
    expect(refused).toMatch(/^chart\/db: /);
    expect(refused).toContain(message);
    expect(chart.node.children).toEqual([]);
  });

  test('a second one whose labels select the Pods of the first', () => {
    const chart = newChart();
    new LabeledStatefulService(chart, 'one', { ...minimal, labels: { app: 'xyz', kind: 'one' } });
    expect(messageOf(() => new LabeledStatefulService(chart, 'two', { ...minimal, labels: { app: 'xyz' } }))).toBe(
      'chart/two: the labels {app: xyz} also select the Pods of chart/one ({app: xyz, kind: one}) in namespace default, ' +
        'so connections meant for one would reach the other: give every workload a label value of its own',
    );
  });

  test('a second one whose Pods the first selects', () => {
    const chart = newChart();
    new LabeledStatefulService(chart, 'one', { ...minimal, labels: { app: 'xyz' } });
    expect(
      messageOf(() => new LabeledStatefulService(chart, 'two', { ...minimal, labels: { kind: 'two' }, pod: { labels: { app: 'xyz' } } })),
    ).toBe(
      'chart/two: the labels {app: xyz} of chart/one also select these Pods ({app: xyz, kind: two}) in namespace default, ' +
        'so connections meant for one would reach the other: give every workload a label value of its own',
    );
  });

  test('the naive way of the first article: both workloads under the label that they share', () => {
    const chart = newChart();
    const naive = (port: number): LabeledStatefulService =>
      new LabeledStatefulService(chart, `layanan-xyz-port-${port}`, {
        labels: { app: 'layanan-xyz' },
        ports: [{ port }],
        container: { name: 'alpine', image: 'alpine' },
      });
    naive(10000);
    expect(messageOf(() => naive(20000))).toBe(
      'chart/layanan-xyz-port-20000: the labels {app: layanan-xyz} also select the Pods of chart/layanan-xyz-port-10000 ({app: layanan-xyz}) ' +
        'in namespace default, so connections meant for one would reach the other: give every workload a label value of its own',
    );
  });

  test('a second one of the same name, in another chart of the app', () => {
    const app = Testing.app();
    new LabeledStatefulService(new Chart(app, 'a'), 'db', minimal);
    expect(messageOf(() => new LabeledStatefulService(new Chart(app, 'b'), 'db', { ...minimal, labels: { app: 'other' } }))).toBe(
      'b/db: default/db is made by a/db already: give one of them another name or namespace',
    );
  });

  test('nothing in another namespace, nor in another app', () => {
    const chart = newChart();
    new LabeledStatefulService(chart, 'one', minimal);
    new LabeledStatefulService(chart, 'two', { ...minimal, namespace: 'other', name: 'one' });
    new LabeledStatefulService(new Chart(new App(), 'chart'), 'one', minimal);
    expect(synth(chart)).toHaveLength(4);
  });

  test("and the first line of the stack is the caller's", () => {
    try {
      new LabeledStatefulService(newChart(), 'db', { ...minimal, replicas: -1 });
      throw new Error('nothing was thrown');
    } catch (error) {
      const [message, first] = ((error as Error).stack ?? '').split('\n');
      expect(message).toBe('Error: chart/db: replicas -1 is not a number of Pods: give an integer, 0 or more');
      expect(first).toContain(__filename);
    }
  });
});
