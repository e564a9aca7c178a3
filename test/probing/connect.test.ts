import { spawn } from 'child_process';
import { createSocket } from 'dgram';
import { AddressInfo, createServer, Server, Socket } from 'net';
import * as fc from 'fast-check';
import { Protocol } from '../../lib/model/port';
import { bounded } from '../../lib/probing/bounded';
import { connect, Connecting } from '../../lib/probing/connect';
import { Outcome } from '../../lib/probing/outcome';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

interface Listening {
  readonly port: number;
  /** What came, connection by connection. */
  readonly received: string[];
}

/** A server on loopback that does `serve` with each connection. */
function listening(serve: (socket: Socket) => void): Promise<Listening> {
  const received: string[] = [];
  const server = createServer((socket) => {
    const index = received.push('') - 1;
    socket.on('data', (data) => (received[index] += data.toString()));
    socket.on('error', () => {});
    serve(socket);
  });
  servers.push(server);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port, received }));
  });
}

/** A server that is stopped, and whose queue is full: the kernel drops what comes then. */
async function deaf(): Promise<{ port: number; end: () => void }> {
  const program = `const s = require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(s.address().port))`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((resolve) => child.stdout.once('data', (data: Buffer) => resolve(Number(data.toString()))));
  child.kill('SIGSTOP');
  const waiting = Array.from({ length: 8 }, () => new Socket().on('error', () => {}).connect(port, '127.0.0.1'));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const end = (): void => {
    waiting.forEach((socket) => socket.destroy());
    child.kill('SIGKILL');
  };
  return { port, end };
}

const tcp = (port: number, more: Partial<Connecting> = {}): Promise<Outcome> =>
  connect({ address: '127.0.0.1', port, protocol: Protocol.TCP, timeout: 2000, ...more });
const udp = (port: number, more: Partial<Connecting> = {}): Promise<Outcome> =>
  tcp(port, { protocol: Protocol.UDP, timeout: 400, ...more });

describe('TCP', () => {
  test('what is accepted and kept open answers; one connection, and nothing is sent on it', async () => {
    const { port, received } = await listening(() => {});
    expect(await tcp(port)).toEqual({ result: 'answers' });
    expect(received).toEqual(['']);
  });

  test('who speaks first answers, and may close then', async () => {
    const { port } = await listening((socket) => socket.end('220 mail\r\n'));
    expect(await tcp(port)).toEqual({ result: 'answers' });
  });

  test.each([
    ['at once', (socket: Socket) => socket.end()],
    ['with a reset', (socket: Socket) => socket.resetAndDestroy()],
    ['when its backend has refused', (socket: Socket) => setTimeout(() => socket.destroy(), 100)],
  ])('accepted and closed %s', async (_, serve) => {
    const { port, received } = await listening((socket) => void serve(socket));
    expect(await tcp(port)).toEqual({ result: 'closed-at-once' });
    expect(received).toHaveLength(1);
  });

  test('refused', async () => {
    const { port } = await listening(() => {});
    await new Promise((resolve) => servers[0].close(resolve));
    expect(await tcp(port)).toEqual({ result: 'refused' });
  });

  test('no answer in time', async () => {
    const { port, end } = await deaf();
    const start = Date.now();
    expect(await tcp(port, { timeout: 300 })).toEqual({ result: 'timeout' });
    expect(Date.now() - start).toBeGreaterThanOrEqual(295);
    end();
  });

  test('interrupted', async () => {
    const { port } = await listening(() => {});
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 20);
    expect(await tcp(port, { signal: abort.signal })).toEqual({ result: 'failed', code: 'ABORTED' });
    expect(await tcp(port, { signal: abort.signal })).toEqual({ result: 'failed', code: 'ABORTED' });
  });
});

describe('names', () => {
  test('a name that is none', async () => {
    expect(await tcp(80, { address: 'nowhere.invalid' })).toEqual({ result: 'name-unknown' });
  });

  test('a name is looked up once, and no longer than a connection may take', async () => {
    const { port } = await listening(() => {});
    const names = new Map([
      ['db.example.com', Promise.resolve<string | undefined>('127.0.0.1')],
      ['slow.example.com', new Promise<string | undefined>(() => {})],
    ]);
    expect(await tcp(port, { address: 'db.example.com', names })).toEqual({ result: 'answers' });
    expect(await tcp(port, { address: 'slow.example.com', names, timeout: 50 })).toEqual({ result: 'name-unknown' });
    await tcp(port, { address: 'localhost', names });
    expect(await names.get('localhost')).toBe('127.0.0.1');
  });

  test('a name of several addresses is one connection', async () => {
    const { port, received } = await listening(() => {});
    expect(await tcp(port, { address: 'localhost' })).toEqual({ result: 'answers' });
    expect(received).toHaveLength(1);
  });
});

describe('UDP', () => {
  const echo = (answer: boolean): Promise<{ port: number; sizes: number[]; close: () => void }> =>
    new Promise((resolve) => {
      const sizes: number[] = [];
      const socket = createSocket('udp4', (message, { port, address }) => {
        sizes.push(message.length);
        if (answer) {
          socket.send('hello', port, address);
        }
      });
      socket.bind(0, '127.0.0.1', () => resolve({ port: socket.address().port, sizes, close: () => socket.close() }));
    });

  test('no error came back: one empty datagram', async () => {
    const { port, sizes, close } = await echo(false);
    expect(await udp(port)).toEqual({ result: 'no-error' });
    expect(sizes).toEqual([0]);
    close();
  });

  test('something came back', async () => {
    const { port, close } = await echo(true);
    expect(await udp(port)).toEqual({ result: 'answers' });
    close();
  });

  test('refused', async () => {
    const { port, close } = await echo(true);
    close();
    expect(await udp(port)).toEqual({ result: 'refused' });
  });
});

test('never more at a time than allowed, each item once, results in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 40 }), fc.integer({ min: 1, max: 8 }), async (waits, most) => {
      let [now, highest] = [0, 0];
      const seen: number[] = [];
      const results = await bounded(
        waits.map((wait, index) => ({ wait, index })),
        most,
        async ({ wait, index }) => {
          seen.push(index);
          now += 1;
          highest = Math.max(highest, now);
          for (let turn = 0; turn < wait; turn += 1) {
            await Promise.resolve();
          }
          now -= 1;
          return index * 2;
        },
      );
      expect(results).toEqual(waits.map((_, index) => index * 2));
      expect([...seen].sort((a, b) => a - b)).toEqual(waits.map((_, index) => index));
      expect(highest).toBeLessThanOrEqual(most);
      // As many as allowed run, where there are as many.
      expect(highest).toBe(Math.min(most, waits.length));
    }),
  );
});
