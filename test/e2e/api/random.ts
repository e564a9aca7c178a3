import fc from 'fast-check';
import { k8s } from 'cdk8s-plus-27';
import { LabeledPort, LabeledStatefulServiceProps, Protocol, ProxyProtocol, ServiceType } from 'cdk8s-multiport';

/** Namespaces that are there: in a dry run nothing is made, and what is in a new one would be refused for that alone. */
export const NAMESPACES = ['e2e-api-a', 'e2e-api-b'];

export const namespace = fc.constantFrom(...NAMESPACES);
export const protocol = fc.constantFrom(Protocol.TCP, Protocol.UDP);
export const port = fc.oneof(fc.integer({ min: 1, max: 65535 }), fc.constantFrom(1, 22, 53, 1023, 1024, 32767, 65535));

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const ALPHANUMERIC = `${LETTERS}0123456789`;

/** `first` and `last` are the alphabets of the ends, `inner` that in between. */
function text(first: string, inner: string, last: string, longest: number): fc.Arbitrary<string> {
  const of = (alphabet: string): fc.Arbitrary<string> => fc.constantFrom(...alphabet);
  return fc
    .tuple(
      of(first),
      fc
        .oneof(fc.integer({ min: 0, max: 6 }), fc.constantFrom(0, longest - 2))
        .chain((length) => fc.array(of(inner), { minLength: length, maxLength: length })),
      of(last),
    )
    .chain(([head, middle, tail]) => fc.constantFrom(head, head + middle.join('') + tail));
}

export const dnsLabel = text(ALPHANUMERIC, `${ALPHANUMERIC}-`, ALPHANUMERIC, 63);
export const serviceName = (longest = 63): fc.Arbitrary<string> => text(LETTERS, `${ALPHANUMERIC}-`, ALPHANUMERIC, longest);
const portName = text(LETTERS, ALPHANUMERIC, ALPHANUMERIC, 15);
export const labelValue = fc.oneof(fc.constant(''), text(`${ALPHANUMERIC}ABZ`, `${ALPHANUMERIC}-_.`, ALPHANUMERIC, 63));
export const labelKey = fc
  .tuple(fc.constantFrom('', 'example.com/', 'a.b-c.example/'), text(`${ALPHANUMERIC}Z`, `${ALPHANUMERIC}-_.`, ALPHANUMERIC, 63))
  .map(([prefix, name]) => prefix + name);
export const labels = (most = 4): fc.Arbitrary<Record<string, string>> =>
  fc.dictionary(labelKey, labelValue, { minKeys: 1, maxKeys: most });
export const annotations = fc.dictionary(labelKey, fc.string({ maxLength: 40 }), { maxKeys: 3 });
export const hostname = fc
  .tuple(fc.constantFrom('', '*.'), fc.array(dnsLabel, { minLength: 1, maxLength: 2 }), text(LETTERS, LETTERS, LETTERS, 20))
  .map(([wildcard, parts, top]) => `${wildcard}${parts.join('.')}.${top}`);
export const proxyProtocol: fc.Arbitrary<ProxyProtocol> = fc.record({ accept: fc.boolean(), send: fc.boolean() }, { requiredKeys: [] });

const singlePorts = fc.uniqueArray(
  fc.record(
    { port: fc.integer({ min: 1, max: 65535 }), protocol, name: portName, servicePort: fc.integer({ min: 1, max: 65535 }) },
    { requiredKeys: ['port', 'protocol'] },
  ),
  { minLength: 1, maxLength: 4, comparator: 'SameValue', selector: ({ port: number, servicePort = number }) => servicePort },
);

const block = fc
  .integer({ min: 1, max: 65500 })
  .chain((first) => fc.record({ port: fc.constant(first), endPort: fc.integer({ min: first, max: first + 12 }), protocol }));

const ports: fc.Arbitrary<LabeledPort[]> = fc
  .tuple(singlePorts, fc.option(block, { nil: undefined }))
  .map(([single, range]) => [...single, ...(range === undefined ? [] : [range])]);

const container: fc.Arbitrary<k8s.Container> = fc.record(
  {
    name: dnsLabel,
    image: fc.constantFrom('alpine', 'nginx:1.29', 'registry.example/team/app@sha256:' + 'a'.repeat(64)),
    command: fc.array(fc.string(), { maxLength: 3 }),
    env: fc.constant([{ name: 'MODE', value: 'test' }]),
    resources: fc.constant({ requests: { cpu: k8s.Quantity.fromString('100m') }, limits: { memory: k8s.Quantity.fromString('64Mi') } }),
    securityContext: fc.record({ readOnlyRootFilesystem: fc.boolean(), runAsUser: fc.integer({ min: 0, max: 70000 }) }),
  },
  { requiredKeys: ['name', 'image'] },
);

/** A workload with all options. It may still be refused, as for a number that it has twice. */
export const workload: fc.Arbitrary<LabeledStatefulServiceProps> = fc.record(
  {
    name: serviceName(52),
    namespace,
    labels: labels(),
    ports,
    container,
    replicas: fc.integer({ min: 0, max: 50 }),
    serviceType: fc.constantFrom(...Object.values(ServiceType)),
    headless: fc.boolean(),
    portsPerService: fc.integer({ min: 1, max: 8 }),
    pod: fc.record(
      {
        annotations,
        automountServiceAccountToken: fc.boolean(),
        enableServiceLinks: fc.boolean(),
        labels: fc.constant({ tier: 'backend' }),
        nodeSelector: labels(2),
        priorityClassName: fc.constant('system-node-critical'),
        terminationGracePeriodSeconds: fc.integer({ min: 0, max: 600 }),
        tolerations: fc.constant([{ key: 'gpu', operator: 'Exists', effect: 'NoSchedule' }]),
        volumes: fc.constant([{ name: 'scratch', emptyDir: {} }]),
        sidecars: fc.constant([{ name: 'a-sidecar-of-the-pod', image: 'busybox' }]),
      },
      { requiredKeys: [] },
    ),
    volumeClaimTemplates: fc.constant([
      {
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: k8s.Quantity.fromString('1Gi') } } },
      },
    ]),
  },
  { requiredKeys: ['name', 'namespace', 'labels', 'ports', 'container'] },
);
