import { readFileSync } from 'fs';
import { join } from 'path';
import { App } from 'cdk8s';
import { ConnectingApplicationsChart } from '../../../charts/connecting-applications';
import { certificateFor } from '../../support/certificate';
import { messageOfRejection } from '../support/rejection';
import { ROOT } from '../../support/run';
import { answers, askTls, converse } from '../support/clients';
import { addressOf } from '../support/cluster';
import { describeWith, facts, LOAD_BALANCER } from '../support/facts';
import { kubectl, kubectlRefuses } from '../support/kubectl';
import { apply, cleanUpAfterwards, objectsIn, objectsOf } from '../support/objects';
import { getObject, rollout } from '../support/waits';

const DIST = objectsIn(join(ROOT, 'dist', 'connecting-applications.k8s.yaml'));
const SECURE = ['connect-node-port', 'connect-load-balancer'];
const ENVIRONMENT = /^MY_NGINX_SERVICE_HOST=(.*)$/m;

cleanUpAfterwards();

describe('article 3: connecting applications with Services', () => {
  const plain = 'connect-cluster-ip';
  let certificateFile: string;
  let keyFile: string;
  let certificate: string;

  const exec = (namespace: string, what: string, ...command: string[]): Promise<string> =>
    kubectl(['exec', what, '-n', namespace, '--', ...command]);
  const podsOfApp = async (): Promise<string[]> =>
    (await kubectl(['get', 'pods', '-n', plain, '-l', 'run=my-nginx', '-o', 'jsonpath={.items[*].metadata.name}'])).split(' ');
  const environmentOf = (pod: string): Promise<string> => exec(plain, pod, 'env');

  beforeAll(async () => {
    ({ certificateFile, keyFile } = await certificateFor('my-nginx', ['my-nginx']));
    certificate = readFileSync(certificateFile, 'utf8');
    // As the article goes: first the Deployment, then its Service.
    await apply(DIST.filter(({ kind, metadata }) => kind === 'Namespace' || (metadata.namespace === plain && kind === 'Deployment')));
    await rollout(plain, 'deployment/my-nginx');
  });

  test('Pods that were there before the Service have no environment variables of it, later ones do', async () => {
    const before = await podsOfApp();
    await apply(DIST);
    const { spec } = await getObject(plain, 'service', 'my-nginx');
    for (const pod of before) {
      expect(await environmentOf(pod)).not.toMatch(ENVIRONMENT);
    }
    await kubectl(['scale', 'deployment', 'my-nginx', '-n', plain, '--replicas=0']);
    await kubectl(['wait', '--for=delete', 'pod', '-l', 'run=my-nginx', '-n', plain, '--timeout=90s']);
    await kubectl(['scale', 'deployment', 'my-nginx', '-n', plain, '--replicas=2']);
    await rollout(plain, 'deployment/my-nginx');
    const after = await podsOfApp();
    expect(after).toHaveLength(2);
    for (const pod of after) {
      expect(ENVIRONMENT.exec(await environmentOf(pod))?.[1]).toBe(spec.clusterIP);
    }
  });

  test('the secure app waits for its Secret, and runs with the one that kubectl makes', async () => {
    for (const namespace of SECURE) {
      await kubectl(['create', 'secret', 'tls', 'nginxsecret', '--cert', certificateFile, '--key', keyFile, '-n', namespace]);
    }
    await Promise.all(SECURE.map((namespace) => rollout(namespace, 'deployment/my-nginx')));
    await rollout('connect-node-port', 'deployment/curl-deployment');
  });

  test('DNS finds the Service, from its own namespace and from another one', async () => {
    const curl = (url: string): Promise<string> =>
      exec('connect-node-port', 'deploy/curl-deployment', 'curl', '-s', '--max-time', '10', url);
    expect(await answers(() => curl('http://my-nginx:8080'))).toContain('Welcome to nginx!');
    expect(await answers(() => curl(`http://my-nginx.${plain}`))).toContain('Welcome to nginx!');
  });

  test('TLS by the name of the Service, with the certificate trusted, and a wrong name refused', async () => {
    const curl = ['exec', 'deploy/curl-deployment', '-n', 'connect-node-port', '--', 'curl', '-sS', '--max-time', '10'];
    const trusted = ['--cacert', '/etc/nginx/ssl/tls.crt'];
    expect(await answers(() => kubectl([...curl, ...trusted, 'https://my-nginx']))).toContain('Welcome to nginx!');
    expect(await kubectlRefuses([...curl, ...trusted, 'https://my-nginx.connect-node-port.svc'])).toMatch(/exit code 60/);
    expect(await kubectlRefuses([...curl, 'https://my-nginx'])).toMatch(/exit code 60/);
  });

  /** HTTP and HTTPS of the secure app at some address. */
  async function securely(host: string, http: number, https: number): Promise<void> {
    expect(await answers(() => converse({ host, port: http }, 'GET / HTTP/1.0\r\n\r\n'))).toContain('Welcome to nginx!');
    const target = { host, port: https };
    expect(await answers(() => askTls(target, 'my-nginx', certificate))).toEqual({
      authorized: true,
      body: expect.stringContaining('Welcome to nginx!') as string,
    });
    expect(await messageOfRejection(askTls(target, 'my-nginx.example.com', certificate))).toMatch(/does not match certificate's altnames/);
    expect(await messageOfRejection(askTls(target, 'my-nginx', undefined))).toMatch(/self[- ]signed certificate/);
  }

  test('NodePort, on every node', async () => {
    const { spec } = await getObject('connect-node-port', 'service', 'my-nginx');
    const nodePort = (name: string): number =>
      (spec.ports as { name: string; nodePort: number }[]).find((port) => port.name === name)?.nodePort ?? 0;
    for (const { address } of facts().nodes) {
      await securely(address, nodePort('http'), nodePort('https'));
    }
  });

  describeWith([LOAD_BALANCER], 'LoadBalancer', () => {
    test('at its own address', async () => {
      await securely(await addressOf('connect-load-balancer', 'my-nginx'), 8080, 443);
    });
  });

  test('with the Secrets that the program makes of the two files', async () => {
    await kubectl(['delete', 'secret', 'nginxsecret', '-n', 'connect-node-port']);
    await kubectl(['delete', 'secret', 'nginxsecret', '-n', 'connect-load-balancer']);
    const app = new App();
    new ConnectingApplicationsChart(app, 'connecting-applications', { certificateFile, keyFile });
    await apply(objectsOf(app));
    await kubectl(['rollout', 'restart', 'deployment/curl-deployment', 'deployment/my-nginx', '-n', 'connect-node-port']);
    await rollout('connect-node-port', 'deployment/curl-deployment', 'deployment/my-nginx');
    const url = ['--cacert', '/etc/nginx/ssl/tls.crt', 'https://my-nginx'];
    const page = answers(() => exec('connect-node-port', 'deploy/curl-deployment', 'curl', '-sS', '--max-time', '10', ...url));
    expect(await page).toContain('Welcome to nginx!');
  });
});
