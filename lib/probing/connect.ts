import { createSocket } from 'dgram';
import { lookup } from 'dns/promises';
import { isIP, Socket } from 'net';
import { Protocol } from '../model/port';
import { Outcome, Result } from './outcome';

/** How long what has accepted a connection may take to close it again, beside twice the time that connecting took, in milliseconds. */
const GRACE = 300;
/** How long an ICMP error may take to come back, in milliseconds. */
const UDP_WAIT = 1000;

const ABORTED: Outcome = { result: 'failed', code: 'ABORTED' };

export interface Connecting {
  readonly address: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** In milliseconds. */
  readonly timeout: number;
  /** Ends it early. @default - nothing does */
  readonly signal?: AbortSignal;
  /** What names were found to be, for those that come later. @default - each is looked up */
  readonly names?: Map<string, Promise<string | undefined>>;
}

/**
 * Makes one connection, and says what came of it. TCP sends nothing; UDP sends one empty datagram, since without one nothing can come
 * back. It never throws.
 */
export async function connect({ address, port, protocol, timeout, signal, names = new Map() }: Connecting): Promise<Outcome> {
  if (signal?.aborted) {
    return ABORTED;
  }
  const host = await hostOf(address, timeout, names);
  if (host === undefined) {
    return { result: 'name-unknown' };
  }
  return protocol === Protocol.UDP ? datagram(host, port, Math.min(timeout, UDP_WAIT), signal) : stream(host, port, timeout, signal);
}

/** One address of a name, so that there is one connection: IPv4 where it has one. A name is looked up once. */
async function hostOf(address: string, timeout: number, names: Map<string, Promise<string | undefined>>): Promise<string | undefined> {
  if (isIP(address) !== 0) {
    return address;
  }
  const found = names.get(address) ?? resolved(address);
  names.set(address, found);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), timeout)));
  const host = await Promise.race([found, late]);
  clearTimeout(timer);
  return host;
}

async function resolved(name: string): Promise<string | undefined> {
  try {
    const [first] = (await lookup(name, { all: true })).sort((a, b) => a.family - b.family);
    return first?.address;
  } catch {
    return undefined;
  }
}

function stream(host: string, port: number, timeout: number, signal: AbortSignal | undefined): Promise<Outcome> {
  return new Promise((resolve) => {
    const socket = new Socket();
    const start = performance.now();
    let accepted = false;
    const finish = (outcome: Outcome): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', aborted);
      socket.destroy();
      resolve(outcome);
    };
    const aborted = (): void => finish(ABORTED);
    let timer = setTimeout(() => finish({ result: 'timeout' }), timeout);
    signal?.addEventListener('abort', aborted);
    socket.on('connect', () => {
      accepted = true;
      clearTimeout(timer);
      // A proxy accepts first, and then asks its backend: the way there and back has to fit in.
      timer = setTimeout(() => finish({ result: 'answers' }), GRACE + 2 * (performance.now() - start));
    });
    socket.on('data', () => finish({ result: 'answers' }));
    socket.on('end', () => finish({ result: 'closed-at-once' }));
    socket.on('error', (error: NodeJS.ErrnoException) => finish(accepted ? { result: 'closed-at-once' } : outcomeOf(error)));
    socket.connect({ host, port, autoSelectFamily: false });
  });
}

function datagram(host: string, port: number, wait: number, signal: AbortSignal | undefined): Promise<Outcome> {
  return new Promise((resolve) => {
    const socket = createSocket(isIP(host) === 6 ? 'udp6' : 'udp4');
    let done = false;
    const finish = (outcome: Outcome): void => {
      if (!done) {
        done = true;
        clearTimeout(timer);
        signal?.removeEventListener('abort', aborted);
        socket.close();
        resolve(outcome);
      }
    };
    const aborted = (): void => finish(ABORTED);
    const timer = setTimeout(() => finish({ result: 'no-error' }), wait);
    signal?.addEventListener('abort', aborted);
    socket.on('message', () => finish({ result: 'answers' }));
    socket.on('error', (error: NodeJS.ErrnoException) => finish(outcomeOf(error)));
    // Only a socket that is connected is told of ICMP errors.
    socket.connect(port, host, (...errors: unknown[]) => {
      const [error] = errors;
      if (error) {
        finish(outcomeOf(error as NodeJS.ErrnoException));
      } else if (!done) {
        socket.send(Buffer.alloc(0), (failed) => (failed ? finish(outcomeOf(failed)) : undefined));
      }
    });
  });
}

const RESULTS: Readonly<Record<string, Result>> = {
  ECONNREFUSED: 'refused',
  // Whoever refuses does it by ECONNREFUSED: this one had accepted.
  ECONNRESET: 'closed-at-once',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
};

function outcomeOf({ code = 'UNKNOWN' }: NodeJS.ErrnoException): Outcome {
  const result = RESULTS[code] ?? 'failed';
  return result === 'failed' ? { result, code } : { result };
}
