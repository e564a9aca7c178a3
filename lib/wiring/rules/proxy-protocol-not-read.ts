import { mapAt } from '../../model/plain';
import { Protocol } from '../../model/port';
import { Controller } from '../graph/controller';
import { WiringGraph } from '../graph/wiring-graph';
import { FieldPlace } from '../finding';
import { textsMapAt } from '../manifest';
import { Rule } from '../rule';
import { at } from './support';
import { nginxControllers, publishingServices } from './support-controller';
import { mapText } from './support-stream';
import { keyOf } from './stream-port-missing';

/** Annotations by which a cloud's load balancer sends the header on every port, and the values that ask for it. */
const SENDERS: readonly (readonly [annotation: RegExp, value: RegExp])[] = [
  [/^service\.beta\.kubernetes\.io\/aws-load-balancer-proxy-protocol$/, /^\*$/],
  [/^service\.beta\.kubernetes\.io\/do-loadbalancer-enable-proxy-protocol$/, /^true$/i],
  [/^service\.beta\.kubernetes\.io\/scw-loadbalancer-proxy-protocol-v[12]$/, /^(true|\*)$/i],
  [/^load-balancer\.hetzner\.cloud\/uses-proxyprotocol$/, /^true$/i],
  [/^loadbalancer\.openstack\.org\/proxy-protocol$/, /^(true|v1|v2)$/i],
  [/^service\.beta\.kubernetes\.io\/linode-loadbalancer-(default-)?proxy-protocol$/, /^v[12]$/i],
  [/^service\.beta\.kubernetes\.io\/ovh-loadbalancer-proxy-protocol$/, /^v[12]/i],
  [/^service\.beta\.kubernetes\.io\/alibaba-cloud-loadbalancer-proxy-protocol$/, /^on$/i],
  [/^service\.beta\.kubernetes\.io\/aws-load-balancer-target-group-attributes$/, /\bproxy_protocol_v2\.enabled=true\b/],
];

/** `use-proxy-protocol` of the controller is for HTTP only; a TCP entry reads the header where it ends in `:PROXY`. */
export const proxyProtocolNotRead: Rule = {
  id: 'proxy-protocol-not-read',
  severity: 'error',
  summary: 'an entry without PROXY behind a load balancer that sends the PROXY header',
  check(graph, report) {
    for (const controller of nginxControllers(graph)) {
      const sender = senderOf(graph, controller);
      if (!sender) {
        continue;
      }
      for (const map of graph.streamMaps.filter(({ readers }) => readers.includes(controller))) {
        for (const entry of map.parsed.entries.filter(({ acceptProxyProtocol }) => !acceptProxyProtocol)) {
          const tcp = map.protocol === Protocol.TCP;
          const value = map.data[keyOf(map.data, entry.port)];
          report({
            message: tcp
              ? `${mapText(map)}: the load balancer sends the PROXY header to port ${entry.port}, which does not read it, so the backend gets the header as data`
              : `${mapText(map)}: the load balancer sends the PROXY header, which ingress-nginx cannot read on UDP port ${entry.port}`,
            fix: tcp ? `write "${withProxy(value)}"` : 'publish it on a load balancer that does not send it',
            place: at(map.manifest, ['data', keyOf(map.data, entry.port)]),
            related: [{ place: sender, message: 'this makes the load balancer send it' }],
            apart: [sender, at(map.manifest, [])],
          });
        }
      }
    }
  },
};

function withProxy(value: string): string {
  const [target, port, , ...send] = value.split(':');
  return [target, port, 'PROXY', ...send].join(':');
}

function senderOf(graph: WiringGraph, controller: Controller): FieldPlace | undefined {
  for (const service of publishingServices(graph, controller).filter(({ type }) => type === 'LoadBalancer')) {
    for (const [key, value] of Object.entries(textsMapAt(mapAt(service.manifest.object, 'metadata'), 'annotations'))) {
      if (SENDERS.some(([annotation, values]) => annotation.test(key) && values.test(value))) {
        return at(service.manifest, ['metadata', 'annotations', key]);
      }
    }
  }
  return undefined;
}
