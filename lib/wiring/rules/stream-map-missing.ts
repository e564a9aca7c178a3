import { MAP_FLAG } from '../../controllers/ingress-nginx/controller-args';
import { Protocol } from '../../model/port';
import { Rule } from '../rule';
import { at, workloadText } from './support';
import { nginxControllers } from './support-controller';

/** The controller logs `Error getting ConfigMap`, and opens no port of that protocol. */
export const streamMapMissing: Rule = {
  id: 'stream-map-missing',
  severity: 'warning',
  summary: 'a controller that is told to read a tcp- or udp-services map that is not there',
  check(graph, report) {
    for (const controller of nginxControllers(graph)) {
      for (const protocol of Object.values(Protocol)) {
        const reference = controller.maps[protocol];
        if (!reference || graph.find('ConfigMap', reference.namespace, reference.name).length > 0) {
          continue;
        }
        const { namespace, name, path } = reference;
        const candidate = graph.streamMaps.some((map) => map.protocol === protocol && map.readers.length === 0 && map.nginx);
        // A map that nobody reads has a finding, and is the one that was meant.
        if (candidate || graph.isExternal('ConfigMap', namespace, name)) {
          continue;
        }
        report({
          message: `${workloadText(controller.workload)} reads ConfigMap ${namespace}/${name} for ${protocol}, which is not there, so it opens no ${protocol} port`,
          fix: `make that ConfigMap, or leave out ${MAP_FLAG[protocol]}`,
          place: at(controller.workload.manifest, path),
          absent: true,
        });
      }
    }
  },
};
