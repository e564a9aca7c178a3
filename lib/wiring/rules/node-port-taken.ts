import { ServicePort } from '../graph/service';
import { Rule } from '../rule';
import { at, isSameObject, serviceText } from './support';

/** A nodePort is open on every node, for one Service of the whole cluster, TCP and UDP together; only that Service may have it for both. */
export const nodePortTaken: Rule = {
  id: 'node-port-taken',
  severity: 'error',
  summary: 'a nodePort that two Services ask for',
  check(graph, report) {
    const taken = new Map<number, ServicePort[]>();
    for (const service of graph.services.filter(({ type }) => type === 'NodePort' || type === 'LoadBalancer')) {
      for (const port of service.ports) {
        if (port.nodePort === undefined) {
          continue;
        }
        const others = taken.get(port.nodePort) ?? [];
        const first = others.find((other) => clash(other, port));
        taken.set(port.nodePort, [...others, port]);
        if (first) {
          const what = first.protocol === port.protocol ? '' : ', whatever the protocol';
          report({
            message: `nodePort ${port.nodePort} is asked for by ${serviceText(first.service)} and by ${serviceText(service)}, and the API server gives it once${what}`,
            fix: 'give one of them another nodePort, or none and let Kubernetes choose',
            place: at(service.manifest, [...port.path, 'nodePort']),
            related: [
              { place: at(first.service.manifest, [...first.path, 'nodePort']), message: `${serviceText(first.service)} asks for it here` },
            ],
            apart: [first.service, service].map(({ manifest }) => at(manifest, [])),
          });
        }
      }
    }
  },
};

function clash(one: ServicePort, other: ServicePort): boolean {
  return one.service === other.service ? one.protocol === other.protocol : !isSameObject(one.service.manifest, other.service.manifest);
}
