import { display } from '../model/port';
import { listAt, PlainObject, textsAt } from '../model/plain';
import { Place } from '../wiring/finding';
import { WiringGraph } from '../wiring/graph/wiring-graph';
import { textAt } from '../wiring/manifest';
import { LeftBehind, placeAt } from './left-behind';

/** A map that a kustomization makes when it is built, so that the input has no object of it. */
export interface GeneratedMap {
  readonly place: Place;
  readonly what: string;
}

const GENERATED_REASON = 'a kustomization makes it when it is built, and that is not done here';
export const GENERATED_FIX = 'kustomize build . | multiport migrate -';

const NAMED = /(^|-)(tcp|udp)-services(-|$)/;
const LITERAL = /^\d+=[^\s/]+\/[^\s/:]+:\S/;

/** The generators of kustomizations whose ConfigMaps a controller names, or that look like maps. What they add to a map of the input is told there. */
export function generatedMaps(graph: WiringGraph): GeneratedMap[] {
  const named = new Set(graph.controllers.flatMap(({ maps }) => Object.values(maps).map(({ name }) => name)));
  return graph
    .ofKind('Kustomization')
    .filter(({ group }) => group === 'kustomize.config.k8s.io')
    .flatMap((manifest) =>
      listAt(manifest.object, 'configMapGenerator').flatMap((generator, index) =>
        isMap(generator, named)
          ? [
              {
                place: placeAt(manifest, ['configMapGenerator', index, 'name'], 'value'),
                what: `ConfigMap ${display(textAt(generator, 'name') ?? '')} of a configMapGenerator`,
              },
            ]
          : [],
      ),
    );
}

export function generatedLeft(graph: WiringGraph): LeftBehind[] {
  return generatedMaps(graph).map((map) => ({ ...map, reason: GENERATED_REASON, fix: GENERATED_FIX, noticed: true }));
}

function isMap(generator: PlainObject, named: ReadonlySet<string>): boolean {
  const name = textAt(generator, 'name') ?? '';
  const adds = generator.behavior === 'merge' || generator.behavior === 'replace';
  return !adds && (named.has(name) || NAMED.test(name) || textsAt(generator, 'literals').some((literal) => LITERAL.test(literal)));
}
