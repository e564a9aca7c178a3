import { listAt, mapAt, PlainObject, textsAt } from '../model/plain';
import { isEmptySelector, matchesLabelSelector } from '../wiring/graph/label-selector';
import { Service } from '../wiring/graph/service';
import { WiringGraph } from '../wiring/graph/wiring-graph';
import { Manifest, objectText } from '../wiring/manifest';
import { listText } from '../wiring/rules/support';
import { MigratedExposure } from './entries';
import { LeftBehind, placeAt } from './left-behind';

/** Policies that say who may connect to the Pods behind a table: until now that was ingress-nginx. */
export function policiesLeft(graph: WiringGraph, exposures: readonly MigratedExposure[]): LeftBehind[] {
  const services = new Set(exposures.flatMap(({ namespace, service }) => graph.servicesNamed(namespace, service)));
  return graph
    .ofKind('NetworkPolicy')
    .filter(isChoosy)
    .flatMap((policy) => {
      const held = [...services].filter((service) => holds(graph, policy, service));
      return held.length === 0
        ? []
        : [
            {
              place: placeAt(policy, ['spec', 'ingress']),
              what: objectText(policy),
              reason: `it says who may connect to the Pods of ${listText(held.map(({ manifest }) => objectText(manifest)))}, and the proxy of the Gateway is somebody else than ingress-nginx`,
              fix: 'let the Pods of that proxy in, too, before clients come',
              noticed: true,
            },
          ];
    });
}

/** Whether it is about ingress, and lets not everybody in. */
function isChoosy({ object }: Manifest): boolean {
  const spec = mapAt(object, 'spec');
  const types = textsAt(spec, 'policyTypes');
  const rules = listAt(spec, 'ingress');
  return (types.length === 0 || types.includes('Ingress')) && !rules.some(isOpen);
}

function isOpen(rule: PlainObject): boolean {
  const peers = listAt(rule, 'from');
  return peers.length === 0 || peers.some(isEverybody);
}

function isEverybody(peer: PlainObject): boolean {
  const { cidr } = mapAt(peer, 'ipBlock');
  return (
    cidr === '0.0.0.0/0' ||
    (peer.namespaceSelector !== undefined && peer.podSelector === undefined && isEmptySelector(mapAt(peer, 'namespaceSelector')))
  );
}

/** Whether its Pods are those of a Service: by their labels, where the input has them, else by those that the Service asks for. */
function holds(graph: WiringGraph, policy: Manifest, service: Service): boolean {
  if (service.namespace !== policy.namespace || !service.selector) {
    return false;
  }
  const selector = mapAt(mapAt(policy.object, 'spec'), 'podSelector');
  const workloads = graph.selectedBy(service);
  const labels = workloads.length > 0 ? workloads.map((workload) => workload.labels) : [service.selector];
  return labels.some((each) => matchesLabelSelector(selector, each));
}
