import { ServicePort } from '../graph/service';
import { Rule } from '../rule';
import { at, listText, serviceText } from './support';
import { areTwo, sharedAddresses, Sharer, underOneKey } from './support-shared-ip';

/** A port of an address leads to one Service. */
export const sharedIpPortOverlap: Rule = {
  id: 'shared-ip-port-overlap',
  severity: 'error',
  summary: 'a port of one address that two LoadBalancer Services ask for',
  check(graph, report) {
    const told = new Map<Sharer, Set<Sharer>>();
    for (const address of sharedAddresses(graph)) {
      for (const { first, second, ports } of overlaps(underOneKey(address))) {
        const known = told.get(second) ?? new Set();
        told.set(second, known);
        if (known.has(first)) {
          continue;
        }
        known.add(first);
        const [one, other] = [second, first].map(({ service }) => serviceText(service));
        const texts = ports.map(([port]) => `${port.number}/${port.protocol}`);
        const [[mine, theirs]] = ports;
        report({
          message: `${one} and ${other} both ask for ${texts.length === 1 ? 'port' : 'the ports'} ${listText(texts)} of ${address.text}, and only one of them gets ${texts.length === 1 ? 'it' : 'them'}`,
          fix: 'give one of them another port, or another address',
          place: at(second.service.manifest, [...mine.path, 'port']),
          related: [{ place: at(first.service.manifest, [...theirs.path, 'port']), message: `${other} asks for it here` }],
          apart: [first, second].map(({ service }) => at(service.manifest, [])),
        });
      }
    }
  },
};

interface Overlap {
  readonly first: Sharer;
  readonly second: Sharer;
  readonly ports: (readonly [mine: ServicePort, theirs: ServicePort])[];
}

/** Each Service with the first one that has some of its ports. */
function overlaps(sharers: readonly Sharer[]): Overlap[] {
  const taken = new Map<string, { readonly sharer: Sharer; readonly port: ServicePort }>();
  const found: Overlap[] = [];
  for (const sharer of sharers) {
    const ofSharer = new Map<Sharer, Overlap>();
    for (const port of sharer.service.ports) {
      const key = `${port.number}/${port.protocol}`;
      const other = taken.get(key);
      if (!other) {
        taken.set(key, { sharer, port });
      } else if (areTwo(sharer, other.sharer)) {
        const overlap = ofSharer.get(other.sharer) ?? { first: other.sharer, second: sharer, ports: [] };
        ofSharer.set(other.sharer, overlap);
        overlap.ports.push([port, other.port]);
      }
    }
    found.push(...ofSharer.values());
  }
  return found;
}
