import { Protocol } from '../../model/port';
import { CatalogueEntry, Since, valueAt } from './catalogue';
import { Lack, ProfileRemedies } from './profile';
import { compareReleases, parseRelease, Release } from './release';

type Steps = (entry: CatalogueEntry) => readonly Since<unknown>[];

const withWeights =
  (protocol: Protocol): Steps =>
  ({ weights }) =>
    weights.filter(({ is }) => is.includes(protocol));

/** As `withWeights`, of those alone whose routes the standard channel serves. */
const currentWeights =
  (protocol: Protocol): Steps =>
  (entry) =>
    isCurrent(entry, protocol === Protocol.TCP ? ({ tcpRoute }) => tcpRoute : ({ udpRoute }) => udpRoute)
      ? withWeights(protocol)(entry)
      : [];

const FEATURES: readonly (readonly [lack: Lack, steps: Steps])[] = [
  ['tcp', ({ tcpRoute }) => tcpRoute],
  ['udp', ({ udpRoute }) => udpRoute],
  ['tlsHostnames', ({ tlsRoute }) => tlsRoute],
  ['listenerSets', ({ listenerSets }) => listenerSets],
  ['staticAddresses', ({ staticAddresses }) => staticAddresses],
  ['infrastructure', ({ infrastructure }) => infrastructure],
];

/** What to do about each thing that this release lacks: the version that has it, a way of its own, or who else does it. */
export function remediesOf(entry: CatalogueEntry, release: Release, all: readonly CatalogueEntry[]): ProfileRemedies {
  const remedies: Partial<Record<Lack, string>> = { ...entry.own };
  for (const [lack, steps] of FEATURES) {
    delete remedies[lack];
    const remedy = remedyOf(lack, steps, entry, release, all);
    if (remedy !== undefined) {
      remedies[lack] = remedy;
    }
  }
  const policies = entry.proxyPolicies?.at(0);
  if (policies && isLater(policies.since, release)) {
    remedies.acceptsProxyProtocol = remedies.sendsProxyProtocol = `${entry.title} ${policies.since} does`;
  }
  const weights = weightsRemedy(entry, release, all);
  return weights === undefined ? remedies : { ...remedies, weights };
}

function remedyOf(lack: Lack, steps: Steps, entry: CatalogueEntry, release: Release, all: readonly CatalogueEntry[]): string | undefined {
  const first = steps(entry).at(0);
  if (first === undefined) {
    return entry.own?.[lack] ?? whoElse(steps, entry, all);
  }
  return isLater(first.since, release) ? `${entry.title} ${first.since} does` : undefined;
}

/** One text for both protocols, since that is what a data plane can say; of a protocol that it does not forward nobody asks. */
function weightsRemedy(entry: CatalogueEntry, release: Release, all: readonly CatalogueEntry[]): string | undefined {
  const has = valueAt(entry.weights, release) ?? [];
  const lacking = [Protocol.TCP, Protocol.UDP].filter(
    (protocol) => !has.includes(protocol) && (protocol === Protocol.TCP ? entry.tcpRoute : entry.udpRoute).length > 0,
  );
  const later = lacking.flatMap((protocol) =>
    withWeights(protocol)(entry)
      .slice(0, 1)
      .map(({ since }) => ({ protocol, since })),
  );
  if (lacking.length === 0 || later.length === 0) {
    return lacking.length === 0 ? undefined : whoElse(currentWeights(lacking[0]), entry, all);
  }
  const only = later.length < lacking.length ? ` on ${later[0].protocol}` : '';
  return `${entry.title} ${later[0].since} does${only}`;
}

function whoElse(steps: Steps, entry: CatalogueEntry, all: readonly CatalogueEntry[]): string {
  const others = all
    .filter((each) => each !== entry && each.anywhere && isCurrent(each, steps))
    .map(({ title, newest }) => `${title} ${newest}`);
  const list = others.length > 1 ? `${others.slice(0, -1).join(', ')} and ${others[others.length - 1]}` : others.join('');
  return `no version of ${entry.title} does; ${list} ${others.length === 1 ? 'does' : 'do'}`;
}

/** Whether the newest has it, and not with a route version that the standard channel does not serve. */
function isCurrent(entry: CatalogueEntry, steps: Steps): boolean {
  const newest = valueAt(steps(entry), parseRelease(entry.newest));
  return newest !== undefined && newest !== 'v1alpha2' && newest !== 'v1alpha3';
}

function isLater(since: string, release: Release): boolean {
  return compareReleases(parseRelease(since), release) > 0;
}
