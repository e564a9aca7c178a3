import { labelsText } from '../../model/labels';
import { Rule } from '../rule';
import { at, serviceText } from './support';

/** Endpoints come from Pods that carry every pair of the selector, in the Service's own namespace. */
export const serviceSelectsNothing: Rule = {
  id: 'service-selects-nothing',
  severity: 'error',
  summary: 'a Service whose selector matches no Pod',
  check(graph, report) {
    for (const service of graph.services) {
      if (!service.selector || service.type === 'ExternalName' || graph.selectedBy(service).length > 0) {
        continue;
      }
      const place = at(service.manifest, ['spec', 'selector'], 'key');
      const { selector, namespace } = service;
      const near =
        Object.keys(selector).length > 1
          ? Object.entries(selector).flatMap(([key, value]) => graph.pods.selectedBy(namespace, { [key]: value }))
          : [];
      report({
        message: `${serviceText(service)} selects ${labelsText(selector)}, and no Pod in namespace ${namespace} has these labels, so it has no endpoints`,
        fix: 'give the Pods the labels, or the selector those of the Pods',
        place,
        related: [...new Set(near)].slice(0, 3).map((workload) => ({
          place: at(workload.manifest, [...workload.templatePath, 'metadata', 'labels'], 'key'),
          message: `these Pods have ${labelsText(workload.labels)}`,
        })),
        absent: true,
      });
    }
  },
};
