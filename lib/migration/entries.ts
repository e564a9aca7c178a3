import { flagValue } from '../controllers/ingress-nginx/controller-args';
import { StreamEntry, StreamProblem, StreamProblemEffect, StreamProblemKind } from '../controllers/ingress-nginx/stream-map';
import { comparePorts, display, portText, Protocol } from '../model/port';
import { isDnsLabel } from '../model/names';
import { Place } from '../wiring/finding';
import { WiringGraph } from '../wiring/graph/wiring-graph';
import { layoutOf } from '../wiring/yaml/layout';
import { backendPortOf } from './backend-port';
import { ExternalPort, ExternalPorts } from './external-ports';
import { LeftBehind, placeAt } from './left-behind';
import { Source, SourceMap } from './sources';
import { watchedNamespace } from './values';

/** One line of the table that was read. */
export interface MigratedExposure {
  /** The port that clients connect to. */
  readonly port: number;
  readonly protocol: Protocol;
  readonly namespace: string;
  readonly service: string;
  /** Number of the Service's port. */
  readonly servicePort: number;
  /** @default - made of port and protocol */
  readonly name?: string;
  readonly acceptProxyProtocol: boolean;
  readonly sendProxyProtocol: boolean;
  /** The entry that it comes from. */
  readonly place: Place;
  /** The entry as it was written: `9000/TCP → "data/pg:9000:PROXY"`. */
  readonly entry: string;
}

/** The table of a source, and the entries that are not in it. */
export interface Table {
  /** By port and protocol. */
  readonly exposures: readonly MigratedExposure[];
  readonly left: readonly LeftBehind[];
}

/** Reads every key of every map: each is an exposure, or left behind with the reason. */
export function tableOf(graph: WiringGraph, source: Source, ports: ExternalPorts): Table {
  const reader = new EntryReader(graph, source, ports);
  source.maps.forEach((map) => reader.read(map));
  return { exposures: reader.exposures.sort(comparePorts), left: reader.left };
}

class EntryReader {
  public readonly exposures: MigratedExposure[] = [];
  public readonly left: LeftBehind[] = [];
  private readonly taken = new Map<string, MigratedExposure>();
  private readonly names = new Set<string>();
  private readonly watched: readonly string[];

  public constructor(
    private readonly graph: WiringGraph,
    source: Source,
    private readonly ports: ExternalPorts,
  ) {
    const watched = [
      ...source.controllers.map(({ container, workload }) =>
        flagValue(container.start, '--watch-namespace')?.replace('$(POD_NAMESPACE)', workload.namespace),
      ),
      ...(source.values ? [watchedNamespace(source.values)] : []),
    ];
    this.watched = watched.every((each) => each !== undefined && each !== '') ? [...new Set(watched as string[])] : [];
  }

  public read(map: SourceMap): void {
    this.left.push(...keysTwice(map));
    if (!map.nginx) {
      this.left.push(...Object.keys(map.data).map((key) => foreign(map, key)));
      return;
    }
    const fatal = map.parsed.problems.filter(({ effect }) => effect !== StreamProblemEffect.MISREAD);
    this.left.push(...fatal.map((problem) => unread(map, problem)));
    const broken = new Set(fatal.map(({ key }) => key));
    const keys = new Map(
      Object.keys(map.data)
        .filter((key) => !broken.has(key))
        .map((key) => [Number(key), key]),
    );
    const misread = new Map<string, StreamProblem[]>();
    map.parsed.problems
      .filter(({ key, effect }) => effect === StreamProblemEffect.MISREAD && !broken.has(key))
      .forEach((problem) => misread.set(problem.key, [...(misread.get(problem.key) ?? []), problem]));
    for (const entry of map.parsed.entries) {
      const key = keys.get(entry.port) ?? String(entry.port);
      if (this.take(map, key, entry)) {
        this.left.push(...(misread.get(key) ?? []).map((problem) => noteOf(map, problem)));
      }
    }
  }

  /** Enters the exposures of an entry; says whether there is one. */
  private take(map: SourceMap, key: string, entry: StreamEntry): boolean {
    const { protocol } = map;
    const leave = (reason: string, fix: string): false => {
      this.left.push({ ...itemOf(map, key), reason, fix, noticed: true });
      return false;
    };
    if (this.watched.length > 0 && !this.watched.includes(entry.namespace)) {
      return leave(
        `the controller watches namespace ${this.watched.join(' and ')} only, so nothing answers on this port today`,
        'expose it in the program, if it is wanted',
      );
    }
    const backend = backendPortOf(this.graph, entry, protocol);
    if ('reason' in backend) {
      return leave(backend.reason, backend.fix);
    }
    const external = this.externalPorts(entry.port, protocol);
    if (external.length === 0) {
      return leave(
        `no port of the controller's Service leads to ${portText(entry.port, protocol)}, so no client reaches it today`,
        'add the port to the Service and run this again, or expose it in the program, if it is wanted',
      );
    }
    const added = external.map((each) => this.add(map, key, entry, backend.port, each));
    return added.includes(true);
  }

  private externalPorts(key: number, protocol: Protocol): readonly ExternalPort[] {
    const found = this.ports.leadingTo(key, protocol);
    return found.length === 0 && !this.ports.known ? [{ port: key }] : found;
  }

  private add(map: SourceMap, key: string, entry: StreamEntry, servicePort: number, { port, name }: ExternalPort): boolean {
    const item = itemOf(map, key);
    const exposure: MigratedExposure = {
      port,
      protocol: map.protocol,
      namespace: entry.namespace,
      service: entry.service,
      servicePort,
      ...(name === undefined || !isDnsLabel(name) || this.names.has(name) || /^port-\d/.test(name) ? {} : { name }),
      acceptProxyProtocol: entry.acceptProxyProtocol,
      sendProxyProtocol: entry.sendProxyProtocol,
      place: item.place,
      entry: item.what,
    };
    const text = portText(port, map.protocol);
    const other = this.taken.get(text);
    if (other) {
      this.left.push({
        ...item,
        reason: `clients reach it on port ${text}, on which ${other.entry} is, too, and a Gateway has each port once`,
        fix: 'give one of them another port, or make a Gateway for each address',
        noticed: true,
      });
      return false;
    }
    this.taken.set(text, exposure);
    this.names.add(exposure.name ?? '');
    this.exposures.push(exposure);
    return true;
  }
}

/** `9000/TCP → "data/pg:9000"`, where it stands. */
function itemOf({ manifest, path, data, protocol }: SourceMap, key: string): Pick<LeftBehind, 'place' | 'what'> {
  const written = /^\d+$/.test(key) ? key : display(key);
  return { place: placeAt(manifest, [...path, key]), what: `${written}/${protocol} → ${display(data[key])}` };
}

function unread(map: SourceMap, { key, kind, effect, message }: StreamProblem): LeftBehind {
  const [reason, fix] = halves(message);
  const template = kind === StreamProblemKind.VALUE && map.data[key].includes('{{');
  return {
    ...itemOf(map, key),
    ...(template
      ? { reason: 'the value is a template of Helm', fix: 'render it first: helm template … | multiport migrate -' }
      : { reason: `${reason}${effect === StreamProblemEffect.STOPS_NGINX ? ', which stops nginx' : ', and is passed over today'}`, fix }),
    noticed: true,
  };
}

/** An entry that is carried over, and was not read as it was written. */
function noteOf(map: SourceMap, { key, kind, message }: StreamProblem): LeftBehind {
  const [reason, fix] = halves(message);
  const apart = kind === StreamProblemKind.UPSTREAM_COLLISION;
  return {
    ...itemOf(map, key),
    reason: apart ? `${reason}; a Gateway keeps them apart` : reason,
    ...(apart ? {} : { fix }),
    noticed: false,
  };
}

function foreign(map: SourceMap, key: string): LeftBehind {
  return {
    ...itemOf(map, key),
    reason: 'haproxy-ingress reads this map, whose values have a grammar of their own',
    fix: 'expose it in the program',
    noticed: true,
  };
}

/** YAML has a key twice, and Kubernetes one of them. */
function keysTwice({ manifest, path, protocol }: SourceMap): LeftBehind[] {
  if (manifest.origin.kind !== 'file') {
    return [];
  }
  const seen = new Map<string, Place>();
  const twice: LeftBehind[] = [];
  for (const { key, region } of layoutOf(manifest.origin.document).keysAt([...manifest.prefix, ...path])) {
    const before = seen.get(key);
    if (before) {
      twice.push({
        place: before,
        what: `the first ${display(key)} of ${protocol}`,
        reason: 'the key is there twice, and Kubernetes keeps the last one',
        fix: 'take one of them away',
        noticed: false,
      });
    }
    seen.set(key, { manifest, path: [...path, key], part: 'key', region });
  }
  return twice;
}

/** The grammar's sentences end in ": " and what to do. */
function halves(message: string): [what: string, fix: string] {
  const cut = message.lastIndexOf(': ');
  return [message.slice(0, cut), message.slice(cut + 2)];
}
