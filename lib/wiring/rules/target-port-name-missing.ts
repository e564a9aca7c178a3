import { declares } from '../graph/serving';
import { targetPath } from '../graph/service';
import { Rule } from '../rule';
import { at, declaredText, serviceText, workloadText } from './support';

/** A named targetPort is looked up in each Pod; a Pod without a port of that name and protocol is no endpoint of the Service port. */
export const targetPortNameMissing: Rule = {
  id: 'target-port-name-missing',
  severity: 'error',
  summary: 'a named targetPort that no container of the selected Pods has',
  check(graph, report) {
    for (const service of graph.services) {
      const workloads = graph.selectedBy(service);
      for (const port of service.ports) {
        if (typeof port.target !== 'string' || workloads.length === 0 || workloads.some((workload) => declares(workload, port))) {
          continue;
        }
        const [workload] = workloads;
        const other = workload.ports.find(({ name }) => name === port.target);
        report({
          message:
            `${serviceText(service)} sends port ${port.number}/${port.protocol} to the container port "${port.target}", and ` +
            (other
              ? `${workloadText(workload)} has that name for ${other.protocol}, not for ${port.protocol}`
              : `${workloadText(workload)} has no port of that name (it declares ${declaredText(workload)})`) +
            ', so the port has no endpoints',
          fix: other
            ? `give the Service port protocol: ${other.protocol}`
            : 'name the container port so, or give the name or number of a port that is there',
          place: at(service.manifest, targetPath(port)),
          related: workloads.slice(0, 3).map((each) => ({
            place: at(each.manifest, each.ports[0]?.path ?? each.containers[0]?.path ?? []),
            message: `${workloadText(each)} declares ${declaredText(each)}`,
          })),
        });
      }
    }
  },
};
