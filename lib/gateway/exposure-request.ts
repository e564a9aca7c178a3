import { HIGHEST_WEIGHT, MOST_HOSTNAMES } from '../controllers/gateway-api/limits';
import { Backend, backendText } from '../model/backend';
import { defaultExposureName, defaultTlsName, Exposure, ProxyProtocol, WeightedBackend } from '../model/exposure';
import { assertDnsLabel, assertHostname, isDnsLabel } from '../model/names';
import { assertList, assertObject, assertPort, assertProtocol, display, Protocol } from '../model/port';
import { Refusal } from '../model/refusal';
import { backendOf, BackendSource, resolveSource } from './backends';

/** One of several backends among which an exposure divides its connections. */
export interface WeightedBackendSource {
  readonly backend: BackendSource;
  /** Its part of the new connections, in proportion to the weights of the others: an integer, 0 to 1,000,000. */
  readonly weight: number;
  /** Number or name of the backend's Service port. @default - the only port of the protocol that the backend has */
  readonly servicePort?: number | string;
}

/** What was asked for, beside the backend. */
export interface Request {
  readonly port: number;
  readonly protocol: Protocol | undefined;
  readonly name: string | undefined;
  readonly proxyProtocol: ProxyProtocol | undefined;
  readonly hostnames?: string[];
}

/** Checks what does not depend on the gateway, and finds the backends. */
export function exposureOf(request: Request, backendFor: (protocol: Protocol) => Pick<Exposure, 'backend' | 'weightedBackends'>): Exposure {
  const { port, protocol = Protocol.TCP, name, hostnames } = request;
  assertPort(port, 'external port');
  assertProtocol(protocol, 'protocol');
  if (name !== undefined) {
    assertDnsLabel(name, 'name');
  }
  const names = hostnames === undefined ? undefined : checkedHostnames(hostnames);
  return Object.freeze({
    port,
    protocol,
    ...backendFor(protocol),
    name: name ?? (names === undefined ? defaultExposureName(port, protocol) : tlsName(port, names)),
    ...proxyProtocolOf(request.proxyProtocol ?? {}),
    ...(names === undefined ? {} : { hostnames: names }),
  });
}

/** The backends of a weighted exposure. */
export function weightedBackendsOf(sources: WeightedBackendSource[], protocol: Protocol): Pick<Exposure, 'backend' | 'weightedBackends'> {
  assertList(sources, 'backends', '[{ backend: blue, weight: 9 }, { backend: green, weight: 1 }]');
  const backends = sources.map((source, index) => weightedBackend(source, protocol, `backends[${index}]`));
  if (backends.every(({ weight }) => weight === 0)) {
    throw new Refusal(
      backends.length === 0
        ? 'backends is empty: give at least one'
        : 'every weight is 0, so no connection would have a backend: give one a weight of 1 or more',
    );
  }
  const texts = backends.map(({ backend }) => backendText(backend));
  const twice = texts.find((text, index) => texts.indexOf(text) !== index);
  if (twice !== undefined) {
    throw new Refusal(`backends has ${twice} twice: give it once, with the sum of the weights`);
  }
  return { backend: backends[0].backend, weightedBackends: backends };
}

function weightedBackend(given: unknown, protocol: Protocol, what: string): WeightedBackend {
  assertObject(given, what, '{ backend: blue, weight: 9 }');
  const { backend, weight, servicePort } = given as WeightedBackendSource;
  if (!Number.isInteger(weight) || weight < 0 || weight > HIGHEST_WEIGHT) {
    throw new Refusal(`${what}.weight ${display(weight)} is no weight: give an integer from 0 to ${HIGHEST_WEIGHT}`);
  }
  const found: Backend = backendOf(resolveSource(backend), protocol, servicePort);
  return { backend: found, weight };
}

function checkedHostnames(hostnames: string[]): string[] {
  assertList(hostnames, 'hostnames', "['db.example.com']");
  if (hostnames.length === 0 || hostnames.length > MOST_HOSTNAMES) {
    throw new Refusal(`hostnames has ${hostnames.length} names: give 1 to ${MOST_HOSTNAMES}`);
  }
  hostnames.forEach((hostname, index) => assertHostname(hostname, `hostnames[${index}]`));
  return [...new Set(hostnames)].sort();
}

function tlsName(port: number, hostnames: readonly string[]): string {
  const name = defaultTlsName(port, hostnames[0]);
  if (!isDnsLabel(name)) {
    throw new Refusal(`the name ${display(name)}, made of port and host name, has more than 63 characters: give a name`);
  }
  return name;
}

function proxyProtocolOf(given: ProxyProtocol): { acceptProxyProtocol: boolean; sendProxyProtocol: boolean } {
  assertObject(given, 'proxyProtocol', '{ accept: true }');
  const { accept = false, send = false } = given;
  for (const [name, value] of Object.entries({ accept, send })) {
    if (typeof value !== 'boolean') {
      throw new Refusal(`proxyProtocol.${name} ${display(value)} is neither true nor false: give one of them`);
    }
  }
  return { acceptProxyProtocol: accept, sendProxyProtocol: send };
}
