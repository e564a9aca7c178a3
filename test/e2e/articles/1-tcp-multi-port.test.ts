import { join } from 'path';
import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { IngressNginx, Protocol, TcpMultiPortGateway } from 'cdk8s-multiport';
import { ROOT } from '../../support/run';
import { datagramServer, webServer } from '../support/backends';
import { answers, ask, askUdp, listenTo, tally, Tally } from '../support/clients';
import { addressOf } from '../support/cluster';
import { describeWith, LOAD_BALANCER } from '../support/facts';
import { kubectl } from '../support/kubectl';
import { apply, cleanUpAfterwards, objectsIn, objectsOf, remove } from '../support/objects';
import { report } from '../support/report';
import { endpoints, rollout } from '../support/waits';

const DIST = join(ROOT, 'dist', 'tcp-multi-port.k8s.yaml');
const CONNECTIONS = 500;
const SETS = { 10000: 1, 20000: 3 } as const;
const PORTS = [10000, 20000] as const;

const nameOf = (port: number): string => `layanan-xyz-port-${port}`;
const said = (port: number): string => `respon dari port ${port}\n`;

function line(what: string, { answered, refused, wrong }: Tally): string {
  return `article 1: ${what}: ${answered} of ${answered + refused + wrong.length} answered, ${refused} refused, ${wrong.length} wrong`;
}

cleanUpAfterwards();

describeWith([LOAD_BALANCER], 'article 1: one IP for several TCP services', () => {
  let gatewayAddress: string;

  beforeAll(async () => {
    await apply(objectsIn(DIST));
    await rollout('default', ...PORTS.map((port) => `statefulset/${nameOf(port)}`));
    await rollout('ingress-nginx', 'deployment/ingress-nginx-controller');
    gatewayAddress = await addressOf('ingress-nginx', 'ingress-nginx-controller');
    await Promise.all(PORTS.map((port) => answers(() => listenTo({ host: gatewayAddress, port }))));
  });

  test('the naive Service answers only a part of the connections', async () => {
    const app = new App();
    new k8s.KubeService(new Chart(app, 'naive'), 'layanan-xyz', {
      metadata: { name: 'layanan-xyz', namespace: 'default' },
      spec: {
        type: 'LoadBalancer',
        selector: { app: 'layanan-xyz' },
        ports: PORTS.map((port) => ({ name: `port-${port}`, port })),
      },
    });
    const naive = objectsOf(app);
    await apply(naive);
    await endpoints('default', 'layanan-xyz', ({ length }) => length === 4, 'four');
    const host = await addressOf('default', 'layanan-xyz');
    await Promise.all(PORTS.map((port) => answers(() => listenTo({ host, port }))));
    for (const port of PORTS) {
      const share = SETS[port] / 4;
      const result = await tally(
        200,
        () => listenTo({ host, port }),
        (answer) => answer === said(port),
        1,
      );
      report(line(`naive Service, port ${port}, ${SETS[port]} of 4 Pods listen`, result));
      expect(result.wrong).toEqual([]);
      expect(result.answered).toBeGreaterThan(0);
      // 200 throws of a coin of `share`: six standard deviations above.
      expect(result.answered).toBeLessThan(200 * share + 6 * Math.sqrt(200 * share * (1 - share)));
    }
    await remove(naive);
  });

  test.each(PORTS)(`${CONNECTIONS} connections to port %d of the gateway are answered by the right workload`, async (port) => {
    // nc takes one connection at a time and is away in between: a refusal is asked again, and counted.
    let again = 0;
    const patiently = async (): Promise<string> => {
      for (let attempt = 0; attempt < 200; attempt += 1) {
        try {
          return await listenTo({ host: gatewayAddress, port });
        } catch {
          again += 1;
        }
      }
      throw new Error('refused 200 times');
    };
    const result = await tally(CONNECTIONS, patiently, (answer) => answer === said(port), 1);
    report(`${line(`gateway, port ${port}`, result)}; nc was away ${again} times`);
    expect({ ...result, by: undefined }).toEqual({ answered: CONNECTIONS, refused: 0, wrong: [], by: undefined });
  });

  test('port 20000 answers with 3, with 1 and with 3 replicas again', async () => {
    for (const replicas of [1, 3]) {
      await kubectl(['scale', 'statefulset', nameOf(20000), '-n', 'default', `--replicas=${replicas}`]);
      if (replicas === 1) {
        // The article's shell takes no notice of being told to end; nobody has to wait for its 30 seconds.
        const away = [2, 1].map((index) => `${nameOf(20000)}-${index}`);
        await kubectl(['delete', 'pod', ...away, '-n', 'default', '--force', '--grace-period=0', '--ignore-not-found', '--wait=false']);
      }
      await endpoints('default', nameOf(20000), ({ length }) => length === replicas, `${replicas}`);
      for (let turn = 0; turn < 20; turn += 1) {
        expect(await answers(() => listenTo({ host: gatewayAddress, port: 20000 }))).toBe(said(20000));
      }
    }
  });

  describe('with further exposures on the running gateway', () => {
    const namespace = 'e2e-article-1';
    const web = (): Promise<string> => ask({ host: gatewayAddress, port: 8000 });
    const fromWeb = (answer: string): boolean => /^web-[0-2] 8000 -$/.test(answer);

    beforeAll(async () => {
      const app = new App();
      const chart = new Chart(app, 'further');
      new k8s.KubeNamespace(chart, 'namespace', { metadata: { name: namespace } });
      const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane: IngressNginx.install() });
      PORTS.forEach((port) => gateway.expose(port, { namespace: 'default', name: nameOf(port), port }));
      gateway.expose(8000, webServer(chart, { namespace, name: 'web', replicas: 3 }, [{ port: 8000 }]));
      const dns = datagramServer(chart, { namespace, name: 'dns' }, [5353], true);
      gateway.expose(5353, dns);
      gateway.expose(5353, dns, { protocol: Protocol.UDP });
      await apply(objectsOf(app));
      await rollout(namespace, 'statefulset/web', 'statefulset/dns');
      await rollout('ingress-nginx', 'deployment/ingress-nginx-controller');
      await endpoints(namespace, 'web', ({ length }) => length === 3, 'three');
      await answers(web);
    });

    test('all replicas serve, in turn: 3, 1, 3', async () => {
      for (const replicas of [3, 1, 3]) {
        await kubectl(['scale', 'statefulset', 'web', '-n', namespace, `--replicas=${replicas}`]);
        await rollout(namespace, 'statefulset/web');
        await endpoints(namespace, 'web', ({ length }) => length === replicas, `${replicas}`);
        const names = Array.from({ length: replicas }, (_, index) => `web-${index}`);
        // The controller follows the endpoints a moment later.
        const serving = (result: Tally): boolean => [...result.by.keys()].sort().join() === names.join() && result.refused === 0;
        const result = await answers(() => tally(60, web, fromWeb, 1), 60, serving);
        const counts = names.map((name) => `${name} ${result.by.get(name)}`).join(', ');
        report(`article 1: ${replicas} replicas: ${counts}`);
        expect(result.wrong).toEqual([]);
      }
    });

    test('one number answers on TCP and on UDP', async () => {
      expect(await answers(() => ask({ host: gatewayAddress, port: 5353 }))).toBe('dns-0');
      expect(await answers(() => askUdp({ host: gatewayAddress, port: 5353 }, 'hostname'))).toBe('dns-0');
    });
  });
});
