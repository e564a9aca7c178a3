import { Protocol } from '../../model/port';

/** A port that Traefik listens on. It is part of what it is started with: another one means another start. */
export interface EntryPoint {
  readonly name: string;
  /** The port inside of its container. */
  readonly port: number;
  readonly protocol: Protocol;
  /** Addresses and networks whose PROXY header it reads. @default - it reads none */
  readonly trustedIps?: readonly string[];
  /** Seconds that open connections have when it stops. @default - Traefik's: 10 */
  readonly graceSeconds?: number;
  /** Seconds after which a silent UDP session ends. @default - Traefik's: 3 */
  readonly udpSeconds?: number;
}

/** The name of the entryPoint for ping and dashboard, which Traefik makes itself where it is not given. */
export const INTERNAL_ENTRY_POINT = 'traefik';
/** The port of that entryPoint. */
export const INTERNAL_PORT = 8080;

/** The arguments that open an entryPoint. */
export function entryPointArguments({ name, port, protocol, trustedIps, graceSeconds, udpSeconds }: EntryPoint): string[] {
  const flag = `--entryPoints.${name}`;
  return [
    `${flag}.address=:${port}/${protocol.toLowerCase()}`,
    ...(trustedIps === undefined ? [] : [`${flag}.proxyProtocol.trustedIPs=${trustedIps.join(',')}`]),
    ...(graceSeconds === undefined ? [] : [`${flag}.transport.lifeCycle.graceTimeOut=${graceSeconds}`]),
    ...(udpSeconds === undefined ? [] : [`${flag}.udp.timeout=${udpSeconds}`]),
  ];
}

/** An entryPoint as arguments say it; its address may be nothing that can be read here, as a variable. */
export interface WrittenEntryPoint {
  readonly name: string;
  readonly port?: number;
  readonly protocol?: Protocol;
  /** Whether TCP and HTTP routes that name none come in by it, and not by all. @default false */
  readonly asDefault?: boolean;
}

/** One flag of Traefik: its name in small letters (flags know no case), as it was written, and its value. */
export interface TraefikFlag {
  readonly key: string;
  readonly written: string;
  readonly value: string;
}

/** The flags of a command line, in order. Traefik takes one or two hyphens, and a value behind `=`, or as the next argument where the flag needs one. */
export function flagsOf(start: readonly string[]): TraefikFlag[] {
  const flags: TraefikFlag[] = [];
  for (let index = 0; index < start.length; index += 1) {
    const [, written, equals, given] = /^--?([a-z][^=\s]*)(=)?(.*)$/is.exec(start[index]) ?? [];
    if (written === undefined) {
      continue;
    }
    const next = start[index + 1];
    const separate = equals === undefined && next !== undefined && !next.startsWith('-');
    flags.push({ key: written.toLowerCase(), written, value: equals === undefined ? (separate ? next : 'true') : given });
    index += separate ? 1 : 0;
  }
  return flags;
}

/**
 * The entryPoints that a command line opens. Their names keep the case of their first flag, which is how routes have to name them; where
 * none is given, Traefik opens `http` on port 80, and `traefik` on 8080 where ping, API or metrics need it.
 */
export function entryPointsOf(flags: readonly TraefikFlag[]): WrittenEntryPoint[] {
  const byKey = new Map<string, WrittenEntryPoint>();
  for (const { key, written, value } of flags) {
    const [, name, field] = /^entrypoints\.([^.]+)\.(.+)$/.exec(key) ?? [];
    if (name === undefined) {
      continue;
    }
    const entryPoint = byKey.get(name) ?? { name: written.split('.')[1] };
    byKey.set(name, {
      ...entryPoint,
      ...(field === 'address' ? addressOf(value) : {}),
      ...(field === 'asdefault' ? { asDefault: value !== 'false' } : {}),
    });
  }
  if (![...byKey.keys()].some((name) => name !== INTERNAL_ENTRY_POINT)) {
    byKey.set('http', { name: 'http', port: 80, protocol: Protocol.TCP });
  }
  if (!byKey.has(INTERNAL_ENTRY_POINT) && flags.some(({ key, value }) => INTERNAL_USERS.includes(key) && value !== 'false')) {
    byKey.set(INTERNAL_ENTRY_POINT, { name: INTERNAL_ENTRY_POINT, port: INTERNAL_PORT, protocol: Protocol.TCP });
  }
  return [...byKey.values()];
}

const INTERNAL_USERS = ['ping', 'api.insecure', 'metrics.prometheus'];

/** `[host]:port[/tcp|/udp]`. */
function addressOf(address: string): Pick<WrittenEntryPoint, 'port' | 'protocol'> {
  const [, port, protocol = 'tcp'] = /:(\d{1,5})(?:\/(tcp|udp))?$/i.exec(address) ?? [];
  return port === undefined
    ? { port: undefined, protocol: undefined }
    : { port: Number(port), protocol: protocol.toUpperCase() as Protocol };
}
