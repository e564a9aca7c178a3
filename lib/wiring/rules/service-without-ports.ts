import { Rule } from '../rule';
import { at, serviceText } from './support';

/** Only a headless Service may have no ports, and one that is a name for something outside. */
export const serviceWithoutPorts: Rule = {
  id: 'service-without-ports',
  severity: 'error',
  summary: 'a Service with a selector and without ports',
  check(graph, report) {
    for (const service of graph.services) {
      if (service.selector && service.ports.length === 0 && !service.headless && service.type !== 'ExternalName') {
        report({
          message: `${serviceText(service)} has no ports, which Kubernetes refuses unless it is headless`,
          fix: 'give it ports, or clusterIP: None',
          place: at(service.manifest, ['spec'], 'key'),
        });
      }
    }
  },
};
