import { App, Chart } from 'cdk8s';
import { Protocol, TcpMultiPortGateway } from 'cdk8s-multiport';
import { Manifest } from '../../support/manifests';
import { answers, ask, askTls, OpenConnection, tally } from '../support/clients';
import { describeWith } from '../support/facts';
import { apply, cleanUpAfterwards, objectsOf, objectsOfChart, remove } from '../support/objects';
import { report } from '../support/report';
import { podsOf, rollout } from '../support/waits';
import { churn } from './churn';
import { Divided, exposeDivided, HOSTS, identities, Identity, TLS, tlsServers, WEIGHTED } from './divided';
import { APPS, Backends, backends, EDGE, Expected, exposeTwenty, tryPort, WORKLOADS } from './exposures';
import { Plane, planes } from './planes';

/** Two ports of 500 connections each. */
const CONNECTIONS = 500;
const FURTHER = 10099;

cleanUpAfterwards();

let secrets: Record<string, Identity>;

beforeAll(async () => {
  secrets = await identities();
  const app = new App();
  backends(app);
  tlsServers(new Chart(app, 'tls', { namespace: APPS }), secrets);
  await apply(objectsOf(app));
  await rollout(APPS, ...Object.keys(secrets).map((name) => `statefulset/${name}`));
  await Promise.all(
    Object.entries(WORKLOADS).map(([namespace, names]) => rollout(namespace, ...names.map((name) => `statefulset/${name}`))),
  );
});

/** The program of one plane; its backends stand in the cluster already. */
function program(
  plane: Plane,
  further: boolean,
): { expected: Expected[]; divided: Divided; objects: Manifest[]; settle: () => Promise<void> } {
  const app = new App();
  const to: Backends = backends(app);
  const dataPlane = plane.make();
  const chart = new Chart(app, 'edge', { namespace: EDGE });
  const gateway = new TcpMultiPortGateway(chart, 'edge', { dataPlane });
  const expected = exposeTwenty(gateway, dataPlane.capability, to);
  let divided: Divided = { byWeight: false, byHostname: false };
  if (further) {
    gateway.expose(FURTHER, to.mail);
    divided = exposeDivided(gateway, dataPlane.capability, to, tlsServers(new Chart(app, 'tls', { namespace: APPS }), secrets));
  }
  return { expected, divided, objects: objectsOfChart(chart), settle: () => plane.settle(dataPlane) };
}

/** UID and restarts of each Pod that carries the traffic. */
async function controllerPods(plane: Plane): Promise<string[]> {
  if (plane.controllers === undefined) {
    return [];
  }
  const pods = await podsOf(plane.controllers.namespace, plane.controllers.selector);
  expect(pods).not.toEqual([]);
  return pods
    .map(({ metadata, status }) => {
      const restarts = (status.containerStatuses as { restartCount: number }[]).map(({ restartCount }) => restartCount);
      return `${metadata.name} ${(metadata as { uid?: string }).uid} ${restarts.join()}`;
    })
    .sort();
}

describe.each(planes().map((plane) => [plane.name, plane] as const))('%s', (name, plane) => {
  describeWith(plane.needs, 'on this cluster', () => {
    const applied: Manifest[] = [];
    let expected: Expected[];
    let divided: Divided;

    beforeAll(async () => {
      applied.push(...((await plane.prepare?.()) ?? []));
      const { objects, settle, expected: table } = program(plane, false);
      applied.push(...objects);
      await apply(objects);
      await settle();
      expected = table;
    });

    afterAll(async () => {
      await remove(applied);
      await plane.tidy?.();
    });

    test('each of 20 exposed ports answers from the right Pod', async () => {
      expect(expected).toHaveLength(20);
      const locate = await plane.locate();
      const outcomes = await Promise.all(
        expected.map(async (each) => {
          const target = locate(each.port, each.protocol);
          const answer = await answers(() => tryPort(target, each)).catch((error: unknown) => (error as Error).message);
          return { port: `${each.port}/${each.protocol}`, answer, right: each.right.test(answer) };
        }),
      );
      report(`${name}: ${outcomes.filter(({ right }) => right).length} of 20 ports answer`);
      expect(outcomes.filter(({ right }) => !right)).toEqual([]);
    });

    test(`${CONNECTIONS} connections to each of two ports are all answered`, async () => {
      const locate = await plane.locate();
      for (const each of expected.filter(({ port }) => port === 10000 || port === 20104)) {
        const target = locate(each.port, each.protocol);
        const result = await tally(
          CONNECTIONS,
          () => tryPort(target, each),
          (answer) => each.right.test(answer),
        );
        const by = [...result.by].map(([who, count]) => `${who} ${count}`).sort();
        report(`${name}: port ${each.port}: ${result.answered} of ${CONNECTIONS} answered (${by.join(', ')})`);
        expect({ answered: result.answered, refused: result.refused, wrong: result.wrong }).toEqual({
          answered: CONNECTIONS,
          refused: 0,
          wrong: [],
        });
        expect([...result.by.keys()].sort()).toEqual(each.port === 10000 ? ['shop-0', 'shop-1'] : ['block-0']);
      }
    });

    const restarts =
      plane.restarts === undefined ? 'no controller Pod restarts, and open connections live on' : `although ${plane.restarts}`;
    test(`a further port answers, ${restarts}`, async () => {
      const before = await controllerPods(plane);
      const locate = await plane.locate();
      const open = await Promise.all([10000, 10013, 20100].map((port) => OpenConnection.to(locate(port, Protocol.TCP))));
      const first = await Promise.all(open.map((connection) => connection.ask()));
      const { objects, settle, divided: shared } = program(plane, true);
      divided = shared;
      applied.push(...objects);
      await apply(objects);
      await settle();
      const target = (await plane.locate())(FURTHER, Protocol.TCP);
      expect(await answers(() => ask(target))).toBe('mail-0 2525 -');
      const second = await Promise.all(open.map((connection) => connection.ask().catch(() => 'ended')));
      open.forEach((connection) => connection.end());
      const after = await controllerPods(plane);
      const ended = second.filter((answer) => answer === 'ended').length;
      report(
        `${name}: a port is added: ${after.filter((pod) => !before.includes(pod)).length} controller Pods are made anew, ` +
          `${ended} of ${open.length} open connections end`,
      );
      if (plane.restarts === undefined) {
        expect({ pods: after, answers: second }).toEqual({ pods: before, answers: first });
      }
    });

    test('connections are divided by weight, and by host name, or that was refused', async () => {
      const locate = await plane.locate();
      if (divided.byWeight) {
        const target = locate(WEIGHTED, Protocol.TCP);
        await answers(() => ask(target));
        const right = /^(shop-[01] 9100|mail-0 2525) -$/;
        const { answered, by, refused, wrong } = await tally(
          400,
          () => ask(target),
          (answer) => right.test(answer),
        );
        const ofMail = by.get('mail-0') ?? 0;
        report(`${name}: of 400 connections ${ofMail} go to the backend with a quarter of the weight`);
        expect({ answered, refused, wrong }).toEqual({ answered: 400, refused: 0, wrong: [] });
        // 100 are expected: six standard deviations on both sides.
        expect(Math.abs(ofMail - 100)).toBeLessThan(52);
      }
      if (divided.byHostname) {
        const target = locate(TLS, Protocol.TCP);
        for (const [host, workload] of Object.entries(HOSTS)) {
          const { certificate } = secrets[workload];
          const answer = await answers(() => askTls(target, host.replace('*', 'any'), certificate));
          expect(answer).toEqual({ authorized: true, body: `${workload}-0` });
        }
        report(`${name}: TLS connections to one port reach the workload of their host name`);
      }
    });

    test('while Pods are deleted and rolled, no answer comes from a wrong workload', async () => {
      const result = await churn(plane, expected);
      report(
        `${name}: under churn ${result.answered} of ${result.answered + result.refused + result.wrong.length} answered, ` +
          `${result.refused} refused, ${result.wrong.length} wrong`,
      );
      expect(result.wrong).toEqual([]);
      expect(result.answered).toBeGreaterThan(0);
    });
  });
});
