import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at } from './support';
import { attachmentsOf } from './support-routes';

/** Envoy Gateway says NotAllowedByListeners; Traefik takes it, for every host name. */
export const routeListenerPassthrough: Rule = {
  id: 'route-listener-passthrough',
  severity: 'warning',
  summary: 'a TCPRoute on a TLS listener that hands TLS on, which most implementations do not accept',
  check(graph, report) {
    for (const { route, ref, attached } of attachmentsOf(graph).filter(({ route: { kind } }) => kind === 'TCPRoute')) {
      if (attached.length > 0 && attached.every(({ passthrough }) => passthrough)) {
        const [{ name, owner, path }] = attached;
        report({
          message: `${objectText(route)} is on listener "${name}" of ${objectText(owner.manifest)}, which hands TLS on (mode: Passthrough), and few implementations take a TCPRoute there`,
          fix: 'make it a TLSRoute with its host names, or give the listener protocol: TCP',
          place: at(route, [...ref.path, ref.sectionName === undefined ? 'name' : 'sectionName']),
          related: [{ place: at(owner.manifest, [...path, 'tls', 'mode']), message: 'the listener' }],
        });
      }
    }
  },
};
