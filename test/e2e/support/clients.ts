import { createSocket } from 'dgram';
import { connect, Socket } from 'net';
import { setTimeout as pause } from 'timers/promises';
import { connect as connectTls } from 'tls';

/** Where a client connects to. */
export interface Target {
  readonly host: string;
  readonly port: number;
}

/** Longest time for one connection and its answer, milliseconds. */
const PATIENCE = 5000;

/** One HTTP exchange that the server ends: what the servers of the suite understand on every port. */
export const REQUEST = 'GET /hostname HTTP/1.0\r\n\r\n';

/** Header of a load balancer that speaks for a client: version 1 of the PROXY protocol. */
export function proxyHeader(client: string): string {
  return `PROXY TCP4 ${client} 192.0.2.1 40000 443\r\n`;
}

/**
 * Connects, says something and returns all that comes back. The client's side stays open until then, since nginx ends a session when
 * either side ends. Fails where nothing comes.
 */
export function converse(target: Target, say: string, milliseconds = PATIENCE): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(target);
    collect(socket, `${target.host}:${target.port}`, milliseconds, resolve, reject);
    socket.on('connect', () => socket.write(say));
  });
}

/** What a server says to a client that only listens. */
export function listenTo(target: Target): Promise<string> {
  return converse(target, '');
}

/** The body of an HTTP answer. */
export async function ask(target: Target, before = '', milliseconds = PATIENCE): Promise<string> {
  return bodyOf(await converse(target, before + REQUEST, milliseconds));
}

/** Answer to a datagram: asked again where it, or the question, is lost on the way. */
export async function askUdp(target: Target, say: string, attempts = 5): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await datagram(target, say, 1000);
    } catch (error) {
      if (attempt === attempts) {
        throw error;
      }
    }
  }
}

function datagram({ host, port }: Target, say: string, milliseconds: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    const end = (outcome: () => void): void => {
      clearTimeout(limit);
      socket.close();
      outcome();
    };
    const limit = setTimeout(() => end(() => reject(new Error(`${host}:${port}/UDP: no answer within ${milliseconds} ms`))), milliseconds);
    socket.on('message', (message) => end(() => resolve(message.toString().trim())));
    socket.on('error', (error) => end(() => reject(error)));
    // Connected, so that "port unreachable" comes back as an error.
    socket.connect(port, host, () => socket.send(say));
  });
}

/** What a TLS client sees. */
export interface TlsAnswer {
  readonly authorized: boolean;
  readonly body: string;
}

/** An HTTP exchange over TLS; fails where the certificate is not that of `servername`, signed by `ca`. */
export function askTls(target: Target, servername: string, ca: string | undefined): Promise<TlsAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({ ...target, servername, ca, rejectUnauthorized: true });
    const done = (text: string): void => resolve({ authorized: socket.authorized, body: bodyOf(text) });
    collect(socket, `${target.host}:${target.port}`, PATIENCE, done, reject);
    socket.on('secureConnect', () => socket.write('GET / HTTP/1.0\r\n\r\n'));
  });
}

function collect(socket: Socket, where: string, milliseconds: number, resolve: (text: string) => void, reject: (why: Error) => void): void {
  let text = '';
  const limit = setTimeout(() => socket.destroy(new Error(`${where}: no answer within ${milliseconds} ms`)), milliseconds);
  const complete = (): void => (text === '' ? reject(new Error(`${where}: closed without an answer`)) : resolve(text));
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    text += chunk;
    // nc never ends by itself: its answer is one line.
    if (!text.startsWith('HTTP/') && text.endsWith('\n')) {
      complete();
      socket.destroy();
    }
  });
  socket.on('end', complete);
  socket.on('error', reject);
  socket.on('close', () => {
    clearTimeout(limit);
    complete();
  });
}

function bodyOf(text: string): string {
  const [head, body] = text.split(/\r\n\r\n/, 2);
  if (!/^HTTP\/1\.[01] 200 /.test(head) || body === undefined) {
    throw new Error(`no answer of a server of the suite: ${JSON.stringify(text.slice(0, 200))}`);
  }
  return body.trim();
}

/** An HTTP connection that stays open over several exchanges. */
export class OpenConnection {
  public static async to(target: Target): Promise<OpenConnection> {
    const socket = connect(target);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve).once('error', reject);
    });
    return new OpenConnection(socket);
  }

  private ended: Error | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setEncoding('utf8');
    socket.on('error', (error) => (this.ended = error));
    socket.on('close', () => (this.ended ??= new Error('the connection was closed')));
  }

  /** Fails where the connection has ended. */
  public ask(): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.ended) {
        reject(this.ended);
        return;
      }
      let text = '';
      const limit = setTimeout(() => this.socket.destroy(new Error(`no answer within ${PATIENCE} ms`)), PATIENCE);
      const finish = (outcome: () => void): void => {
        clearTimeout(limit);
        this.socket.off('data', onData).off('close', onClose);
        outcome();
      };
      const onClose = (): void => finish(() => reject(this.ended ?? new Error('the connection was closed')));
      const onData = (chunk: string): void => {
        text += chunk;
        const [head, body] = text.split(/\r\n\r\n/, 2);
        const length = /content-length: (\d+)/i.exec(head)?.[1];
        if (body !== undefined && body.length >= Number(length)) {
          finish(() => resolve(body.trim()));
        }
      };
      this.socket.on('data', onData).on('close', onClose);
      this.socket.write('GET /hostname HTTP/1.1\r\nHost: open\r\n\r\n');
    });
  }

  public end(): void {
    this.socket.destroy();
  }
}

/**
 * Watches a port in the only way that there is, by connecting: the first answer that is as wanted, within the limit. Ports of a
 * data plane open some time after the API server has the objects.
 */
export async function answers<T>(attempt: () => Promise<T>, seconds = 60, wanted: (answer: T) => boolean = () => true): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    try {
      const answer = await attempt();
      if (wanted(answer)) {
        return answer;
      }
      throw new Error(`the answer is ${JSON.stringify(answer)}`);
    } catch (error) {
      if (Date.now() > end) {
        throw new Error(`not within ${seconds} s: ${(error as Error).message}`, { cause: error });
      }
    }
    await pause(50);
  }
}

/** Outcome of many connections. */
export interface Tally {
  answered: number;
  refused: number;
  /** Answers that came from somebody else. */
  wrong: string[];
  /** How many answers each answerer gave. */
  readonly by: Map<string, number>;
}

/** Makes connections, several at a time, and counts. */
export async function tally(count: number, attempt: () => Promise<string>, right: (answer: string) => boolean, lanes = 4): Promise<Tally> {
  const result: Tally = { answered: 0, refused: 0, wrong: [], by: new Map() };
  let left = count;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const answer = await attempt().catch(() => undefined);
      if (answer === undefined) {
        result.refused += 1;
      } else if (right(answer)) {
        result.answered += 1;
        const [who] = answer.split(' ');
        result.by.set(who, (result.by.get(who) ?? 0) + 1);
      } else {
        result.wrong.push(answer);
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return result;
}
