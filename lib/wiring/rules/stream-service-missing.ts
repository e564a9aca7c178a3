import { isSlip } from '../near';
import { Rule } from '../rule';
import { at, namesNoNamespace } from './support';
import { keyOf } from './stream-port-missing';
import { mapText } from './support-stream';

/** The controller logs `Error getting Service`, and does not listen. */
export const streamServiceMissing: Rule = {
  id: 'stream-service-missing',
  severity: 'error',
  summary: 'an entry of a tcp- or udp-services map that names a Service that is not there',
  check(graph, report) {
    for (const map of graph.streamMaps.filter(({ nginx }) => nginx)) {
      for (const { port, namespace, service } of map.parsed.entries) {
        if (
          graph.servicesNamed(namespace, service).length > 0 ||
          graph.externalPorts(namespace, service) ||
          graph.isExternal('Service', namespace, service)
        ) {
          continue;
        }
        const elsewhere = graph.services.filter(
          (each) => each.name === service || (each.namespace === namespace && isSlip(each.name, service)),
        );
        const [meant] = elsewhere;
        report({
          message: `${mapText(map)}: port ${port} leads to Service ${namespace}/${service}, which is not there, so the controller does not listen on it`,
          fix: meant ? `write ${meant.namespace}/${meant.name}` : 'name a Service that is there, or make this one',
          place: at(map.manifest, ['data', keyOf(map.data, port)]),
          related: elsewhere.slice(0, 2).map((each) => ({
            place: at(each.manifest, ['metadata', 'name']),
            message: each.name === service ? `a Service of this name is in namespace ${each.namespace}` : 'a Service of almost this name',
          })),
          absent: true,
          // Kustomize may yet put a Service without a namespace where the entry looks for it.
          hinted: elsewhere.some(({ manifest }) => !namesNoNamespace(manifest) || manifest.namespace === namespace),
        });
      }
    }
  },
};
