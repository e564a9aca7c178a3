import { servingOf } from '../graph/serving';
import { targetPath } from '../graph/service';
import { Rule } from '../rule';
import { PROTOCOLS } from './port-protocol-unknown';
import { at, leadsText, serviceText, workloadText } from './support';

/** A Service port is TCP unless it says otherwise; so is a container's. */
export const targetPortProtocol: Rule = {
  id: 'target-port-protocol',
  severity: 'warning',
  summary: 'a Service port whose number the Pods declare under the other protocol only',
  check(graph, report) {
    for (const service of graph.services) {
      const workloads = graph.selectedBy(service);
      for (const port of service.ports) {
        const others = workloads.flatMap(({ ports }) =>
          ports.filter((each) => each.number === port.target && each.protocol !== port.protocol && PROTOCOLS.includes(each.protocol)),
        );
        const all = workloads.length > 0 && workloads.every((workload) => servingOf(graph, port, workload) === 'not-served');
        if (typeof port.target === 'number' && all && others.length > 0 && !workloads.some((workload) => graph.controllerIn(workload))) {
          report({
            message: `${serviceText(service)} has ${leadsText(port)}, and ${workloadText(workloads[0])} declares ${port.target} as ${others[0].protocol} only`,
            fix: `give the Service port protocol: ${others[0].protocol}, or declare ${port.target}/${port.protocol} in the container`,
            place: at(service.manifest, targetPath(port)),
            related: [{ place: at(workloads[0].manifest, others[0].path), message: `declared as ${others[0].protocol}` }],
          });
        }
      }
    }
  },
};
