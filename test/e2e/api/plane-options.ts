import { readdirSync } from 'fs';
import { join } from 'path';
import fc from 'fast-check';
import { k8s } from 'cdk8s-plus-27';
import { DataPlane, GatewayApi, GatewayImplementation, IngressNginx, SharedIp, Traefik } from 'cdk8s-multiport';
import { annotations, labels, namespace, NAMESPACES, serviceName } from './random';

/** Makes a data plane with random options; it may refuse them. */
export type MakePlane = () => DataPlane;

const optional = { requiredKeys: [] as [] };
/** A list that the props want to be able to change. */
const lists = (...values: string[][]): fc.Arbitrary<string[]> => fc.constantFrom(...values);
const policy = fc.constantFrom('Local' as const, 'Cluster' as const);
const address = fc.oneof(fc.ipV4(), fc.constant('192.0.2.10'));
const resources: fc.Arbitrary<k8s.ResourceRequirements> = fc.constant({ requests: { cpu: k8s.Quantity.fromString('100m') } });
const replicas = fc.integer({ min: 0, max: 10 });
const image = fc.constantFrom('registry.example/fork:1', `registry.example/fork@sha256:${'b'.repeat(64)}`);

const service = fc.oneof(
  fc.record(
    {
      type: fc.constant('LoadBalancer' as const),
      annotations,
      externalTrafficPolicy: policy,
      allocateLoadBalancerNodePorts: fc.boolean(),
    },
    optional,
  ),
  fc.record({ type: fc.constant('NodePort' as const), annotations, externalTrafficPolicy: policy }, { requiredKeys: ['type'] }),
  fc.record({ type: fc.constant('ClusterIP' as const), annotations }, { requiredKeys: ['type'] }),
);

const install = fc.record(
  {
    name: serviceName(42),
    namespace,
    profile: fc.constantFrom('full' as const, 'l4' as const),
    version: fc.constantFrom('1.15.1', '1.3.1'),
    image,
    replicas,
    resources,
    args: lists(['--v=3'], ['--http-port=8080', '--https-port=8444'], ['--watch-ingress-without-class']),
    service,
    deploymentOverrides: fc.constantFrom({ spec: { template: { spec: { priorityClassName: 'high' } } } }, { spec: { minReadySeconds: 5 } }),
    serviceOverrides: fc.constantFrom({ spec: { sessionAffinity: 'ClientIP' } }, { metadata: { annotations: { 'example.com/a': 'b' } } }),
  },
  { requiredKeys: ['name', 'namespace'] },
);

const existing = fc.record(
  { namespace, tcpConfigMap: serviceName(), udpConfigMap: serviceName(), service: serviceName(), args: lists(['--http-port=8080']) },
  { requiredKeys: ['namespace'] },
);

/** Those that read `v1` routes: the cluster serves no others. */
const implementation = fc.constantFrom(
  undefined,
  GatewayImplementation.ENVOY_GATEWAY,
  GatewayImplementation.CILIUM,
  GatewayImplementation.NGINX_GATEWAY_FABRIC,
  GatewayImplementation.AWS_LOAD_BALANCER_CONTROLLER,
);

const gatewayClass = fc.record(
  {
    name: serviceName(),
    namespace,
    implementation,
    addresses: fc.uniqueArray(
      fc.oneof(
        fc.record({ value: fc.ipV4() }),
        fc.record({ value: fc.ipV6(), type: fc.constant('IPAddress' as const) }),
        fc.record({ value: fc.constant('edge.example.com'), type: fc.constant('Hostname' as const) }),
      ),
      { maxLength: 4, selector: ({ value }) => value },
    ),
    infrastructureLabels: labels(8),
    infrastructureAnnotations: annotations,
    listenerSets: fc.boolean(),
  },
  { requiredKeys: ['namespace'] },
);

const attach = fc.record({ name: serviceName(), namespace, implementation, listenerSets: fc.boolean() }, { requiredKeys: ['namespace'] });

const sharedIp = {
  prefix: serviceName(10),
  externalTrafficPolicy: policy,
  loadBalancerClass: fc.constantFrom('metallb.io/metallb', 'service.k8s.aws/nlb'),
  labels: labels(3),
  annotations,
  serviceOverrides: fc.constant({ spec: { sessionAffinity: 'ClientIP' } }),
};
const withAddress = { address, allocateLoadBalancerNodePorts: fc.boolean(), ...sharedIp };

const traefik = fc.record(
  {
    name: serviceName(),
    namespace,
    image,
    replicas,
    resources,
    args: lists(['--log.level=DEBUG'], ['--accesslog=true']),
    proxyProtocolTrustedIps: lists(['10.0.0.0/8'], ['192.0.2.7', '2001:db8::/32']),
    proxyProtocolVersion: fc.constantFrom(1, 2),
    graceSeconds: fc.integer({ min: 0, max: 600 }),
    udpSeconds: fc.integer({ min: 1, max: 600 }),
    service,
    deploymentOverrides: fc.constant({ spec: { minReadySeconds: 5 } }),
  },
  { requiredKeys: ['name', 'namespace'] },
);

/** Every plane, with all of its options. */
export function planeOptions(): Record<string, fc.Arbitrary<MakePlane>> {
  return {
    'IngressNginx.install': install.map((props) => () => IngressNginx.install(props)),
    'IngressNginx.existing': existing.map((props) => () => IngressNginx.existing(props)),
    'GatewayApi.forClass': gatewayClass.map((props) => () => GatewayApi.forClass('envoy', props)),
    'GatewayApi.attach': attach.map((props) => () => GatewayApi.attach({ namespace: NAMESPACES[1], name: 'shared' }, props)),
    'SharedIp.metalLb': fc
      .record({ ...withAddress, sharingKey: serviceName(), pool: serviceName() }, { requiredKeys: ['address'] })
      .map((props) => () => SharedIp.metalLb(props)),
    'SharedIp.kubeVip, cilium and azure': fc.oneof(
      fc
        .record({ ...withAddress, serviceElection: fc.boolean() }, { requiredKeys: ['address'] })
        .map((props) => () => SharedIp.kubeVip(props)),
      fc
        .record({ ...withAddress, sharingKey: serviceName(), permitDifferentPods: fc.boolean() }, { requiredKeys: ['address'] })
        .map((props) => () => SharedIp.cilium(props)),
      fc
        .record({ ...sharedIp, address, resourceGroup: serviceName(), internal: fc.boolean() }, { requiredKeys: ['address'] })
        .map((props) => () => SharedIp.azure(props)),
    ),
    'Traefik.install': traefik.map((props) => () => Traefik.install(props)),
    ...fromManifest(),
  };
}

function fromManifest(): Record<string, fc.Arbitrary<MakePlane>> {
  const folder = process.env.MULTIPORT_UPSTREAM;
  if (folder === undefined) {
    return {};
  }
  const files = readdirSync(folder).flatMap((version) =>
    ['cloud', 'baremetal', 'kind'].map((provider) => join(folder, version, `${provider}.yaml`)),
  );
  return { 'IngressNginx.fromManifest': fc.constantFrom(...files).map((file) => () => IngressNginx.fromManifest(file)) };
}
