import { labelsText } from '../../model/labels';
import { isPlainObject, listAt, PlainObject } from '../../model/plain';
import { matchesLabelSelector } from '../graph/label-selector';
import { labelsPath, selectorOf } from '../graph/workload';
import { textAt, textsMapAt } from '../manifest';
import { Rule } from '../rule';
import { at, workloadText } from './support';

/** The API server refuses a workload that would not find the Pods that it makes. */
export const workloadSelectorMismatch: Rule = {
  id: 'workload-selector-mismatch',
  severity: 'error',
  summary: "a workload whose selector does not match its own Pod template's labels",
  check(graph, report) {
    for (const workload of graph.workloads) {
      const selector = selectorOf(workload);
      // A Job gets its selector from Kubernetes, and a patch of a workload has no template.
      if (!selector || workload.ends || !isPlainObject(workload.podSpec) || workload.containers.length === 0) {
        continue;
      }
      if (!matchesLabelSelector(selector, workload.labels)) {
        const wanted = selectorText(selector);
        report({
          message: `the selector ${wanted} of ${workloadText(workload)} does not match the labels of its own Pods, ${labelsText(workload.labels)}, which Kubernetes refuses`,
          fix: 'give the Pod template the labels of the selector',
          place: at(workload.manifest, labelsPath(workload), 'key'),
          related: [{ place: at(workload.manifest, ['spec', 'selector'], 'key'), message: 'the selector' }],
        });
      }
    }
  },
};

/** `{app: web}`, and each expression as kubectl writes it: `app notin (web)`. */
function selectorText(selector: PlainObject): string {
  const pairs = textsMapAt(selector, 'matchLabels');
  const expressions = listAt(selector, 'matchExpressions').map((each) =>
    [
      textAt(each, 'key') ?? '',
      String(each.operator).toLowerCase(),
      ...(Array.isArray(each.values) ? [`(${each.values.join(', ')})`] : []),
    ].join(' '),
  );
  return [...(Object.keys(pairs).length > 0 ? [labelsText(pairs)] : []), ...expressions].join(', ');
}
