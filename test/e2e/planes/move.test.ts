import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { setTimeout as pause } from 'timers/promises';
import { App, Chart, Yaml } from 'cdk8s';
import { IngressNginx, TcpMultiPortGateway } from 'cdk8s-multiport';
import { Manifest } from '../../support/manifests';
import { ROOT, run } from '../../support/run';
import { answers, ask, OpenConnection } from '../support/clients';
import { addressOf } from '../support/cluster';
import { customResource, describeWith, gatewayClass, LOAD_BALANCER } from '../support/facts';
import { kubectl } from '../support/kubectl';
import { apply, cleanUpAfterwards, gone, objectsIn, objectsOf, objectsOfChart, remove } from '../support/objects';
import { report } from '../support/report';
import { getObject, rollout } from '../support/waits';
import { APPS, backends, EDGE, MORE } from './exposures';

const NAME = 'moved';
const PORTS: ReadonlyMap<number, RegExp> = new Map([
  [10000, /^shop-[01] 8080 -$/],
  [10002, /^shop-0 8081 -$/],
  [10013, /^mail-0 2525 -$/],
]);

cleanUpAfterwards();

/** Clients that know a name, and ask for its address before each connection. */
class Clients {
  public answered = 0;
  public readonly failures: string[] = [];
  private over = false;
  private readonly lanes: Promise<void>[];

  public constructor(public address: string) {
    this.lanes = [...PORTS].map(([port, right]) => this.lane(port, right));
  }

  public async end(): Promise<void> {
    this.over = true;
    await Promise.all(this.lanes);
  }

  private async lane(port: number, right: RegExp): Promise<void> {
    for (let made = 0; !this.over && made < 2000; made += 1) {
      const { address } = this;
      const answer = await ask({ host: address, port }).catch((error: unknown) => (error as Error).message);
      if (right.test(answer)) {
        this.answered += 1;
      } else {
        this.failures.push(`${address}:${port}: ${answer}`);
      }
      await pause(20);
    }
  }
}

const needs = [LOAD_BALANCER, gatewayClass('envoy'), customResource('tcproutes.gateway.networking.k8s.io')];

describeWith(needs, 'from ingress-nginx to the Gateway API, both up', () => {
  let before: Manifest[];
  let nginxAddress: string;

  beforeAll(async () => {
    const app = new App();
    const to = backends(app);
    const chart = new Chart(app, 'before', { namespace: EDGE });
    const gateway = new TcpMultiPortGateway(chart, 'edge', { dataPlane: IngressNginx.install() });
    gateway.expose(10000, to.shop, { servicePort: 'http' });
    gateway.expose(10002, to.shopElsewhere);
    gateway.expose(10013, to.mail);
    await apply(objectsOf(app));
    before = objectsOfChart(chart);
    await rollout(APPS, 'statefulset/shop', 'statefulset/mail');
    await rollout(MORE, 'statefulset/shop');
    await rollout('ingress-nginx', 'deployment/ingress-nginx-controller');
    nginxAddress = await addressOf('ingress-nginx', 'ingress-nginx-controller');
    await Promise.all([...PORTS.keys()].map((port) => answers(() => ask({ host: nginxAddress, port }))));
  });

  /** `multiport migrate`, on the YAML of the program. */
  function migrated(): Manifest[] {
    const app = new App();
    backends(app);
    const input = mkdtempSync(join(tmpdir(), 'migrate-'));
    const services = (app.node.findChild('backends') as Chart).toJson() as Manifest[];
    writeFileSync(join(input, 'before.yaml'), Yaml.stringify(...before, ...services));
    const options = ['--class', 'envoy', '--implementation', 'envoy-gateway', '--name', NAME, '--namespace', EDGE];
    const output = join(input, 'gateway');
    const command = ['--require', 'ts-node/register', 'cli/main.ts', 'migrate', input, ...options, '--output', output];
    const { status, stderr } = run(process.execPath, command, {}, ROOT);
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('3 exposures carried over') as string });
    return objectsIn(join(output, `${NAME}.k8s.yaml`));
  }

  test('no connection fails while clients move by name, and the old way is taken away', async () => {
    const clients = new Clients(nginxAddress);
    const open = await OpenConnection.to({ host: nginxAddress, port: 10013 });
    const after = migrated();
    await apply(after);
    await kubectl(['wait', '--for=condition=Programmed', `gateway/${NAME}`, '-n', EDGE, '--timeout=120s'], { seconds: 130 });
    const { status } = await getObject(EDGE, 'gateway', NAME);
    const host = status.addresses[0].value as string;
    expect(host).not.toBe(nginxAddress);
    // Probed before anybody is sent there.
    for (const [port, right] of PORTS) {
      expect(await answers(() => ask({ host, port }))).toMatch(right);
    }
    const ofOld = clients.answered;
    clients.address = host;
    // Every client has asked for the name again.
    await answers(
      () => Promise.resolve(clients.answered),
      30,
      (count) => count > ofOld + 60,
    );
    // A connection that was open stays where it is.
    expect(await open.ask()).toMatch(/^mail-0 2525 -$/);
    open.end();
    await remove(before);
    await gone(before.filter(({ kind }) => kind === 'Namespace'));
    await clients.end();
    report(
      `move: ${ofOld} connections by ingress-nginx, ${clients.answered - ofOld} by the Gateway API, ${clients.failures.length} failed`,
    );
    expect(clients.failures).toEqual([]);
    expect(Math.min(ofOld, clients.answered - ofOld)).toBeGreaterThan(50);
  });
});
