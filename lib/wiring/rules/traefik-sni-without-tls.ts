import { namesIn } from '../../controllers/traefik/matching';
import { traefikRoutes } from '../graph/traefik';
import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at, listText } from './support';

/** Only TLS says which host it wants. Traefik refuses a route that asks for one without TLS, and only its log says so. */
export const traefikSniWithoutTls: Rule = {
  id: 'traefik-sni-without-tls',
  severity: 'error',
  summary: 'a route of Traefik that asks for a host name without TLS, and so is not served',
  check(graph, report) {
    for (const { manifest, rules, tls } of traefikRoutes(graph)) {
      for (const { match, path } of tls ? [] : rules) {
        const names = namesIn(match ?? '');
        if (names.length > 0) {
          report({
            message: `${objectText(manifest)} asks for the host name ${listText(names)} without tls, and Traefik does not serve it: only TLS says a host name`,
            fix: 'give the object tls: { passthrough: true } where the backend speaks TLS, or tls: { secretName: … }; else match HostSNI(`*`)',
            place: at(manifest, [...path, 'match']),
          });
        }
      }
    }
  },
};
