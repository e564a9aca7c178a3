import { labelsText, selects } from '../../model/labels';
import { listAt, mapAt, textsAt } from '../../model/plain';
import { Service, ServicePort, servicePortText } from '../../wiring/graph/service';
import { portAt, workloadOf } from '../../wiring/graph/workload';
import { Manifest, objectText, textAt } from '../../wiring/manifest';
import { declaredText } from '../../wiring/rules/support';
import { Cluster, LivePod } from '../cluster';
import { conditionOf } from '../conditions';
import { fault, Fault, quoted } from '../fault';
import { Followed } from './followed';
import { notReadyFault } from './pods';

/** From a port of a Service to the Pods that are ready behind it. */
export function followEndpoints(cluster: Cluster, port: ServicePort): Followed {
  const { service } = port;
  const sends = `${objectText(service.manifest)} sends ${servicePortText(port)} to`;
  if (service.type === 'ExternalName') {
    const name = textAt(mapAt(service.manifest.object, 'spec'), 'externalName') ?? '';
    return { end: { text: `${sends} ${name}`, pods: [], target: port.target } };
  }
  const selected = service.selector ? cluster.selectedPods(service.namespace, service.selector) : [];
  const knowsSlices = cluster.knows('EndpointSlice', service.namespace);
  const ready = knowsSlices ? readyEndpoints(cluster, port) : selected.filter((pod) => pod.ready).map((pod) => ({ pod, targets: [] }));
  if (ready.length > 0) {
    const pods = ready.flatMap(({ pod }) => pod ?? []);
    const target = ready.flatMap(({ targets }) => targets)[0] ?? port.target;
    const what = pods.length === ready.length ? 'ready Pod' : 'ready endpoint';
    return { end: { text: `${sends} port ${target} of ${ready.length} ${what}${ready.length === 1 ? '' : 's'}`, pods, target } };
  }
  if (!knowsSlices && !cluster.knows('Pod', service.namespace)) {
    const unknown = cluster.unknownText('EndpointSlice');
    return { end: { text: `${sends} ${portName(port)}`, pods: [], target: port.target, unknown } };
  }
  return { fault: emptyFault(cluster, port, selected) };
}

interface Ready {
  readonly pod?: LivePod;
  readonly targets: readonly number[];
}

/** EndpointSlices name their ports as the Service does; one without a name has "". */
function readyEndpoints(cluster: Cluster, { service, name = '', protocol }: ServicePort): Ready[] {
  return cluster.slicesOf(service).flatMap(({ object, namespace }) => {
    const ports = listAt(object, 'ports').filter(
      (each) => (textAt(each, 'name') ?? '') === name && (textAt(each, 'protocol') ?? 'TCP') === protocol,
    );
    const targets = ports.flatMap((each) => portAt(each, 'port') ?? []);
    return targets.length === 0
      ? []
      : listAt(object, 'endpoints')
          .filter((each) => mapAt(each, 'conditions').ready !== false && textsAt(each, 'addresses').length > 0)
          .map((each) => {
            const reference = mapAt(each, 'targetRef');
            const pod = reference.kind === 'Pod' ? cluster.pod(namespace, textAt(reference, 'name') ?? '') : undefined;
            return { ...(pod ? { pod } : {}), targets };
          });
  });
}

function portName({ target }: ServicePort): string {
  return typeof target === 'string' ? `the container port "${target}"` : `port ${target}`;
}

function emptyFault(cluster: Cluster, port: ServicePort, selected: readonly LivePod[]): Fault {
  const { service } = port;
  const text = objectText(service.manifest);
  if (!service.selector) {
    return fault(
      'no-endpoints',
      `${text} has no selector, and no EndpointSlice has a ready endpoint for its port ${servicePortText(port)}`,
      'give it a selector, or make an EndpointSlice with the addresses that it stands for',
    );
  }
  if (!cluster.knows('Pod', service.namespace)) {
    return fault('no-endpoints', `${text} has no ready endpoint for its port ${servicePortText(port)}`, 'see that the Pods it selects run');
  }
  if (selected.length === 0) {
    return noPodsFault(cluster, service);
  }
  const ready = selected.filter((pod) => pod.ready);
  if (ready.length === 0) {
    const whose = selected.length === 1 ? `the Pod of ${text} is not ready` : `none of the ${selected.length} Pods of ${text} is ready`;
    return notReadyFault(cluster, whose, selected);
  }
  if (typeof port.target === 'string') {
    return fault(
      'target-port-name-missing',
      `${text} sends ${servicePortText(port)} to the container port "${port.target}", and no ready Pod has a port of that name ` +
        `(${objectText(ready[0].manifest)} declares ${declaredText(ready[0].workload)})`,
      'name the container port so, or give the Service the number of the port as targetPort',
    );
  }
  return fault(
    'no-endpoints',
    `${text} selects ${objectText(ready[0].manifest)}, which is ready, and its EndpointSlices do not have it`,
    'wait a moment, and if that lasts, look at kube-controller-manager, which writes EndpointSlices',
  );
}

/** Kinds that make Pods and say how many. */
const MAKERS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController'];

function noPodsFault(cluster: Cluster, { manifest, namespace, selector = {} }: Service): Fault {
  const selecting = `${objectText(manifest)} selects ${labelsText(selector)}`;
  const maker = MAKERS.flatMap((kind) => cluster.ofKind(kind)).find(
    (each) => each.namespace === namespace && selects(selector, workloadOf(each)?.labels ?? {}),
  );
  if (!maker) {
    return fault(
      'no-pods',
      `${selecting}, and no Pod in namespace ${namespace} has these labels`,
      'give the selector the labels of Pods that are there, or run Pods that have these',
    );
  }
  if (mapAt(maker.object, 'spec').replicas === 0) {
    return fault(
      'no-pods',
      `${selecting}, and ${objectText(maker)}, which makes such Pods, is scaled to 0`,
      `scale it up: kubectl scale ${maker.kind.toLowerCase()} --namespace ${namespace} ${maker.name} --replicas 1`,
    );
  }
  const why = failureOf(cluster, maker);
  return fault(
    'no-pods',
    `${selecting}, and ${objectText(maker)}, which makes such Pods, has none${why === '' ? '' : `: ${why}`}`,
    `see what kubectl describe ${maker.kind.toLowerCase()} --namespace ${namespace} ${maker.name} says`,
  );
}

function failureOf(cluster: Cluster, maker: Manifest): string {
  const failure = conditionOf(listAt(mapAt(maker.object, 'status'), 'conditions'), 'ReplicaFailure');
  return quoted(failure?.message || cluster.complaintAbout(maker));
}
