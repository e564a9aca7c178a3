import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at } from './support';
import { servedListeners } from './support-implementation';

export const listenerPortReserved: Rule = {
  id: 'listener-port-reserved',
  severity: 'error',
  summary: 'a listener on a port that the proxy of the Gateway keeps for itself',
  check(graph, report) {
    for (const { profile, listeners } of servedListeners(graph)) {
      for (const listener of listeners) {
        const transport = listener.protocol === 'UDP' ? 'UDP' : 'TCP';
        const reserved = profile.reservedPorts.find(
          ({ port, protocol }) => port === listener.port && (protocol ?? transport) === transport,
        );
        if (reserved) {
          report({
            message: `listener "${listener.name}" of ${objectText(listener.owner.manifest)} is on port ${listener.port}, which is taken by ${reserved.by}`,
            fix: 'give it another port',
            place: at(listener.owner.manifest, [...listener.path, 'port']),
          });
        }
      }
    }
  },
};
