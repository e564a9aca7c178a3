import { FlagReference } from '../wiring/graph/controller';
import { WiringGraph } from '../wiring/graph/wiring-graph';
import { Manifest } from '../wiring/manifest';
import { namesNoNamespace } from '../wiring/rules/support';

/** The ConfigMaps that a flag names; else those of that name which get their namespace when they are applied, as by `kubectl apply -n`. */
export function configMapsOf(graph: WiringGraph, { namespace, name }: FlagReference): readonly Manifest[] {
  const found = graph.find('ConfigMap', namespace, name);
  return found.length > 0
    ? found
    : graph
        .ofKind('ConfigMap')
        .filter((manifest) => manifest.name === name && namesNoNamespace(manifest))
        .map((manifest) => ({ ...manifest, namespace }));
}
