import { FIRST_UNPRIVILEGED_PORT } from '../../model/port';
import { Listener } from '../graph/gateways';
import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at } from './support';
import { servedListeners } from './support-implementation';

/** Envoy rejects the second of two listeners on one port of its own, and then serves neither; every condition stays true. */
export const listenerPortMoved: Rule = {
  id: 'listener-port-moved',
  severity: 'error',
  summary: 'two listeners that become one port inside the proxy of Envoy Gateway, so that neither answers',
  check(graph, report) {
    for (const { profile, listeners } of servedListeners(graph)) {
      const offset = profile.lowPortsMovedBy;
      if (offset === undefined) {
        continue;
      }
      const byPort = new Map(listeners.map((listener) => [keyOf(listener.port, listener), listener]));
      for (const low of listeners.filter(({ port }) => port < FIRST_UNPRIVILEGED_PORT)) {
        const high = byPort.get(keyOf(low.port + offset, low));
        if (high) {
          report({
            message: `listeners "${low.name}" on port ${low.port} and "${high.name}" on port ${high.port} of ${objectText(high.owner.manifest)} are one port inside the proxy of ${profile.title}, which adds ${offset} to those below ${FIRST_UNPRIVILEGED_PORT}, and neither answers`,
            fix: 'give one of them another port',
            place: at(high.owner.manifest, [...high.path, 'port']),
            related: [{ place: at(low.owner.manifest, [...low.path, 'port']), message: `"${low.name}" is moved there` }],
          });
        }
      }
    }
  },
};

function keyOf(port: number, { protocol }: Listener): string {
  return `${port} ${protocol === 'UDP' ? 'UDP' : 'TCP'}`;
}
