import { ParsedStreamMap, parseStreamMap, StreamData } from '../controllers/ingress-nginx/stream-map';
import { OwnPort, reservedPorts } from '../controllers/ingress-nginx/reserved-ports';
import { Protocol } from '../model/port';
import { Refusal } from '../model/refusal';
import { Controller } from '../wiring/graph/controller';
import { StreamMap } from '../wiring/graph/stream-maps';
import { WiringGraph } from '../wiring/graph/wiring-graph';
import { Manifest, objectText, textsMapAt } from '../wiring/manifest';
import { placeText } from '../wiring/report/location';
import { Path } from '../wiring/yaml/layout';
import { placeAt } from './left-behind';
import { configMapsOf } from './references';
import { GENERATED_FIX, generatedMaps } from './generated';
import { HelmValues, VALUES_KEY } from './values';
import { valuesInObjects } from './values-in-objects';

/** A map of TCP or UDP services: a ConfigMap, or a part of Helm values. */
export interface SourceMap {
  /** `ConfigMap ingress-nginx/tcp-services`, `tcp of values.yaml`. */
  readonly title: string;
  readonly protocol: Protocol;
  readonly manifest: Manifest;
  /** Where its data stands in the manifest. */
  readonly path: Path;
  readonly data: StreamData;
  readonly parsed: ParsedStreamMap;
  /** Whether its values follow the grammar of ingress-nginx. */
  readonly nginx: boolean;
}

/** The maps behind one address, and what reads them. */
export interface Source {
  /** `Deployment ingress-nginx/ingress-nginx-controller`, `values.yaml`. */
  readonly title: string;
  readonly maps: readonly SourceMap[];
  /** The controllers of the input that read them. */
  readonly controllers: readonly Controller[];
  /** @default - the maps are ConfigMaps */
  readonly values?: HelmValues;
}

/** What is to be migrated, and the maps beside it. */
export interface Sources {
  readonly chosen: Source;
  /** Maps that no controller of the input reads, where others are read. */
  readonly unread: readonly SourceMap[];
}

/** Finds the maps of one address; `map` names one of them as `<namespace>/<name>`. Throws where there is none, and where it is not clear which. */
export function sourcesOf(graph: WiringGraph, values: readonly HelmValues[], map?: string): Sources {
  const read = readSources(graph);
  const unread = unreadMaps(graph).filter((map) => !read.some(({ maps }) => maps.some((each) => isSame(map, each))));
  const known = [...read, ...[...values, ...valuesInObjects(graph)].map(valuesSource)];
  const sources = known.length > 0 ? known : byNamespace(unread);
  if (sources.length === 0) {
    throw new Refusal(noMapText(graph));
  }
  const chosen = choose(sources, known.length > 0 ? unread : [], map);
  assertOnce(chosen);
  return { chosen, unread: known.length > 0 ? unread.filter((each) => !chosen.maps.includes(each)) : [] };
}

function choose(sources: readonly Source[], unread: readonly SourceMap[], map: string | undefined): Source {
  if (map === undefined) {
    if (sources.length === 1) {
      return sources[0];
    }
    throw new Refusal(
      `the input holds the maps of ${sources.length} addresses (${sources.map(describe).join('; ')}), and a Gateway is one: ` +
        `give ${sources.some(({ maps }) => maps.some((each) => nameOf(each) !== undefined)) ? '--map <namespace>/<name> of a map of one of them, or ' : ''}the files of one only`,
    );
  }
  const found = [...sources, ...byNamespace(unread)].find(({ maps }) => maps.some((each) => nameOf(each) === map));
  if (!found) {
    const names = [...new Set([...sources.flatMap(({ maps }) => maps), ...unread].map(nameOf))].filter((name) => name !== undefined);
    throw new Refusal(
      `--map "${map}" is no map of the input: ${names.length === 0 ? 'leave it out, there is no ConfigMap to choose' : `give ${names.join(' or ')}`}`,
    );
  }
  return found;
}

function noMapText(graph: WiringGraph): string {
  const missing = graph.controllers.flatMap(({ workload, maps }) =>
    Object.values(maps).map(({ namespace, name }) => `${objectText(workload.manifest)} reads ConfigMap ${namespace}/${name}`),
  );
  const [generated] = generatedMaps(graph);
  if (generated) {
    return `the input holds no map, but ${generated.what} at ${placeText(generated.place)}, which a kustomization makes when it is built: ${GENERATED_FIX}`;
  }
  const [empty] = graph.ofKind('ConfigMap').filter(({ name }) => NAMED.test(name));
  if (missing.length === 0 && empty) {
    return `${objectText(empty)} has no entry: there is nothing to migrate`;
  }
  return missing.length > 0
    ? `${missing.join(' and ')}, and the input holds no map: give ${missing.length === 1 ? 'its file' : 'their files'}, too`
    : 'the input holds no map of TCP or UDP services: give the ConfigMaps that the controller reads by --tcp-services-configmap and ' +
        '--udp-services-configmap, or Helm values with tcp or udp';
}

function describe({ title, maps }: Source): string {
  return `${title}: ${maps.map((map) => nameOf(map) ?? map.path.join('.')).join(', ')}`;
}

function nameOf({ manifest }: SourceMap): string | undefined {
  return manifest.kind === 'ConfigMap' ? `${manifest.namespace}/${manifest.name}` : undefined;
}

/** Two files with one map are two environments, and only one of them is in the cluster. */
function assertOnce({ maps }: Source): void {
  for (const [index, map] of maps.entries()) {
    const twin = maps.slice(0, index).find((each) => each.protocol === map.protocol && nameOf(each) === nameOf(map));
    if (twin) {
      const places = [twin, map].map(({ manifest }) => placeText(placeAt(manifest, ['metadata', 'name'], 'value')));
      throw new Refusal(`${map.title} is in the input twice, at ${places.join(' and ')}: give the files of one environment`);
    }
  }
}

/** The maps that controllers read; those of controllers that share one are one address's. */
function readSources(graph: WiringGraph): Source[] {
  const sources: { readonly maps: SourceMap[]; readonly controllers: Controller[] }[] = [];
  for (const controller of graph.controllers) {
    const maps = mapsOf(graph, controller);
    if (maps.length > 0) {
      const known = sources.find((source) => source.maps.some((map) => maps.some((each) => isSame(map, each))));
      known?.controllers.push(controller);
      known?.maps.push(...maps.filter((map) => !known.maps.some((each) => isSame(map, each))));
      if (!known) {
        sources.push({ maps, controllers: [controller] });
      }
    }
  }
  return sources.map(({ maps, controllers }) => ({
    title: controllers.map(({ workload }) => objectText(workload.manifest)).join(' and '),
    maps,
    controllers,
  }));
}

/** The maps of one controller, those among them that do not name their namespace. */
function mapsOf(graph: WiringGraph, controller: Controller): SourceMap[] {
  return Object.values(Protocol).flatMap((protocol) => {
    const read = graph.streamMaps.filter((map) => map.protocol === protocol && map.readers.includes(controller)).map(configMapSource);
    const reference = controller.maps[protocol];
    return read.length > 0 || !reference
      ? read
      : configMapsOf(graph, reference).map((manifest) =>
          parsedMap(manifest, protocol, controller.ownPorts, controller.product === 'ingress-nginx'),
        );
  });
}

function isSame(one: SourceMap, other: SourceMap): boolean {
  return one.manifest.object === other.manifest.object && one.protocol === other.protocol;
}

function configMapSource({ manifest, protocol, data, parsed, nginx }: StreamMap): SourceMap {
  return { title: objectText(manifest), protocol, manifest, path: ['data'], data, parsed, nginx };
}

const NAMED = /^(tcp|udp)-services$/;

/** ConfigMaps that look like maps or have their names, and that no controller of the input reads. */
function unreadMaps(graph: WiringGraph): SourceMap[] {
  const looking = graph.streamMaps.filter(({ readers }) => readers.length === 0).map(configMapSource);
  const known = new Set(graph.streamMaps.map(({ manifest }) => manifest));
  const named = graph.ofKind('ConfigMap').filter((manifest) => NAMED.test(manifest.name) && !known.has(manifest));
  return [...looking, ...named.map(namedMap)].filter(({ data }) => Object.keys(data).length > 0);
}

function namedMap(manifest: Manifest): SourceMap {
  return parsedMap(manifest, manifest.name.startsWith('udp') ? Protocol.UDP : Protocol.TCP, reservedPorts([]), true);
}

function parsedMap(manifest: Manifest, protocol: Protocol, reserved: readonly OwnPort[], nginx: boolean): SourceMap {
  const data = textsMapAt(manifest.object, 'data');
  return { title: objectText(manifest), protocol, manifest, path: ['data'], data, parsed: parseStreamMap(data, protocol, reserved), nginx };
}

/** Without the controllers, a namespace is taken for one, unless it has two maps of a protocol. */
function byNamespace(maps: readonly SourceMap[]): Source[] {
  const namespaces = [...new Set(maps.map(({ manifest }) => manifest.namespace))];
  return namespaces.flatMap((namespace) => {
    const own = maps.filter(({ manifest }) => manifest.namespace === namespace);
    const names = [...new Set(own.map(({ manifest }) => manifest.name))];
    const several = Object.values(Protocol).some(
      (protocol) => new Set(own.filter((map) => map.protocol === protocol).map(({ manifest }) => manifest.name)).size > 1,
    );
    return several
      ? names.map((name) => ({
          title: `ConfigMap ${namespace}/${name}`,
          maps: own.filter(({ manifest }) => manifest.name === name),
          controllers: [],
        }))
      : [{ title: `namespace ${namespace}`, maps: own, controllers: [] }];
  });
}

function valuesSource(values: HelmValues): Source {
  const maps = Object.values(Protocol).flatMap((protocol): SourceMap[] => {
    const key = VALUES_KEY[protocol];
    const data = textsMapAt(values.values, key);
    const path = [...values.path, key];
    const parsed = parseStreamMap(data, protocol, values.ownPorts);
    return Object.keys(data).length === 0
      ? []
      : [{ title: `${path.join('.')} of ${values.title}`, protocol, manifest: values.manifest, path, data, parsed, nginx: true }];
  });
  return { title: [values.title, ...(values.path.length === 0 ? [] : [values.path.join('.')])].join(' '), maps, controllers: [], values };
}
