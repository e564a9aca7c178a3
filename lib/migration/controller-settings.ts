import { mapAt, PlainObject } from '../model/plain';
import { display } from '../model/port';
import { Controller } from '../wiring/graph/controller';
import { WiringGraph } from '../wiring/graph/wiring-graph';
import { Manifest, objectText, textAt } from '../wiring/manifest';
import { Path } from '../wiring/yaml/layout';
import { LeftBehind, placeAt } from './left-behind';
import { configMapsOf } from './references';
import { isGiven } from './service-settings';

/** Settings of the controller that nginx reads for TCP and UDP, and what a client sees of them. */
const STREAM_SETTINGS: Readonly<Record<string, string>> = {
  'proxy-stream-timeout': 'the implementation sets how long a connection may idle',
  'proxy-stream-responses': 'the implementation sets when a UDP session ends',
  'proxy-stream-next-upstream': 'the implementation sets what happens when a Pod does not answer',
  'proxy-stream-next-upstream-timeout': 'the implementation sets what happens when a Pod does not answer',
  'proxy-stream-next-upstream-tries': 'the implementation sets what happens when a Pod does not answer',
  'proxy-protocol-header-timeout': 'the implementation sets how long it waits for the PROXY header',
  'bind-address': 'a listener is on every address of the Gateway',
  'stream-snippet': 'it is written in the language of nginx',
};
/** Those that only a log shows. */
const LOG_SETTINGS = ['log-format-stream', 'stream-access-log-path'];

export function controllerLeft(
  graph: WiringGraph,
  { settings, workload, container, maps, unresolved, malformed }: Controller,
): LeftBehind[] {
  const left: LeftBehind[] = [];
  for (const { protocol, value, path } of malformed) {
    left.push({
      place: placeAt(workload.manifest, path, 'value'),
      what: `the map of ${protocol}`,
      reason: `the flag names ${display(value)}, so ${objectText(workload.manifest)} reads no map`,
      fix: 'nothing has to be moved; take the flag away',
      noticed: false,
    });
  }
  for (const protocol of unresolved) {
    left.push({
      place: placeAt(workload.manifest, container.path, 'value'),
      what: `the map of ${protocol}`,
      reason: `its name is in a variable of ${objectText(workload.manifest)} that the input does not tell`,
      fix: 'write the name into the argument, and run this again',
      noticed: true,
    });
  }
  for (const [protocol, reference] of Object.entries(maps)) {
    const { namespace, name, path } = reference;
    const there = configMapsOf(graph, reference).length > 0;
    if (!there && !graph.closed) {
      left.push({
        place: placeAt(workload.manifest, path, 'value'),
        what: `the map of ${protocol}`,
        reason: `${objectText(workload.manifest)} reads ConfigMap ${namespace}/${name}, which is not in the input`,
        fix: 'give its file, too',
        noticed: true,
      });
    }
  }
  for (const manifest of settings ? configMapsOf(graph, settings) : []) {
    left.push(...dataLeft(manifest, ['data'], mapAt(manifest.object, 'data'), objectText(manifest)));
  }
  return left;
}

export function dataLeft(manifest: Manifest, path: Path, data: PlainObject, title: string): LeftBehind[] {
  return [...Object.keys(STREAM_SETTINGS), ...LOG_SETTINGS]
    .filter((key) => isGiven(data[key]))
    .map((key) => {
      const ofLog = LOG_SETTINGS.includes(key);
      return {
        place: placeAt(manifest, [...path, key]),
        what: `${key} of ${title}: ${shortened(display(textAt(data, key) ?? data[key]))}`,
        reason: ofLog ? 'the implementation writes a log of its own' : STREAM_SETTINGS[key],
        fix: 'set the like of it in a policy of the implementation, where it is needed',
        noticed: !ofLog,
      };
    });
}

/** A snippet is long, and its place is told. */
function shortened(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

const LONGEST_SHOWN = 60;
