import { gatewaysOf } from '../graph/gateways';
import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at, nameOf } from './support';

export const listenerSetParentMissing: Rule = {
  id: 'listener-set-parent-missing',
  severity: 'error',
  summary: 'a ListenerSet whose Gateway is not there',
  check(graph, report) {
    const gateways = gatewaysOf(graph);
    for (const { manifest, gateway } of gateways.owners) {
      if (gateway && gateways.find('Gateway', gateway.namespace, gateway.name).length === 0) {
        const { namespace, name } = gateway;
        if (!graph.isExternal('Gateway', namespace, name)) {
          report({
            message: `${objectText(manifest)} adds its listeners to Gateway ${namespace}/${name}, which is not there, so none of them is opened`,
            fix: 'name one that is there, with its namespace where that is another one',
            place: at(manifest, ['spec', 'parentRef', 'name']),
            related: gateways
              .ofName('Gateway', name)
              .slice(0, 2)
              .map((each) => ({ place: nameOf(each.manifest), message: `one of this name is in namespace ${each.manifest.namespace}` })),
            absent: true,
          });
        }
      }
    }
  },
};
