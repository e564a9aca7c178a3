import { flagValue } from '../../controllers/ingress-nginx/controller-args';
import { isDnsLabel } from '../../model/names';
import { Rule } from '../rule';
import { at, workloadText } from './support';
import { nginxControllers } from './support-controller';
import { mapText } from './support-stream';
import { keyOf } from './stream-port-missing';

/** With `--watch-namespace` the controller sees the Services of that namespace only. */
export const controllerNotWatching: Rule = {
  id: 'controller-not-watching',
  severity: 'error',
  summary: 'an entry that leads to a Service in a namespace that the controller does not watch',
  check(graph, report) {
    for (const controller of nginxControllers(graph)) {
      const watched =
        flagValue(controller.container.start, '--watch-namespace')?.replace('$(POD_NAMESPACE)', controller.workload.namespace) ?? '';
      if (!isDnsLabel(watched)) {
        continue;
      }
      for (const map of graph.streamMaps.filter(({ readers }) => readers.includes(controller))) {
        for (const entry of map.parsed.entries.filter(({ namespace }) => namespace !== watched)) {
          report({
            message: `${mapText(map)}: port ${entry.port} leads to namespace ${entry.namespace}, and ${workloadText(controller.workload)} watches ${watched} only`,
            fix: `move the Service to ${watched}, or start the controller without --watch-namespace`,
            place: at(map.manifest, ['data', keyOf(map.data, entry.port)]),
          });
        }
      }
    }
  },
};
