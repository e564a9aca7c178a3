import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { certificateFor } from '../support/certificate';
import { ROOT, run, synthCommand } from '../support/run';

const temporary = (): string => mkdtempSync(join(tmpdir(), 'synth-'));
const contents = (folder: string): [string, string][] =>
  readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);

test('cdk8s synth writes what is committed in dist/, and nothing but Kubernetes objects', () => {
  const folder = join(temporary(), 'out');
  const { status, stderr } = synthCommand(['--output', folder]);
  expect([status, stderr]).toEqual([0, '']);
  expect(contents(folder)).toEqual(contents(join(ROOT, 'dist')));
  expect(readdirSync(folder)).toEqual(['connecting-applications.k8s.yaml', 'pods-and-services.k8s.yaml', 'tcp-multi-port.k8s.yaml']);
});

test('a certificate in the environment makes the Secret', async () => {
  const { certificateFile, keyFile } = await certificateFor('my-nginx', ['my-nginx']);
  const folder = join(temporary(), 'out');
  expect(synthCommand(['--output', folder], { MY_NGINX_CERT_FILE: certificateFile, MY_NGINX_KEY_FILE: keyFile }).status).toBe(0);
  expect(readFileSync(join(folder, 'connecting-applications.k8s.yaml'), 'utf8').match(/kind: Secret/g)).toHaveLength(2);
});

test('importing main.ts writes nothing', () => {
  const folder = temporary();
  const script = `require(${JSON.stringify(join(ROOT, 'main.ts'))})`;
  const { status, stdout } = run(process.execPath, ['--require', 'ts-node/register', '-e', script], {
    CDK8S_OUTDIR: folder,
  });
  expect([status, stdout, readdirSync(folder)]).toEqual([0, '', []]);
});

test("a mistake ends the synth, and shows the user's own line first", () => {
  const folder = temporary();
  const program = join(folder, 'wrong.ts');
  writeFileSync(
    program,
    `import { App, Chart } from '${ROOT}/node_modules/cdk8s';
import { IngressNginx, TcpMultiPortGateway } from '${ROOT}/lib';
const app = new App();
const gateway = new TcpMultiPortGateway(new Chart(app, 'chart'), 'gateway', { dataPlane: IngressNginx.install() });
gateway.expose(80, { name: 'web', port: 80 });
app.synth();
`,
  );
  const app = `node --require ts-node/register ${program}`;
  const { status, stderr } = synthCommand(['--app', app, '--output', join(folder, 'out')]);
  expect(status).toBe(1);
  expect(stderr).toContain(`${program}:5\ngateway.expose(80, { name: 'web', port: 80 });\n        ^\n`);
  expect(stderr).toContain(
    'Error: chart/gateway: port 80/TCP is taken by ingress-nginx itself for HTTP (--http-port): give another external port\n' +
      `    at Object.<anonymous> (${program}:5:9)\n`,
  );
});
