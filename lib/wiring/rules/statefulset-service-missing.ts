import { mapAt } from '../../model/plain';
import { textAt } from '../manifest';
import { Rule } from '../rule';
import { at, workloadText } from './support';

/** The governing Service gives each Pod its DNS name, `<pod>.<service>`. Kubernetes runs the Pods without it, and says nothing. */
export const statefulSetServiceMissing: Rule = {
  id: 'statefulset-service-missing',
  severity: 'error',
  summary: 'a StatefulSet whose serviceName is no Service',
  check(graph, report) {
    for (const workload of graph.workloads.filter(({ kind }) => kind === 'StatefulSet')) {
      const name = textAt(mapAt(workload.manifest.object, 'spec'), 'serviceName');
      const { namespace } = workload;
      if (name === undefined || graph.servicesNamed(namespace, name).length > 0 || graph.isExternal('Service', namespace, name)) {
        continue;
      }
      const own = graph.services.filter((service) => service.namespace === namespace && graph.selectedBy(service).includes(workload));
      report({
        message: `${workloadText(workload)} has serviceName ${name}, and there is no Service ${namespace}/${name}, so its Pods have no DNS names`,
        fix:
          own.length > 0
            ? `name the Service that selects it: ${own.map((service) => service.name).join(' or ')}`
            : 'make that Service, with clusterIP: None',
        place: at(workload.manifest, ['spec', 'serviceName']),
        related: own.map((service) => ({ place: at(service.manifest, ['metadata', 'name']), message: 'this Service selects its Pods' })),
        absent: true,
        hinted: own.length > 0,
      });
    }
  },
};
