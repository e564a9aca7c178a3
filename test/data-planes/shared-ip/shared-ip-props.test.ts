import { SharedIp } from 'cdk8s-multiport';
import { messageOf } from '../../support/message';

const ADDRESS = '192.0.2.10';
const NO_ADDRESS = 'is no address for clients: give an IPv4 or IPv6 address, as "192.0.2.10"';

describe.each([
  ['metalLb', (props: object) => SharedIp.metalLb(props as never)],
  ['kubeVip', (props: object) => SharedIp.kubeVip(props as never)],
  ['cilium', (props: object) => SharedIp.cilium(props as never)],
  ['azure', (props: object) => SharedIp.azure(props as never)],
])('%s', (_plane, make) => {
  test.each<[string, object, string]>([
    ['an address out of range', { address: '192.0.2.256' }, `address "192.0.2.256" ${NO_ADDRESS}`],
    ['a prefix', { address: '192.0.2.10/32' }, `address "192.0.2.10/32" ${NO_ADDRESS}`],
    ['a list', { address: '192.0.2.10,192.0.2.11' }, `address "192.0.2.10,192.0.2.11" ${NO_ADDRESS}`],
    ['the address of nothing', { address: '0.0.0.0' }, `address "0.0.0.0" ${NO_ADDRESS}`],
    ['a zone', { address: 'fe80::1%eth0' }, `address "fe80::1%eth0" ${NO_ADDRESS}`],
    ['an IPv4 address in IPv6 dress', { address: '::ffff:192.0.2.10' }, `address "::ffff:192.0.2.10" ${NO_ADDRESS}`],
    ['a host name', { address: 'db.example.com' }, `address "db.example.com" ${NO_ADDRESS}`],
    ['a second one that is none', { address: ADDRESS, secondaryAddress: 'x' }, `secondaryAddress "x" ${NO_ADDRESS}`],
    [
      'two of one family',
      { address: ADDRESS, secondaryAddress: '192.0.2.11' },
      'address "192.0.2.10" and secondaryAddress "192.0.2.11" are both IPv4, and a Service has one of each family at most: make a gateway for each',
    ],
    [
      'a policy',
      { address: ADDRESS, externalTrafficPolicy: 'local' },
      'externalTrafficPolicy "local" is not known: give "Cluster" or "Local"',
    ],
    [
      'a prefix that begins no name',
      { address: ADDRESS, prefix: '1st' },
      'prefix "1st" is not a Service name: give 61 or fewer lower-case letters, digits and hyphens, a letter first and no hyphen last',
    ],
    [
      'a class',
      { address: ADDRESS, loadBalancerClass: 'a b' },
      'loadBalancerClass "a b" is not valid: give the name that the load balancer has, as "example.com/internal"',
    ],
    ['a class without a name', { address: ADDRESS, loadBalancerClass: '' }, 'loadBalancerClass "" is no text: give one, or leave it out'],
    [
      'labels',
      { address: ADDRESS, labels: { 'a b': 'c' } },
      "labels has the key \"a b\", which is no label key: give 63 or fewer letters, digits, '-', '_' and '.', a letter or digit first and last, after an optional DNS prefix and '/'",
    ],
    [
      'the name of an annotation',
      { address: ADDRESS, annotations: { 'a b': 'c' } },
      "annotations has the key \"a b\", which is no name of an annotation: give 63 or fewer letters, digits, '-', '_' and '.', a letter or digit first and last, after an optional DNS prefix and '/'",
    ],
    [
      'an annotation that is no text',
      { address: ADDRESS, annotations: { a: true } },
      'annotations gives "a" the value true, which is no text: put it in quotes',
    ],
    [
      'an override of what the table decides',
      { address: ADDRESS, serviceOverrides: { spec: { ports: [] } } },
      'serviceOverrides sets spec.ports, which this data plane decides: use expose',
    ],
    [
      'an override of the policy',
      { address: ADDRESS, serviceOverrides: { spec: { externalTrafficPolicy: 'Local' } } },
      'serviceOverrides sets spec.externalTrafficPolicy, which this data plane decides: use externalTrafficPolicy',
    ],
    [
      'an override of the name',
      { address: ADDRESS, serviceOverrides: { metadata: { name: 'x' } } },
      'serviceOverrides sets metadata.name, which this data plane decides: use prefix',
    ],
    [
      'an override of annotations',
      { address: ADDRESS, serviceOverrides: { metadata: { annotations: {} } } },
      'serviceOverrides sets metadata.annotations, which this data plane decides: use annotations',
    ],
    ['no props', undefined as never, "the props undefined is no object: give one, as { address: '192.0.2.10' }"],
  ])('%s', (_name, props, message) => {
    expect(messageOf(() => make(props))).toBe(message);
  });

  test('the stack trace begins at the line of the call', () => {
    let stack = '';
    try {
      make({ address: 'x' });
    } catch (error) {
      stack = (error as Error).stack ?? '';
    }
    expect(stack.split('\n')[1]).toContain('shared-ip-props.test.ts');
  });
});

test.each<[string, () => unknown, string]>([
  ['no address', () => SharedIp.metalLb({} as never), `address undefined ${NO_ADDRESS}`],
  [
    'an empty key, which shares nothing',
    () => SharedIp.metalLb({ address: ADDRESS, sharingKey: '' }),
    'sharingKey "" is no text: give one, or leave it out',
  ],
  [
    'an empty key of Cilium',
    () => SharedIp.cilium({ address: ADDRESS, sharingKey: ' ' }),
    'sharingKey " " is no text: give one, or leave it out',
  ],
  [
    'a pool',
    () => SharedIp.metalLb({ address: ADDRESS, pool: 'A' }),
    'pool "A" is not valid: give 253 or fewer lower-case letters, digits, hyphens and dots, each part beginning and ending with a letter or digit',
  ],
  [
    'node ports in an override',
    () => SharedIp.metalLb({ address: ADDRESS, serviceOverrides: { spec: { allocateLoadBalancerNodePorts: false } } }),
    'serviceOverrides sets spec.allocateLoadBalancerNodePorts, which this data plane decides: use allocateLoadBalancerNodePorts',
  ],
  ...[{ allocateLoadBalancerNodePorts: false }, { serviceOverrides: { spec: { allocateLoadBalancerNodePorts: false } } }].map(
    (props): [string, () => unknown, string] => [
      `no node ports of Azure: ${Object.keys(props)[0]}`,
      () => SharedIp.azure({ address: ADDRESS, ...props }),
      'Azure asks its health probes at the node ports: leave out allocateLoadBalancerNodePorts',
    ],
  ),
  [
    'node ports that are neither',
    () => SharedIp.metalLb({ address: ADDRESS, allocateLoadBalancerNodePorts: 'no' as never }),
    'allocateLoadBalancerNodePorts "no" is neither true nor false: give one of them',
  ],
  [
    'an annotation of MetalLB under its name of old',
    () => SharedIp.metalLb({ address: ADDRESS, annotations: { 'metallb.universe.tf/allow-shared-ip': 'x' } }),
    'annotations has metallb.universe.tf/allow-shared-ip, which this data plane decides: use sharingKey',
  ],
  [
    'an annotation of Cilium',
    () => SharedIp.cilium({ address: ADDRESS, annotations: { 'lbipam.cilium.io/sharing-cross-namespace': '*' } }),
    'annotations has lbipam.cilium.io/sharing-cross-namespace, which this data plane decides: leave it out, it is written where the exposures need it',
  ],
  [
    'an annotation of kube-vip',
    () => SharedIp.kubeVip({ address: ADDRESS, annotations: { 'kube-vip.io/leaseName': 'x' } }),
    'annotations has kube-vip.io/leaseName, which this data plane decides: use serviceElection and leaseName',
  ],
  [
    'an annotation of Azure',
    () => SharedIp.azure({ address: ADDRESS, annotations: { 'service.beta.kubernetes.io/azure-pip-name': 'x' } }),
    'annotations has service.beta.kubernetes.io/azure-pip-name, which this data plane decides: use publicIpName',
  ],
  [
    'a lease that nobody reads',
    () => SharedIp.kubeVip({ address: ADDRESS, leaseName: 'games' }),
    'kube-vip reads leaseName only where it elects a node for each Service: give serviceElection: true, too, or leave it out',
  ],
  [
    'Local with one node for all',
    () => SharedIp.kubeVip({ address: ADDRESS, externalTrafficPolicy: 'Local' }),
    'with externalTrafficPolicy Local kube-vip has to elect a node for each Service: run it with svc_election=true and give serviceElection: true, or leave out the policy',
  ],
  ...['a/b/c', 'Games', 'kube.system/games', '/games'].map((leaseName): [string, () => unknown, string] => [
    `the lease ${leaseName}`,
    () => SharedIp.kubeVip({ address: ADDRESS, serviceElection: true, leaseName }),
    `leaseName "${leaseName}" is not valid: give the name of a Lease, as "games", or with its namespace, as "kube-system/games"`,
  ]),
  [
    'an election',
    () => SharedIp.kubeVip({ address: ADDRESS, serviceElection: 1 as never }),
    'serviceElection 1 is neither true nor false: give one of them',
  ],
  ['Azure without either', () => SharedIp.azure({}), 'neither address nor publicIpName is given: give one of the two'],
  [
    'Azure with both',
    () => SharedIp.azure({ address: ADDRESS, publicIpName: 'games' }),
    'both address and publicIpName are given: give one of the two',
  ],
  [
    'a second address of a public IP',
    () => SharedIp.azure({ publicIpName: 'games', secondaryAddress: '2001:db8::1' }),
    'secondaryAddress is given with publicIpName, and goes only with address: leave out one of the two',
  ],
  [
    'a public IP inside of the network',
    () => SharedIp.azure({ publicIpName: 'games', internal: true }),
    'internal is given with publicIpName, which is of a public IP: leave out one of the two',
  ],
  [
    'a resource group inside of the network',
    () => SharedIp.azure({ address: '10.0.0.9', resourceGroup: 'network', internal: true }),
    'internal is given with resourceGroup, which is of a public IP: leave out one of the two',
  ],
  ['a public IP without a name', () => SharedIp.azure({ publicIpName: '' }), 'publicIpName "" is no text: give one, or leave it out'],
  [
    'a resource group without a name',
    () => SharedIp.azure({ address: ADDRESS, resourceGroup: '' }),
    'resourceGroup "" is no text: give one, or leave it out',
  ],
  [
    'internal',
    () => SharedIp.azure({ address: ADDRESS, internal: 'yes' as never }),
    'internal "yes" is neither true nor false: give one of them',
  ],
])('%s', (_name, make, message) => {
  expect(messageOf(make)).toBe(message);
});
