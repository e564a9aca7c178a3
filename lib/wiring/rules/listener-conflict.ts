import { GATEWAY_GROUP } from '../../controllers/gateway-api/limits';
import { mapAt } from '../../model/plain';
import { indexedAt, Manifest, objectText, textAt } from '../manifest';
import { Rule } from '../rule';
import { at } from './support';
import { Listener, listenersOf } from './support-routes';

/** Protocols that look into the connection, and so can share a port by host name among themselves. */
const BY_NAME = ['HTTP', 'HTTPS', 'TLS'];

/**
 * One port, protocol and host name is one listener, which the API server sees to. That TCP shares a port with HTTP or TLS it does not see, and
 * the implementation then marks all of them Conflicted.
 */
export const listenerConflict: Rule = {
  id: 'listener-conflict',
  severity: 'error',
  summary: 'two listeners of a Gateway or ListenerSet that cannot share their port',
  check(graph, report) {
    for (const gateway of ['Gateway', 'ListenerSet'].flatMap((kind) => graph.ofKind(kind)).filter(({ group }) => group === GATEWAY_GROUP)) {
      const byPort = new Map<number, Listener[]>();
      for (const listener of listenersOf(gateway)) {
        const others = byPort.get(listener.port) ?? [];
        const other = others.find((each) => conflict(gateway, each, listener));
        byPort.set(listener.port, [...others, listener]);
        if (other) {
          const same = other.protocol === listener.protocol;
          report({
            message: `listeners "${other.name}" and "${listener.name}" of ${objectText(gateway)} are both on port ${listener.port} for ${
              same
                ? `${listener.protocol} and one host name, which Kubernetes refuses`
                : `${other.protocol} and ${listener.protocol}, and neither works`
            }`,
            fix: 'give one of them another port',
            place: at(gateway, [...listener.path, 'port']),
            related: [{ place: at(gateway, [...other.path, 'port']), message: `"${other.name}" has it` }],
          });
        }
      }
    }
  },
};

function conflict(gateway: Manifest, one: Listener, other: Listener): boolean {
  if (one.protocol === other.protocol) {
    return hostOf(gateway, one) === hostOf(gateway, other);
  }
  return [one, other].some(({ protocol }) => protocol === 'TCP') && [one, other].some(({ protocol }) => BY_NAME.includes(protocol));
}

function hostOf(gateway: Manifest, { name }: Listener): string {
  const found = indexedAt(mapAt(gateway.object, 'spec'), 'listeners').find(({ item }) => item.name === name);
  return (found && textAt(found.item, 'hostname')) ?? '';
}
