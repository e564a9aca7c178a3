import { Protocol } from '../../../model/port';
import { CatalogueEntry } from '../catalogue';

export const AWS_LOAD_BALANCER_CONTROLLER: CatalogueEntry = {
  title: 'AWS Load Balancer Controller',
  newest: '3.5',
  controller: 'gateway.k8s.aws/nlb', // docs/guide/gateway/l4gateway.md
  anywhere: false,
  // docs/guide/gateway/gateway.md: from 2.13.3; l4gateway.md of 3.5: v1, or the NLB gateway is off
  tcpRoute: [
    { since: '2.13.3', is: 'v1alpha2' },
    { since: '3.5', is: 'v1' },
  ],
  udpRoute: [
    { since: '2.13.3', is: 'v1alpha2' },
    { since: '3.5', is: 'v1' },
  ],
  // a TLSRoute is read, but an NLB has one target for a listener, whatever the server name
  tlsRoute: [],
  // docs/guide/gateway/listenersets.md
  listenerSets: [{ since: '3.2', is: true }],
  // aws-load-balancer-controller#4484, merged for the release after 2.17; of UDP nothing is said
  weights: [{ since: '3.0', is: [Protocol.TCP] }],
  // v1.6/aws-load-balancer-controller: GatewayStaticAddresses and GatewayInfrastructurePropagation are not supported
  staticAddresses: [],
  infrastructure: [],
  // AWS, Network Load Balancer quotas: 50 listeners, not adjustable
  maxListeners: 50,
  // docs/guide/gateway/l4gateway.md, "Combined Protocols"
  mergesTcpAndUdp: true,
  // the load balancer is no Pod
  newPortRestarts: 'nothing',
  own: {
    // docs/guide/gateway/targetgroupconfig.md, targetGroupAttributes; AWS, target group attributes
    acceptsProxyProtocol: 'an NLB is where connections arrive: leave out proxyProtocol.accept',
    sendsProxyProtocol:
      'give the Service a TargetGroupConfiguration with the targetGroupAttributes key proxy_protocol_v2.enabled, and leave out proxyProtocol.send',
    staticAddresses: 'give the Gateway a LoadBalancerConfiguration with an Elastic IP for each subnet',
    infrastructure: 'give the Gateway a LoadBalancerConfiguration',
    maxListeners: 'that is the quota of an NLB, which AWS does not raise: use a second gateway',
  },
};
