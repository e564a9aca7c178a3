import { Place } from '../finding';
import { StreamMap } from '../graph/stream-maps';
import { Rule } from '../rule';
import { layoutOf } from '../yaml/layout';
import { at } from './support';
import { mapText } from './support-stream';

/**
 * Two keys that are one number are one `listen` twice, and stop nginx. In one YAML map the same key twice loses the first, or is
 * refused, depending on who reads it.
 */
export const streamKeyDuplicate: Rule = {
  id: 'stream-key-duplicate',
  severity: 'error',
  summary: 'two keys of a tcp- or udp-services map that are the same port',
  check(graph, report) {
    for (const map of graph.streamMaps.filter(({ nginx }) => nginx)) {
      const seen = new Map<number, { readonly text: string; readonly key: string; readonly place: Place }>();
      for (const each of keysOf(map)) {
        const port = Number(each.key);
        const first = Number.isInteger(port) ? seen.get(port) : undefined;
        if (first) {
          const one = first.key === each.key;
          report({
            message: one
              ? `${mapText(map)} has the key ${each.text} twice, of which only one is kept`
              : `${mapText(map)}: the keys ${first.text} and ${each.text} are the same port ${port}, and nginx takes no configuration any more, HTTP included`,
            fix: 'leave one out',
            place: each.place,
            related: [{ place: first.place, message: 'the other one' }],
          });
        } else if (Number.isInteger(port)) {
          seen.set(port, each);
        }
      }
    }
  },
};

/** The keys as they were written: a YAML map of JavaScript has each key once. */
export function keysOf({ manifest, data }: StreamMap): { readonly text: string; readonly key: string; readonly place: Place }[] {
  const { origin, prefix } = manifest;
  if (origin.kind !== 'file') {
    return Object.keys(data).map((key) => ({ text: JSON.stringify(key), key, place: at(manifest, ['data', key], 'key') }));
  }
  return layoutOf(origin.document)
    .keysAt([...prefix, 'data'])
    .map(({ key, text, quoted, region }) => ({
      text: quoted ? JSON.stringify(text) : text,
      key,
      place: { ...at(manifest, ['data', key], 'key'), region },
    }));
}
