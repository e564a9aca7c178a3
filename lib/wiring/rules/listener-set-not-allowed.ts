import { isPlainObject } from '../../model/plain';
import { allowedListeners, gatewaysOf, ListenerOwner } from '../graph/gateways';
import { objectText, textAt } from '../manifest';
import { Rule } from '../rule';
import { at, namesNoNamespace } from './support';

/** Without `allowedListeners` a Gateway takes no ListenerSet. The ListenerSet says Accepted: False, NotAllowed, and its routes say nothing. */
export const listenerSetNotAllowed: Rule = {
  id: 'listener-set-not-allowed',
  severity: 'error',
  summary: 'a ListenerSet that its Gateway does not allow',
  check(graph, report) {
    const gateways = gatewaysOf(graph);
    for (const set of gateways.owners) {
      const parents = set.gateway ? gateways.find('Gateway', set.gateway.namespace, set.gateway.name) : [];
      if (parents.length === 0 || parents.some((each) => gateways.admits(each, set) !== false)) {
        continue;
      }
      const { manifest } = parents[0];
      const from = allows(parents[0]);
      const inside = set.manifest.namespace === manifest.namespace;
      report({
        message: `${objectText(set.manifest)} adds its listeners to ${objectText(manifest)}, which allows ${from}, so none of them is opened`,
        fix: `give the Gateway allowedListeners: { namespaces: { from: ${inside ? 'Same' : 'All'} } }${inside ? '' : ', or a selector that matches the namespace'}`,
        place: at(set.manifest, ['spec', 'parentRef', 'name']),
        related: [{ place: at(manifest, ['spec', 'allowedListeners', 'namespaces', 'from']), message: 'the Gateway' }],
        uncertain:
          from !== NONE &&
          ([set.manifest, manifest].some(namesNoNamespace) ||
            (textAt(allowedListeners(manifest), 'from') === 'Selector' && gateways.knows(set.manifest.namespace))),
      });
    }
  },
};

const NONE = 'no ListenerSets';

function allows({ manifest }: ListenerOwner): string {
  const namespaces = allowedListeners(manifest);
  const from = textAt(namespaces, 'from');
  return from === 'Same'
    ? 'ListenerSets of its own namespace only'
    : from === 'Selector' && isPlainObject(namespaces.selector)
      ? 'ListenerSets only of namespaces with other labels'
      : NONE;
}
