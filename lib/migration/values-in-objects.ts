import { isPlainObject, listAt, mapAt, PlainObject } from '../model/plain';
import { WiringGraph } from '../wiring/graph/wiring-graph';
import { Manifest, objectText } from '../wiring/manifest';
import { parseDocument, splitDocuments } from '../wiring/yaml/documents';
import { Path } from '../wiring/yaml/layout';
import { HelmValues, partsOf } from './values';

/** Values of a chart that stand in an object of the tool which installs it, as a map or as a text of YAML. */
interface Held {
  readonly path: Path;
  readonly value: unknown;
}

/** The fields of objects that hold values: of Flux, of K3s and RKE2, of Argo CD and of kustomize. */
const HOLDERS: readonly { readonly kind: string; readonly group: string; held(object: PlainObject): Held[] }[] = [
  { kind: 'HelmRelease', group: 'helm.toolkit.fluxcd.io', held: (object) => inSpec(object, 'values') },
  { kind: 'HelmChart', group: 'helm.cattle.io', held: (object) => inSpec(object, 'valuesContent') },
  { kind: 'HelmChartConfig', group: 'helm.cattle.io', held: (object) => inSpec(object, 'valuesContent') },
  { kind: 'Application', group: 'argoproj.io', held: inSources },
  {
    kind: 'Kustomization',
    group: 'kustomize.config.k8s.io',
    held: (object) =>
      listAt(object, 'helmCharts').map((chart, index) => ({ path: ['helmCharts', index, 'valuesInline'], value: chart.valuesInline })),
  },
];

/** The values of the chart ingress-nginx in the objects of tools that install charts. */
export function valuesInObjects(graph: WiringGraph): HelmValues[] {
  return HOLDERS.flatMap(({ kind, group, held }) =>
    graph
      .ofKind(kind)
      .filter((manifest) => manifest.group === group)
      .flatMap((manifest) => held(manifest.object).flatMap((each) => valuesIn(manifest, each))),
  );
}

function valuesIn(manifest: Manifest, { path, value }: Held): HelmValues[] {
  const maps = typeof value === 'string' ? mapsIn(value) : isPlainObject(value) ? [value] : [];
  const title = manifest.name === '' && manifest.origin.kind === 'file' ? manifest.origin.file : objectText(manifest);
  return maps.flatMap((map) => partsOf(map, { title, manifest, path }));
}

function mapsIn(text: string): PlainObject[] {
  return splitDocuments(text).flatMap((document) => {
    const parsed = parseDocument(document);
    return !('error' in parsed) && isPlainObject(parsed.value) ? [parsed.value] : [];
  });
}

function inSpec(object: PlainObject, field: string): Held[] {
  return [{ path: ['spec', field], value: mapAt(object, 'spec')[field] }];
}

/** An Application of Argo CD has one source, or several; `valuesObject` wins over `values`. */
function inSources(object: PlainObject): Held[] {
  const spec = mapAt(object, 'spec');
  const sources: (readonly [Path, PlainObject])[] = [
    [['spec', 'source'], mapAt(spec, 'source')],
    ...listAt(spec, 'sources').map((source, index): readonly [Path, PlainObject] => [['spec', 'sources', index], source]),
  ];
  return sources.map(([path, source]) => {
    const helm = mapAt(source, 'helm');
    const field = helm.valuesObject === undefined ? 'values' : 'valuesObject';
    return { path: [...path, 'helm', field], value: helm[field] };
  });
}
