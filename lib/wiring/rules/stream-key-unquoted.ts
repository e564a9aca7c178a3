import { Rule } from '../rule';
import { layoutOf } from '../yaml/layout';
import { at } from './support';
import { mapText } from './support-stream';

/** Keys of `data` are strings. kubectl makes one of a number; kustomize stops, and 010 becomes 8. */
export const streamKeyUnquoted: Rule = {
  id: 'stream-key-unquoted',
  severity: 'warning',
  summary: 'keys of a tcp- or udp-services map without quotes, which kustomize does not take',
  check(graph, report) {
    for (const map of graph.streamMaps) {
      const { origin, prefix } = map.manifest;
      if (origin.kind !== 'file') {
        continue;
      }
      const keys = layoutOf(origin.document).keysAt([...prefix, 'data']);
      // One that is there twice has a finding of its own.
      const times = new Map<number, number>();
      keys.forEach(({ key }) => times.set(Number(key), (times.get(Number(key)) ?? 0) + 1));
      const bare = keys.filter(({ key, quoted }) => !quoted && /^[+-]?\d+$/.test(key) && times.get(Number(key)) === 1);
      const [first] = bare;
      if (first) {
        const misread = first.text !== first.key;
        const more = bare.length > 1 ? ` (and ${bare.length - 1} more)` : '';
        report({
          message: `${mapText(map)} has the key ${first.text} without quotes${more}, a number where a string has to be, on which kustomize fails${misread ? `; it is read as ${first.key}` : ''}`,
          fix: misread ? 'write the port that is meant, in quotes' : `write "${first.key}"`,
          place: at(map.manifest, ['data', first.key], 'key'),
          related: bare.slice(1, 4).map(({ key, text, region }) => ({
            place: { ...at(map.manifest, ['data', key], 'key'), region },
            message: `${text} has none either`,
          })),
        });
      }
    }
  },
};
