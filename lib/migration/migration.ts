import { Refusal } from '../model/refusal';
import { WiringGraph } from '../wiring/graph/wiring-graph';
import { objectText } from '../wiring/manifest';
import { listText } from '../wiring/rules/support';
import { Unreadable } from '../wiring/finding';
import { MigratedExposure, tableOf } from './entries';
import { ExternalPorts } from './external-ports';
import { generatedLeft } from './generated';
import { LeftBehind, placeAt } from './left-behind';
import { policiesLeft } from './policies';
import { settingsLeft } from './settings';
import { Source, SourceMap, sourcesOf } from './sources';
import { HelmValues } from './values';

/** What is read. */
export interface MigrationInput {
  readonly graph: WiringGraph;
  readonly values: readonly HelmValues[];
  readonly unreadable: readonly Unreadable[];
  /** `<namespace>/<name>` of a map of the address that is meant. @default - there is only one */
  readonly map?: string;
}

/** The table that was read, and all that is not in it. */
export interface Migration {
  /** `Deployment ingress-nginx/ingress-nginx-controller`, `values.yaml`. */
  readonly title: string;
  /** By port and protocol. */
  readonly exposures: readonly MigratedExposure[];
  readonly left: readonly LeftBehind[];
}

/** Reads the table of one address. Throws where there is none, where it is not clear which, and where it is empty. */
export function migrationOf({ graph, values, unreadable, map }: MigrationInput): Migration {
  const { chosen, unread } = sourcesOf(graph, values, map);
  if (chosen.maps.every(({ data }) => Object.keys(data).length === 0)) {
    throw new Refusal(`${chosen.maps.map(({ title }) => title).join(' and ')} has no entry: there is nothing to migrate`);
  }
  const ports = new ExternalPorts(graph, chosen.controllers);
  const { exposures, left } = tableOf(graph, chosen, ports);
  return {
    title: chosen.title,
    exposures,
    left: [
      ...left,
      ...settingsLeft(graph, chosen, ports),
      ...policiesLeft(graph, exposures),
      ...chosen.maps.filter(({ manifest }) => manifest.patched).map(patchedMap),
      ...unverified(graph, chosen, ports, exposures),
      ...generatedLeft(graph),
      ...unread.map(unreadMap),
      ...unreadable.map(unreadableText),
    ],
  };
}

/** What the input does not tell: it is taken for what it is mostly. */
function unverified(
  graph: WiringGraph,
  { maps, controllers, values }: Source,
  ports: ExternalPorts,
  exposures: readonly MigratedExposure[],
): LeftBehind[] {
  const [map] = maps;
  const place = placeAt(map.manifest, map.path);
  const services = [
    ...new Set(
      exposures
        .filter(
          ({ namespace, service }) =>
            graph.servicesNamed(namespace, service).length + (graph.externalPorts(namespace, service)?.length ?? 0) === 0,
        )
        .map(({ namespace, service }) => `${namespace}/${service}`),
    ),
  ];
  const notes: LeftBehind[] = [];
  if (controllers.length === 0 && !values) {
    notes.push({
      place,
      what: 'the controller',
      ...(graph.closed
        ? { reason: 'no controller reads this map, so nothing answers on its ports today; its keys are taken for the ports of clients' }
        : {
            reason:
              "no controller of the input reads this map, so the keys are taken for the ports of clients, and the ports that its flags reserve for upstream's",
            fix: 'give the files of the controller and of its Service, too',
          }),
      noticed: false,
    });
  } else if (controllers.length > 0 && !ports.known) {
    notes.push({
      place: placeAt(controllers[0].workload.manifest, ['metadata', 'name'], 'value'),
      what: `the Service of ${objectText(controllers[0].workload.manifest)}`,
      reason: 'it is not in the input, so the keys are taken for the ports of clients',
      fix: 'give its file, too',
      noticed: false,
    });
  }
  if (services.length > 0) {
    notes.push({
      place,
      what: `Service ${listText(services)}`,
      reason: `${services.length === 1 ? 'it is' : 'they are'} not in the input, so nobody has seen whether ${services.length === 1 ? 'it has' : 'they have'} the ports, or ${services.length === 1 ? 'is' : 'are'} of type ExternalName`,
      fix: 'give the files of the Services, too',
      noticed: false,
    });
  }
  return notes;
}

function patchedMap({ title, manifest, path }: SourceMap): LeftBehind {
  return {
    place: placeAt(manifest, path),
    what: title,
    reason: 'a kustomization of the input changes it before it is applied, and that is not done here',
    fix: 'kustomize build . | multiport migrate -',
    noticed: true,
  };
}

function unreadMap({ title, manifest, path, data }: SourceMap): LeftBehind {
  const entries = Object.keys(data).length;
  return {
    place: placeAt(manifest, path),
    what: `${title}, ${entries} ${entries === 1 ? 'entry' : 'entries'}`,
    reason: 'no controller of the input reads it, so nothing answers on its ports today',
    fix: `--map ${manifest.namespace}/${manifest.name} migrates it`,
    noticed: false,
  };
}

function unreadableText({ file, line, column, reason, template }: Unreadable): LeftBehind {
  return template
    ? {
        place: { file, line, column },
        what: 'a template',
        reason: 'it is passed over',
        fix: 'render it first: helm template . | multiport migrate -',
        noticed: false,
      }
    : {
        place: { file, line, column },
        what: 'a document',
        reason: `it cannot be parsed, and could hold anything: ${reason}`,
        noticed: true,
      };
}
