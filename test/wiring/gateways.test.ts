import fc from 'fast-check';
import { stringify } from 'yaml';
import { Finding, isFieldPlace } from '../../lib/wiring/finding';
import { objectText } from '../../lib/wiring/manifest';
import { findingsOf } from './support/case';
import { Backend, Gateway, gatewayOf, GatewaySpec, gatewaySpecs, objectsOf, portName } from './support/gateways';

type Draft = any;

function check(objects: readonly object[]): readonly Finding[] {
  const input = objects.map((object) => stringify(object, { version: '1.1', aliasDuplicateObjects: false })).join('---\n');
  return findingsOf({ input, world: 'closed' });
}

/** Objects that a finding names, the place first. */
function named({ place, related }: Finding): string[] {
  return [place, ...related.map((each) => each.place)].map((each) => (isFieldPlace(each) ? objectText(each.manifest) : ''));
}

function text(object: Draft): string {
  return `${object.kind} ${object.metadata.namespace}/${object.metadata.name}`;
}

interface Mutation {
  readonly name: string;
  readonly rule: string;
  /** Whether the gateway has what is changed. */
  readonly when?: (spec: GatewaySpec, backend: Backend) => boolean;
  /** Changes the objects in place, and returns those that the finding has to name, and more objects. */
  readonly plant: (gateway: Draft, index: number) => { readonly names: readonly Draft[]; readonly more?: readonly object[] };
}

const behindService = ({ exposure }: GatewaySpec): boolean => exposure !== 'hostNetwork';

function mapOf(gateway: Draft, index: number): Draft {
  return gateway.maps[gateway.spec.backends[index].protocol];
}

function ports(gateway: Draft, index: number): { list: Draft[]; at: number; port: Draft } {
  const list = gateway.service.spec.ports;
  const at = list.findIndex(({ name }: Draft) => name === portName(gateway.spec.backends[index]));
  return { list, at, port: list[at] };
}

function container(workload: Draft): Draft {
  return workload.spec.template.spec.containers[0];
}

function argumentsOf(gateway: Draft): string[] {
  const { command, args } = container(gateway.controller);
  return command ?? args;
}

/** Changes what a flag says, or takes it away. */
function changeFlag(gateway: Draft, index: number, change: (value: string) => string | undefined): void {
  const list = argumentsOf(gateway);
  const flag = `--${gateway.spec.backends[index].protocol.toLowerCase()}-services-configmap`;
  const at = list.findIndex((arg) => arg.startsWith(flag));
  const apart = list[at] === flag;
  const value = change(apart ? list[at + 1] : list[at].slice(flag.length + 1));
  list.splice(at, apart ? 2 : 1, ...(value === undefined ? [] : apart ? [flag, value] : [`${flag}=${value}`]));
}

function changeEntry(gateway: Draft, index: number, change: (value: string) => string): void {
  const { key } = gateway.spec.backends[index];
  const { data } = mapOf(gateway, index);
  data[key] = change(data[key]);
}

const onlyOfProtocol = ({ backends }: GatewaySpec, { protocol }: Backend): boolean =>
  backends.filter((each) => each.protocol === protocol).length === 1;

const MUTATIONS: readonly Mutation[] = [
  {
    name: "the controller's Service lacks the port",
    rule: 'controller-service-port-missing',
    when: behindService,
    plant: (gateway, index) => {
      const { list, at } = ports(gateway, index);
      list.splice(at, 1);
      return { names: [gateway.service, mapOf(gateway, index)] };
    },
  },
  {
    name: 'it has the other protocol',
    rule: 'controller-service-port-missing',
    when: (spec) => spec.exposure === 'service' && !spec.loadBalancer,
    plant: (gateway, index) => {
      const { port } = ports(gateway, index);
      port.protocol = port.protocol === 'TCP' ? 'UDP' : 'TCP';
      return { names: [gateway.service, mapOf(gateway, index)] };
    },
  },
  {
    name: 'the port leads to a port that nobody opens',
    rule: 'controller-port-not-listening',
    when: behindService,
    plant: (gateway, index) => {
      const { list } = ports(gateway, index);
      list.push({ name: 'more', port: 1000, targetPort: 1000, protocol: gateway.spec.backends[index].protocol });
      return { names: [gateway.service] };
    },
  },
  {
    name: 'the argument is missing',
    rule: 'stream-map-not-read',
    plant: (gateway, index) => {
      changeFlag(gateway, index, () => undefined);
      return { names: [gateway.controller, mapOf(gateway, index)] };
    },
  },
  {
    name: 'the argument names another ConfigMap',
    rule: 'stream-map-not-read',
    plant: (gateway, index) => {
      changeFlag(gateway, index, (value) => `${value}-old`);
      return { names: [gateway.controller, mapOf(gateway, index)] };
    },
  },
  {
    name: 'the ConfigMap has another name',
    rule: 'stream-map-not-read',
    plant: (gateway, index) => {
      mapOf(gateway, index).metadata.name += '-new';
      return { names: [gateway.controller, mapOf(gateway, index)] };
    },
  },
  {
    name: 'the argument is there twice',
    rule: 'controller-flag-twice',
    plant: (gateway, index) => {
      changeFlag(gateway, index, (value) => value);
      const list = argumentsOf(gateway);
      list.splice(1, 0, `--${gateway.spec.backends[index].protocol.toLowerCase()}-services-configmap=x/y`);
      return { names: [gateway.controller] };
    },
  },
  {
    name: 'the Service of a backend is gone',
    rule: 'stream-service-missing',
    plant: (gateway, index) => {
      gateway.services.splice(index, 1);
      return { names: [mapOf(gateway, index)] };
    },
  },
  {
    name: 'the entry names another port',
    rule: 'stream-port-missing',
    plant: (gateway, index) => {
      changeEntry(gateway, index, (value) => value.replace(/:[^:]+/, ':nothing'));
      return { names: [mapOf(gateway, index), gateway.services[index]] };
    },
  },
  {
    name: 'the entry names no port',
    rule: 'stream-value-invalid',
    when: (_spec, { sendsProxy }) => !sendsProxy,
    plant: (gateway, index) => {
      changeEntry(gateway, index, (value) => value.split(':')[0]);
      return { names: [mapOf(gateway, index)] };
    },
  },
  {
    name: 'a surplus part',
    rule: 'stream-proxy-part',
    when: (_spec, { protocol }) => protocol === 'TCP',
    plant: (gateway, index) => {
      changeEntry(gateway, index, (value) => `${value.split(':').slice(0, 2).join(':')}:PROXY:PROXY:x`);
      return { names: [mapOf(gateway, index)] };
    },
  },
  {
    name: 'PROXY for UDP',
    rule: 'stream-proxy-udp',
    when: (_spec, { protocol }) => protocol === 'UDP',
    plant: (gateway, index) => {
      changeEntry(gateway, index, (value) => `${value}:PROXY`);
      return { names: [mapOf(gateway, index)] };
    },
  },
  {
    name: 'the load balancer sends PROXY, and an entry does not read it',
    rule: 'proxy-protocol-not-read',
    when: ({ proxy }) => proxy,
    plant: (gateway, index) => {
      changeEntry(gateway, index, (value) => value.split(':').slice(0, 2).join(':'));
      return { names: [mapOf(gateway, index), gateway.service] };
    },
  },
  ...(
    [
      ['a reserved key', 'stream-port-reserved', '10254'],
      ['a key out of range', 'stream-key-out-of-range', '70000'],
      ['a key that is no number', 'stream-key-invalid', 'http'],
    ] as const
  ).map(([name, rule, key]): Mutation => ({
    name,
    rule,
    plant: (gateway, index) => {
      const map = mapOf(gateway, index);
      map.data[key] = Object.values(map.data)[0];
      return { names: [map] };
    },
  })),
  {
    name: 'a key twice',
    rule: 'stream-key-duplicate',
    plant: (gateway, index) => {
      const map = mapOf(gateway, index);
      const [key] = Object.keys(map.data);
      map.data[`0${key}`] = map.data[key];
      return { names: [map, map] };
    },
  },
  {
    name: "the controller's selector misses it",
    rule: 'service-selects-nothing',
    when: behindService,
    plant: (gateway) => {
      gateway.service.spec.selector = { app: 'ingres' };
      return { names: [gateway.service] };
    },
  },
  {
    name: 'the selector of a backend misses it',
    rule: 'service-selects-nothing',
    plant: (gateway, index) => {
      gateway.services[index].spec.selector = { app: 'nobody' };
      return { names: [gateway.services[index]] };
    },
  },
  {
    name: 'the selector of a backend takes another workload, too',
    rule: 'service-selects-unequal-workloads',
    when: (_spec, { namedTarget }) => !namedTarget,
    plant: (gateway, index) => {
      const workload = gateway.workloads[index];
      const other = structuredClone(workload);
      other.metadata.name = 'stranger';
      other.spec.selector.matchLabels = { app: 'stranger' };
      other.spec.template.metadata.labels = { app: 'stranger', part: 'backend', tier: 'x' };
      workload.spec.template.metadata.labels.tier = 'x';
      container(other).ports[0].containerPort += 1;
      delete other.spec.template.spec.initContainers;
      gateway.services[index].spec.selector = { tier: 'x' };
      return { names: [gateway.services[index], workload, other], more: [other] };
    },
  },
  {
    name: 'a Job is among the Pods of a backend',
    rule: 'service-selects-silent-workload',
    when: (_spec, { namedTarget }) => !namedTarget,
    plant: (gateway, index) => {
      const { namespace, name } = gateway.workloads[index].metadata;
      const job = {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: 'once', namespace },
        spec: { template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'once', image: 'once' }] } } },
      };
      return { names: [gateway.services[index], job], more: [job] };
    },
  },
  {
    name: 'the port of a container has another name',
    rule: 'target-port-name-missing',
    when: (_spec, { namedTarget }) => namedTarget,
    plant: (gateway, index) => {
      container(gateway.workloads[index]).ports[0].name = 'renamed';
      return { names: [gateway.services[index], gateway.workloads[index]] };
    },
  },
  {
    name: 'the port of a container has another number',
    rule: 'target-port-undeclared',
    when: (_spec, { namedTarget }) => !namedTarget,
    plant: (gateway, index) => {
      const [port] = container(gateway.workloads[index]).ports;
      port.containerPort = port.containerPort === 7 ? 8 : 7;
      return { names: [gateway.services[index], gateway.workloads[index]] };
    },
  },
  {
    name: 'the port of a container has the other protocol',
    rule: 'target-port-protocol',
    when: (_spec, { namedTarget }) => !namedTarget,
    plant: (gateway, index) => {
      const [port] = container(gateway.workloads[index]).ports;
      port.protocol = port.protocol === 'TCP' ? 'UDP' : 'TCP';
      return { names: [gateway.services[index], gateway.workloads[index]] };
    },
  },
  {
    name: 'a workload does not select its own Pods',
    rule: 'workload-selector-mismatch',
    plant: (gateway, index) => {
      gateway.workloads[index].spec.selector.matchLabels.app = 'nobody';
      return { names: [gateway.workloads[index]] };
    },
  },
  {
    name: 'a policy forgets the controller',
    rule: 'network-policy-blocks',
    plant: (gateway, index) => {
      const { namespace, name } = gateway.workloads[index].metadata;
      const policy = {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'only-here', namespace },
        spec: { podSelector: { matchLabels: { app: name } }, ingress: [{ from: [{ podSelector: {} }] }] },
      };
      return { names: [policy, gateway.services[index]], more: [policy] };
    },
  },
  {
    name: 'the controller watches another namespace',
    rule: 'controller-not-watching',
    when: (spec, one) => spec.backends.filter(({ namespace }) => namespace !== one.namespace).length === 1,
    plant: (gateway, index) => {
      const { namespace } = gateway.spec.backends[index];
      argumentsOf(gateway).push(`--watch-namespace=${namespace}`);
      const other = gateway.spec.backends.findIndex((each: Backend) => each.namespace !== namespace);
      return { names: [mapOf(gateway, other)] };
    },
  },
  {
    name: 'the last entry of a map is gone',
    rule: 'controller-port-not-listening',
    when: (spec, one) => behindService(spec) && !onlyOfProtocol(spec, one),
    plant: (gateway, index) => {
      const map = mapOf(gateway, index);
      delete map.data[gateway.spec.backends[index].key];
      return { names: [gateway.service, map] };
    },
  },
];

test('a gateway that is right has no finding', () => {
  fc.assert(
    fc.property(gatewaySpecs, (spec) => {
      expect(check(objectsOf(gatewayOf(spec))).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test.each(MUTATIONS.map((mutation) => [mutation.name, mutation] as const))(
  '%s: one finding, which names it',
  (_name, { rule, when, plant }) => {
    let planted = 0;
    fc.assert(
      fc.property(gatewaySpecs, fc.nat(), (spec, seed) => {
        const index = seed % spec.backends.length;
        fc.pre(when?.(spec, spec.backends[index]) ?? true);
        planted += 1;
        const gateway: Gateway = structuredClone(gatewayOf(spec));
        const { names, more = [] } = plant(gateway, index);
        const findings = check([...objectsOf(gateway), ...more]);
        expect(findings.map((each) => each.rule)).toEqual([rule]);
        expect(findings.flatMap(named)).toEqual(expect.arrayContaining(names.map(text)));
      }),
      { numRuns: 40, maxSkipsPerRun: 1000 },
    );
    expect(planted).toBeGreaterThanOrEqual(40);
  },
);
