import { GATEWAY_GROUP, VERSIONS_SERVED } from '../../controllers/gateway-api/limits';
import { mapAt, listAt } from '../../model/plain';
import { WiringGraph } from '../graph/wiring-graph';
import { Manifest, objectText, textAt } from '../manifest';
import { Rule } from '../rule';
import { at, listText, nameOf } from './support';

interface Crd {
  readonly manifest: Manifest;
  readonly served: readonly string[];
}

/** The API server knows only what the CRDs serve, and converts nothing else. Without them in the input, what no release has served is wrong on every cluster. */
export const routeVersionUnserved: Rule = {
  id: 'route-version-unserved',
  severity: 'error',
  summary: 'an object of the Gateway API in a version that the CRDs of the input do not serve, or no release of it',
  check(graph, report) {
    const crds = crdsOf(graph);
    for (const manifest of graph.manifests.filter(({ group }) => group === GATEWAY_GROUP)) {
      const { kind, version } = manifest;
      const found = crds.get(kind);
      const released = Object.hasOwn(VERSIONS_SERVED, kind) ? VERSIONS_SERVED[kind] : [version];
      if (!found && !released.includes(version)) {
        report({
          message: `${objectText(manifest)} is of version ${version}, which no release of the Gateway API has served (they have ${listText(released)}), so Kubernetes refuses it`,
          fix: `write apiVersion: ${GATEWAY_GROUP}/${released[0]}`,
          place: at(manifest, ['apiVersion']),
        });
      } else if (!found && crds.size > 0) {
        report({
          message: `${objectText(manifest)} is of a kind that the CRDs of the Gateway API in the input do not have, so Kubernetes refuses it`,
          fix: `take CRDs of a release and channel that have ${kind}`,
          place: at(manifest, ['kind']),
          absent: true,
        });
      } else if (found && !found.some(({ served }) => served.includes(version))) {
        const versions = found.flatMap(({ served }) => served);
        report({
          message: `${objectText(manifest)} is of version ${version}, and the CRD in the input serves ${listText(versions) || 'none'}, so Kubernetes refuses it`,
          fix:
            versions.length > 0
              ? `write apiVersion: ${GATEWAY_GROUP}/${versions[0]}, or take CRDs that serve ${version}`
              : `take CRDs that serve ${version}`,
          place: at(manifest, ['apiVersion']),
          related: [{ place: nameOf(found[0].manifest), message: 'the CRD' }],
        });
      }
    }
  },
};

function crdsOf(graph: WiringGraph): ReadonlyMap<string, readonly Crd[]> {
  const crds = new Map<string, Crd[]>();
  for (const manifest of graph.ofKind('CustomResourceDefinition')) {
    const spec = mapAt(manifest.object, 'spec');
    const kind = textAt(mapAt(spec, 'names'), 'kind');
    if (spec.group === GATEWAY_GROUP && kind !== undefined) {
      const served = listAt(spec, 'versions').flatMap((each) => (each.served === true ? (textAt(each, 'name') ?? []) : []));
      crds.set(kind, [...(crds.get(kind) ?? []), { manifest, served }]);
    }
  }
  return crds;
}
