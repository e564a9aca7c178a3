import { join } from 'path';
import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Manifest } from '../../support/manifests';
import { ROOT } from '../../support/run';
import { answers, converse } from '../support/clients';
import { addressOf } from '../support/cluster';
import { describeWith, facts, LOAD_BALANCER, TWO_NODES } from '../support/facts';
import { kubectl } from '../support/kubectl';
import { apply, cleanUpAfterwards, objectsIn, objectsOf } from '../support/objects';
import { report } from '../support/report';
import { endpoints, getObject, ready } from '../support/waits';
import { until } from '../support/watch';

const DIST = objectsIn(join(ROOT, 'dist', 'pods-and-services.k8s.yaml'));
const OWN = 'e2e-article-2';
const CLIENT_IMAGE = 'curlimages/curl';
const STEPS_OF_THREE = ['pods-two-containers', 'service-cluster-ip', 'service-node-port', 'service-load-balancer'];

cleanUpAfterwards();

/** Pods beside those of the article: clients, and two containers that want one port. */
function ownObjects(): Manifest[] {
  const app = new App();
  const chart = new Chart(app, 'own');
  new k8s.KubeNamespace(chart, 'namespace', { metadata: { name: OWN } });
  for (const namespace of [OWN, 'service-cluster-ip']) {
    new k8s.KubePod(chart, `client-${namespace}`, {
      metadata: { name: 'client', namespace },
      spec: {
        containers: [{ name: 'client', image: CLIENT_IMAGE, command: ['sh', '-c', 'while true; do sleep 1; done'] }],
        terminationGracePeriodSeconds: 1,
      },
    });
  }
  new k8s.KubePod(chart, 'clash', {
    metadata: { name: 'clash', namespace: OWN },
    spec: {
      restartPolicy: 'Never',
      containers: ['c1', 'c2'].map((name) => ({ name, image: 'nginx', ports: [{ containerPort: 80 }] })),
      terminationGracePeriodSeconds: 1,
    },
  });
  new k8s.KubePod(chart, 'pair', {
    metadata: { name: 'pair', namespace: OWN },
    spec: {
      containers: [
        { name: 'web', image: 'nginx' },
        { name: 'client', image: CLIENT_IMAGE, command: ['sh', '-c', 'while true; do sleep 1; done'] },
      ],
      terminationGracePeriodSeconds: 1,
    },
  });
  return objectsOf(app);
}

function exec(namespace: string, pod: string, container: string, ...command: string[]): Promise<string> {
  return kubectl(['exec', pod, '-n', namespace, '-c', container, '--', ...command]);
}

async function welcome(host: string, port: number): Promise<void> {
  expect(await answers(() => converse({ host, port }, 'GET / HTTP/1.0\r\n\r\n'))).toContain('Welcome to nginx!');
}

async function nodeOf(namespace: string, pod: string): Promise<string> {
  const found = await until(['pod', pod, '-n', namespace], ({ spec }) => spec.nodeName !== undefined, `node of ${namespace}/${pod}`);
  return found.spec.nodeName as string;
}

describeWith([TWO_NODES], 'article 2: how Pods and Services are addressed', () => {
  const labeled: string[] = [];

  beforeAll(async () => {
    await apply(DIST);
    await apply(ownObjects());
    // p3 runs on the node that carries the label: here, one where p1 is not.
    const ofP1 = await nodeOf('service-cluster-ip', 'p1');
    const other = facts().nodes.find(({ name }) => name !== ofP1);
    await kubectl(['label', 'node', String(other?.name), 'name=latihan']);
    labeled.push(String(other?.name));
    await Promise.all([
      ...STEPS_OF_THREE.map((namespace) => ready(namespace, 'p1', 'p2', 'p3')),
      ready('pods-single', 'p1'),
      ready('pods-host-network', 'p1'),
      ready('service-cluster-ip', 'client'),
      ready(OWN, 'client', 'pair'),
    ]);
  });

  afterAll(async () => {
    await Promise.all(labeled.map((node) => kubectl(['label', 'node', node, 'name-'])));
  });

  test('the containers of a Pod have one address, and reach each other on localhost', async () => {
    const pod = await getObject(OWN, 'pod', 'pair');
    const address = async (container: string): Promise<string> => (await exec(OWN, 'pair', container, 'hostname', '-i')).trim();
    expect([await address('web'), await address('client')]).toEqual([pod.status.podIP, pod.status.podIP]);
    expect(await exec(OWN, 'pair', 'client', 'curl', '-s', 'http://localhost')).toContain('Welcome to nginx!');
  });

  test('both containers of p1, p2 and p3 run, and each Pod has an address of its own', async () => {
    const pods = await Promise.all(['p1', 'p2', 'p3'].map((name) => getObject('pods-two-containers', 'pod', name)));
    const running = pods.map(({ status }) => (status.containerStatuses as { ready: boolean }[]).filter((each) => each.ready).length);
    expect(running).toEqual([2, 2, 2]);
    expect(new Set(pods.map(({ status }) => status.podIP as string)).size).toBe(3);
  });

  test('two containers of a Pod cannot have one port: the second one fails', async () => {
    const failed = (pod: Manifest): { name: string } | undefined =>
      (pod.status.containerStatuses as { name: string; state: { terminated?: { exitCode: number } } }[] | undefined)?.find(
        ({ state }) => state.terminated !== undefined && state.terminated.exitCode !== 0,
      );
    const pod = await until(['pod', 'clash', '-n', OWN], (object) => failed(object) !== undefined, 'a container that fails', 60);
    expect(await kubectl(['logs', 'clash', '-n', OWN, '-c', String(failed(pod)?.name)])).toMatch(
      /bind\(\) to 0\.0\.0\.0:80 failed \(98: Address already in use\)/,
    );
  });

  test('p1 and p3 run on two nodes, p3 on the one with the label', async () => {
    const [p1, p3] = await Promise.all(['p1', 'p3'].map((name) => nodeOf('service-cluster-ip', name)));
    expect(p3).toBe(labeled[0]);
    expect(p1).not.toBe(p3);
  });

  test('a Pod with hostNetwork has the address of its node, and answers there', async () => {
    const pod = await getObject('pods-host-network', 'pod', 'p1');
    const node = facts().nodes.find(({ name }) => name === pod.spec.nodeName);
    expect(pod.status.podIP).toBe(node?.address);
    await welcome(String(node?.address), 80);
  });

  test.each([
    ['from a Pod of its namespace, as s1', 'service-cluster-ip', 's1'],
    ['from a Pod of another namespace, as s1.service-cluster-ip', OWN, 's1.service-cluster-ip'],
  ])('s1 answers %s, by p1 and p3 on both nodes', async (_, from, name) => {
    const marker = `from-${from}`;
    const requests = 40;
    const urls = Array.from({ length: requests }, (__, index) => `http://${name}/?${marker}-${index}`);
    const pages = await exec(from, 'client', 'client', 'sh', '-c', 'for url; do curl -sf "$url"; done', 'sh', ...urls);
    expect(pages.match(/<h1>Welcome to nginx!<\/h1>/g)).toHaveLength(requests);
    // Which of them answered stands in their logs.
    const seen = async (pod: string): Promise<number> =>
      (await kubectl(['logs', pod, '-n', 'service-cluster-ip', '-c', `${pod}-c1`])).split('\n').filter((each) => each.includes(marker))
        .length;
    const [p1, p2, p3] = await Promise.all(['p1', 'p2', 'p3'].map(seen));
    report(`article 2: ${requests} requests to ${name}: p1 ${p1}, p2 ${p2}, p3 ${p3}`);
    expect([p1 + p3, p2]).toEqual([requests, 0]);
    expect(Math.min(p1, p3)).toBeGreaterThan(0);
  });

  test('the endpoints follow a Pod that is deleted and made again', async () => {
    const namespace = 'service-cluster-ip';
    const before = (await getObject(namespace, 'pod', 'p1')).status.podIP as string;
    const remaining = (await getObject(namespace, 'pod', 'p3')).status.podIP as string;
    await kubectl(['delete', 'pod', 'p1', '-n', namespace, '--wait=false']);
    await endpoints(namespace, 's1', (addresses) => addresses.join() === remaining, 'p3 alone');
    await kubectl(['wait', '--for=delete', 'pod/p1', '-n', namespace, '--timeout=60s']);
    await apply(DIST.filter(({ metadata }) => metadata.namespace === namespace && metadata.name === 'p1'));
    await ready(namespace, 'p1');
    const after = (await getObject(namespace, 'pod', 'p1')).status.podIP as string;
    await endpoints(namespace, 's1', (addresses) => [...addresses].sort().join() === [after, remaining].sort().join(), 'p1 and p3');
    report(`article 2: p1 was ${before}, and is ${after}`);
    expect(await exec(namespace, 'client', 'client', 'curl', '-s', 'http://s1')).toContain('Welcome to nginx!');
  });

  test('a NodePort answers on every node', async () => {
    const service = await getObject('service-node-port', 'service', 's1');
    const [{ nodePort }] = service.spec.ports as { nodePort: number }[];
    for (const { address } of facts().nodes) {
      await welcome(address, nodePort);
    }
  });

  describeWith([LOAD_BALANCER], 'LoadBalancer', () => {
    test('s1 and s2 answer, each at an address of its own', async () => {
      const [s1, s2] = await Promise.all(['s1', 's2'].map((name) => addressOf('service-load-balancer', name)));
      await welcome(s1, 80);
      await welcome(s2, 80);
      expect(s1).not.toBe(s2);
    });
  });
});
