import { Labels, labelsText } from '../../model/labels';
import { Service } from '../graph/service';
import { WiringGraph } from '../graph/wiring-graph';
import { labelsPath, Workload } from '../graph/workload';
import { isSlip } from '../near';
import { Rule } from '../rule';
import { at, serviceText } from './support';

/** A hint is worth only so much time. */
const MOST_COMPARED = 500;

/** Endpoints come from Pods that carry every pair of the selector, in the Service's own namespace. */
export const serviceSelectsNothing: Rule = {
  id: 'service-selects-nothing',
  severity: 'error',
  summary: 'a Service whose selector matches no Pod',
  check(graph, report) {
    for (const service of graph.services) {
      const { selector, namespace } = service;
      if (!selector || service.type === 'ExternalName' || graph.selectedBy(service).length > 0) {
        continue;
      }
      const meant = graph.pods
        .all(namespace)
        .slice(0, MOST_COMPARED)
        .filter(({ labels }) => isAlmost(selector, labels));
      const related = meant.length > 0 ? meant : alike(graph, service, selector);
      report({
        message: `${serviceText(service)} selects ${labelsText(selector)}, and no Pod in namespace ${namespace} has these labels, so it has no endpoints`,
        fix: 'give the Pods the labels, or the selector those of the Pods',
        place: at(service.manifest, ['spec', 'selector', ...oddKey(graph, service, selector, meant)], 'key'),
        related: related.slice(0, 3).map((workload) => ({
          place: at(workload.manifest, labelsPath(workload), 'key'),
          message: `these Pods have ${labelsText(workload.labels)}`,
        })),
        absent: true,
        hinted: meant.length > 0,
      });
    }
  },
};

/** Whether labels are what a selector says but for one slip: in a value, in a key, or one value under another key. */
function isAlmost(selector: Labels, labels: Labels): boolean {
  const odd = Object.entries(selector).filter(([key, value]) => labels[key] !== value);
  return odd.length === 1 && Object.entries(labels).some(([key, value]) => isSlipOfPair(odd[0], [key, value]));
}

function isSlipOfPair([key, value]: readonly [string, string], [otherKey, otherValue]: readonly [string, string]): boolean {
  return (key === otherKey && isSlip(value, otherValue)) || (value === otherValue && isSlip(key, otherKey));
}

/** Pods that have a part of the selector. */
function alike(graph: WiringGraph, { namespace }: Service, selector: Labels): Workload[] {
  const found = Object.entries(selector).flatMap(([key, value]) => graph.pods.selectedBy(namespace, { [key]: value }));
  return [...new Set(found)];
}

/** The one pair that is to blame, where there is one. */
function oddKey(graph: WiringGraph, { namespace }: Service, selector: Labels, meant: readonly Workload[]): string[] {
  const pairs = Object.entries(selector);
  const odd = pairs.filter(([key, value]) =>
    meant.length > 0 ? meant[0].labels[key] !== value : graph.pods.selectedBy(namespace, { [key]: value }).length === 0,
  );
  return odd.length === 1 || pairs.length === 1 ? [(odd[0] ?? pairs[0])[0]] : [];
}
