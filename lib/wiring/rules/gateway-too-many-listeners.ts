import { MOST_LISTENERS } from '../../controllers/gateway-api/limits';
import { gatewaysOf } from '../graph/gateways';
import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at } from './support';

export const gatewayTooManyListeners: Rule = {
  id: 'gateway-too-many-listeners',
  severity: 'error',
  summary: 'a Gateway or ListenerSet with more than 64 listeners, which Kubernetes refuses',
  check(graph, report) {
    for (const { manifest, listeners } of gatewaysOf(graph).owners.filter((owner) => owner.listeners.length > MOST_LISTENERS)) {
      report({
        message: `${objectText(manifest)} has ${listeners.length} listeners, and Kubernetes takes ${MOST_LISTENERS}`,
        fix: `move those from "${listeners[MOST_LISTENERS].name}" on to ${manifest.kind === 'Gateway' ? 'a ListenerSet of this Gateway, and let it with spec.allowedListeners' : 'another ListenerSet'}`,
        place: at(manifest, listeners[MOST_LISTENERS].path),
      });
    }
  },
};
