import { listAt, PlainObject } from './plain';
import { HIGHEST_PORT, Protocol } from './port';

const LONGEST_ADDRESS = '255.255.255.255';
const TYPES_WITH_NODE_PORTS: readonly unknown[] = ['NodePort', 'LoadBalancer'];

/** Size of a Service with this spec, as JSON, with every field that the API server fills in. */
export function storedBytes(spec: PlainObject): number {
  const type = spec.type ?? 'ClusterIP';
  const nodePorts = TYPES_WITH_NODE_PORTS.includes(type) && spec.allocateLoadBalancerNodePorts !== false;
  const ports = listAt(spec, 'ports').map((port) => ({
    protocol: Protocol.TCP,
    targetPort: port.port,
    ...(nodePorts ? { nodePort: HIGHEST_PORT } : {}),
    ...port,
  }));
  const stored = {
    clusterIP: LONGEST_ADDRESS,
    clusterIPs: [LONGEST_ADDRESS],
    type,
    sessionAffinity: 'None',
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    internalTrafficPolicy: 'Cluster',
    ...(nodePorts ? { externalTrafficPolicy: 'Cluster', allocateLoadBalancerNodePorts: true, healthCheckNodePort: HIGHEST_PORT } : {}),
    ...spec,
    ports,
  };
  return JSON.stringify({ metadata: { creationTimestamp: null }, spec: stored, status: { loadBalancer: {} } }).length;
}
