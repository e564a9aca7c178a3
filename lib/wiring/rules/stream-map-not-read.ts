import { MAP_FLAG } from '../../controllers/ingress-nginx/controller-args';
import { argsPath, Controller } from '../graph/controller';
import { StreamMap } from '../graph/stream-maps';
import { WiringGraph } from '../graph/wiring-graph';
import { Rule, Violation } from '../rule';
import { at, namesNoNamespace, nameOf, workloadText } from './support';
import { nginxControllers } from './support-controller';
import { mapText } from './support-stream';

/** No static manifest of ingress-nginx has the flags: without them the maps are ConfigMaps like any other. */
export const streamMapNotRead: Rule = {
  id: 'stream-map-not-read',
  severity: 'error',
  summary: 'a tcp- or udp-services map that no controller reads',
  check(graph, report) {
    const controllers = nginxControllers(graph);
    for (const map of graph.streamMaps.filter(
      ({ readers, nginx, manifest }) => nginx && readers.length === 0 && !graph.isReadOutside(manifest),
    )) {
      const reader = readerFor(graph, controllers, map);
      report(reader ? misdirected(map, reader) : unread(map, controllers));
    }
  },
};

/** The controller that was meant to read a map: one whose flag is missing, or names something that is not there; the same namespace first. */
function readerFor(graph: WiringGraph, controllers: readonly Controller[], { protocol, manifest }: StreamMap): Controller | undefined {
  const free = controllers.filter(({ maps, unresolved }) => {
    const reference = maps[protocol];
    return !unresolved.includes(protocol) && (!reference || graph.find('ConfigMap', reference.namespace, reference.name).length === 0);
  });
  return free.find(({ workload }) => workload.namespace === manifest.namespace) ?? free[0];
}

function misdirected(map: StreamMap, controller: Controller): Violation {
  const flag = MAP_FLAG[map.protocol];
  const { namespace, name } = map.manifest;
  const reference = controller.maps[map.protocol];
  const malformed = controller.malformed.find(({ protocol }) => protocol === map.protocol);
  const wanted = `${flag}=${namespace === controller.workload.namespace ? '$(POD_NAMESPACE)' : namespace}/${name}`;
  const container = `container "${controller.container.name}" of ${workloadText(controller.workload)}`;
  return {
    message: malformed
      ? `${mapText(map)} is read by nobody: ${container} is given ${flag}=${malformed.value}, which is no <namespace>/<name>, so none of its ports is open`
      : reference
        ? `${mapText(map)} is read by nobody: ${container} reads ${reference.namespace}/${reference.name}, which is not there, so none of its ports is open`
        : `${mapText(map)} is read by nobody: ${container} is started without ${flag}, so none of its ports is open`,
    fix: `start the controller with ${wanted}`,
    place: at(
      controller.workload.manifest,
      malformed?.path ?? reference?.path ?? argsPath(controller),
      malformed || reference ? 'value' : 'key',
    ),
    related: [{ place: nameOf(map.manifest), message: 'the map' }],
    apart: [nameOf(map.manifest), nameOf(controller.workload.manifest)],
    // kustomize or kubectl may give them a namespace, and then the flag may be right.
    uncertain: reference !== undefined && [map.manifest, controller.workload.manifest].some(namesNoNamespace),
  };
}

function unread(map: StreamMap, controllers: readonly Controller[]): Violation {
  return {
    message:
      `${mapText(map)} looks like a map of ${map.protocol} services, and no controller reads it` +
      (controllers.length > 0 ? `: ${workloadText(controllers[0].workload)} reads another one` : ''),
    fix: `name it in ${MAP_FLAG[map.protocol]} of the controller, or say with external.maps in multiport.yaml that one outside reads it`,
    place: nameOf(map.manifest),
    absent: true,
  };
}
