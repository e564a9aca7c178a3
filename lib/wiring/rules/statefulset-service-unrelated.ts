import { mapAt } from '../../model/plain';
import { textAt } from '../manifest';
import { Rule } from '../rule';
import { at, nameOf, workloadText } from './support';

export const statefulSetServiceUnrelated: Rule = {
  id: 'statefulset-service-unrelated',
  severity: 'warning',
  summary: 'a StatefulSet whose serviceName is a Service that does not select its Pods',
  check(graph, report) {
    for (const workload of graph.workloads.filter(({ kind }) => kind === 'StatefulSet')) {
      const name = textAt(mapAt(workload.manifest.object, 'spec'), 'serviceName');
      const services = name === undefined ? [] : graph.servicesNamed(workload.namespace, name);
      const [service] = services;
      if (service === undefined || services.some((each) => !each.selector || graph.selectedBy(each).includes(workload))) {
        continue;
      }
      report({
        message: `${workloadText(workload)} has serviceName ${name}, and that Service does not select its Pods, so they have no DNS names`,
        fix: 'name a Service that selects them, or give that one their labels as selector',
        place: at(workload.manifest, ['spec', 'serviceName']),
        related: [{ place: nameOf(service.manifest), message: 'the Service' }],
      });
    }
  },
};
