import { isDnsLabel, isServiceName } from '../../model/names';
import { display, HIGHEST_PORT, LOWEST_PORT, Protocol } from '../../model/port';
import { OwnPort } from './reserved-ports';

/**
 * The grammar of the maps tcp-services and udp-services (controller 1.3.1 to 1.15.1, `getStreamServices`):
 *
 *     "<external port>": "<namespace>/<Service>:<Service port, number or name>[:<PROXY or nothing>[:<PROXY>]]"
 *
 * The first PROXY reads the header from the client's side, the second sends it to the backend; TCP only.
 */
export interface StreamEntry {
  readonly port: number;
  readonly namespace: string;
  readonly service: string;
  readonly servicePort: number | string;
  readonly acceptProxyProtocol: boolean;
  readonly sendProxyProtocol: boolean;
}

/** What the controller makes of a faulty entry. */
export enum StreamProblemEffect {
  /** It logs a warning and does not listen; the rest of the map works. */
  SKIPPED = 'skipped',
  /** nginx refuses the whole configuration, HTTP included, or takes no change any more, until the entry is gone. */
  STOPS_NGINX = 'stops-nginx',
  /** It listens, but not as the entry says. */
  MISREAD = 'misread',
}

/** What is wrong with an entry. */
export enum StreamProblemKind {
  KEY_IS_NO_NUMBER = 'key-is-no-number',
  KEY_OUT_OF_RANGE = 'key-out-of-range',
  KEY_NOT_CANONICAL = 'key-not-canonical',
  KEY_TWICE = 'key-twice',
  PORT_TAKEN = 'port-taken',
  VALUE = 'value',
  PROXY_PARTS = 'proxy-parts',
  PROXY_ON_UDP = 'proxy-on-udp',
  UPSTREAM_COLLISION = 'upstream-collision',
}

export interface StreamProblem {
  readonly key: string;
  readonly kind: StreamProblemKind;
  readonly effect: StreamProblemEffect;
  /** One sentence: what was given, and how to mend it. */
  readonly message: string;
}

export interface ParsedStreamMap {
  readonly entries: StreamEntry[];
  readonly problems: StreamProblem[];
}

export interface StreamData {
  readonly [key: string]: string;
}

const PROXY = 'PROXY';
const Kind = StreamProblemKind;

/** The map's data for these entries, in ascending order of the ports. */
export function renderStreamMap(entries: readonly StreamEntry[]): StreamData {
  const sorted = [...entries].sort((a, b) => a.port - b.port);
  return Object.fromEntries(sorted.map((entry) => [String(entry.port), renderEntry(entry)]));
}

function renderEntry(entry: StreamEntry): string {
  const target = `${entry.namespace}/${entry.service}:${entry.servicePort}`;
  if (entry.sendProxyProtocol) {
    return `${target}:${entry.acceptProxyProtocol ? PROXY : ''}:${PROXY}`;
  }
  return entry.acceptProxyProtocol ? `${target}:${PROXY}` : target;
}

/** The key under which nginx keeps the endpoints of an entry. Equal keys of two Services mix up their traffic. */
export function upstreamKey(entry: StreamEntry, protocol: Protocol): string {
  return `${protocol.toLowerCase()}-${entry.namespace}-${entry.service}-${entry.servicePort}`;
}

/** Reads a map as the controller does. An entry that works is among `entries`, with a problem beside it where it is misread. */
export function parseStreamMap(data: StreamData, protocol: Protocol, reserved: readonly OwnPort[] = []): ParsedStreamMap {
  const entries: StreamEntry[] = [];
  const problems: StreamProblem[] = [];
  const keyOfPort = new Map<number, string>();
  const entryOfUpstream = new Map<string, StreamEntry>();
  for (const [key, value] of Object.entries(data)) {
    const report: Report = (kind, effect, message) => void problems.push({ key, kind, effect, message });
    const port = parseKey(key, protocol, reserved, report);
    const target = port === undefined ? undefined : parseValue(port, value, protocol, report);
    if (port === undefined || target === undefined) {
      continue;
    }
    const twin = keyOfPort.get(port);
    if (twin !== undefined) {
      report(
        Kind.KEY_TWICE,
        StreamProblemEffect.STOPS_NGINX,
        `the keys ${display(twin)} and ${display(key)} are the same port ${port}: leave one out`,
      );
      continue;
    }
    keyOfPort.set(port, key);
    const upstream = upstreamKey(target, protocol);
    const other = entryOfUpstream.get(upstream);
    if (other && serviceOf(other) !== serviceOf(target)) {
      report(Kind.UPSTREAM_COLLISION, StreamProblemEffect.MISREAD, collisionText(target, other, protocol));
    }
    entryOfUpstream.set(upstream, target);
    entries.push(target);
  }
  return { entries: entries.sort((a, b) => a.port - b.port), problems };
}

/** The sentence about two Services for which nginx has one key. */
export function collisionText(one: StreamEntry, other: StreamEntry, protocol: Protocol): string {
  return (
    `${serviceOf(one)} on port ${one.port} and ${serviceOf(other)} on port ${other.port} have the same upstream key ` +
    `"${upstreamKey(one, protocol)}" in ingress-nginx, so one would get the other's connections: rename a Service, ` +
    'or name the Service port of one by name and that of the other by number'
  );
}

function serviceOf(entry: StreamEntry): string {
  return `${entry.namespace}/${entry.service}`;
}

type Report = (kind: StreamProblemKind, effect: StreamProblemEffect, message: string) => void;

function parseKey(key: string, protocol: Protocol, reserved: readonly OwnPort[], report: Report): number | undefined {
  // Beyond 64 bits the controller's Atoi fails, as on any other text.
  if (!/^[+-]?\d{1,18}$/.test(key)) {
    report(
      Kind.KEY_IS_NO_NUMBER,
      StreamProblemEffect.SKIPPED,
      `the key ${display(key)} is not a port: give an integer from ${LOWEST_PORT} to ${HIGHEST_PORT}`,
    );
    return undefined;
  }
  const port = Number(key);
  const taken = reserved.find((each) => each.port === port && (each.protocol ?? protocol) === protocol);
  if (taken) {
    const effect = taken.checked ? StreamProblemEffect.SKIPPED : StreamProblemEffect.STOPS_NGINX;
    report(Kind.PORT_TAKEN, effect, `port ${port} is taken by ${taken.by}: give another external port`);
    return undefined;
  }
  if (port < LOWEST_PORT || port > HIGHEST_PORT) {
    report(
      Kind.KEY_OUT_OF_RANGE,
      StreamProblemEffect.STOPS_NGINX,
      `the key ${display(key)} is out of range: give a port from ${LOWEST_PORT} to ${HIGHEST_PORT}`,
    );
    return undefined;
  }
  if (key !== String(port)) {
    report(
      Kind.KEY_NOT_CANONICAL,
      StreamProblemEffect.MISREAD,
      `the key ${display(key)} is read as ${port}: write ${display(String(port))}`,
    );
  }
  return port;
}

function parseValue(port: number, value: string, protocol: Protocol, report: Report): StreamEntry | undefined {
  const [target, servicePort, accept, send, ...surplus] = String(value).split(':');
  const [namespace, service, ...rest] = target.split('/');
  const form = `write <namespace>/<Service>:<port>, as in "default/web:80"`;
  if (servicePort === undefined) {
    report(Kind.VALUE, StreamProblemEffect.SKIPPED, `the value ${display(value)} has no port: ${form}`);
    return undefined;
  }
  if (service === undefined || rest.length > 0 || !isDnsLabel(namespace) || !isServiceName(service)) {
    report(Kind.VALUE, StreamProblemEffect.SKIPPED, `the value ${display(value)} names no Service: ${form}`);
    return undefined;
  }
  const isNumber = /^[+-]?\d+$/.test(servicePort);
  const number = Number(servicePort);
  if (isNumber ? number < LOWEST_PORT || number > HIGHEST_PORT : !isDnsLabel(servicePort)) {
    report(
      Kind.VALUE,
      StreamProblemEffect.SKIPPED,
      `the Service port ${display(servicePort)} in ${display(value)} is neither a number nor a port name: ${form}`,
    );
    return undefined;
  }
  reportProxyParts(value, accept, send, surplus, protocol, report);
  const tcp = protocol === Protocol.TCP;
  return {
    port,
    namespace,
    service,
    servicePort: isNumber ? number : servicePort,
    acceptProxyProtocol: tcp && isProxy(accept),
    sendProxyProtocol: tcp && isProxy(send) && surplus.length === 0,
  };
}

function reportProxyParts(
  value: string,
  accept: string | undefined,
  send: string | undefined,
  surplus: readonly string[],
  protocol: Protocol,
  report: Report,
): void {
  const misread = (kind: StreamProblemKind, message: string): void =>
    report(kind, StreamProblemEffect.MISREAD, `the value ${display(value)} ${message}`);
  const words = [accept, send].filter((word) => word !== undefined && word !== '');
  const unknown = words.find((word) => !isProxy(word));
  if (surplus.length > 0) {
    misread(
      Kind.PROXY_PARTS,
      `has ${surplus.length + 4} parts, where four are read${protocol === Protocol.TCP ? ', and sends no PROXY header' : ''}: give four at most`,
    );
  } else if (unknown !== undefined) {
    misread(Kind.PROXY_PARTS, `has ${display(unknown)} where only PROXY has a meaning, and works as if it were not there: leave it out`);
  } else if (words.length > 0 && protocol === Protocol.UDP) {
    misread(Kind.PROXY_ON_UDP, 'asks for the PROXY header, which ingress-nginx ignores for UDP: leave it out');
  }
}

function isProxy(word: string | undefined): boolean {
  return word?.toUpperCase() === PROXY;
}
