import { CILIUM } from '../../controllers/shared-ip/annotations';
import { Rule } from '../rule';
import { at, listText, serviceText } from './support';
import { annotation, annotationPlace, areTwo, sharedAddresses, Sharer, underOneKey } from './support-shared-ip';

/** Cilium shares an address across namespaces only where each Service names the namespaces of the others. */
export const sharedIpNamespaceNotAllowed: Rule = {
  id: 'shared-ip-namespace-not-allowed',
  severity: 'error',
  summary: 'Services of several namespaces on one address of Cilium of which one does not allow the namespace of another',
  check(graph, report) {
    const told = new Set<Sharer>();
    for (const address of sharedAddresses(graph).filter(({ title }) => title === 'Cilium')) {
      const sharers = underOneKey(address);
      const namespaces = [...new Set(sharers.map(({ service }) => service.namespace))].sort();
      for (const sharer of namespaces.length === 1 ? [] : sharers.filter((each) => !told.has(each))) {
        const allowed = annotation(sharer.service, CILIUM.crossNamespace)?.split(',') ?? [];
        const others = sharers.filter((each) => areTwo(each, sharer) && !isAllowed(each, sharer, allowed));
        const [other] = others;
        if (other === undefined) {
          continue;
        }
        told.add(sharer);
        const name = CILIUM.crossNamespace[0];
        report({
          message: `${serviceText(sharer.service)} shares ${address.text} of Cilium with Services of namespace ${listText(others.map(({ service }) => service.namespace))} and does not allow it with ${name}, so one of them stays pending`,
          fix: `give all Services on the address ${name}: ${namespaces.join(',')}`,
          place: annotationPlace(sharer, CILIUM.crossNamespace),
          related: [{ place: other.place, message: `${serviceText(other.service)} asks for it here` }],
          apart: [other, sharer].map(({ service }) => at(service.manifest, [])),
        });
      }
    }
  },
};

function isAllowed(other: Sharer, sharer: Sharer, allowed: readonly string[]): boolean {
  const { namespace } = other.service;
  return namespace === sharer.service.namespace || allowed.includes(namespace) || allowed.includes('*');
}
