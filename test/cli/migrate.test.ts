import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { reservedPorts } from '../../lib/controllers/ingress-nginx/reserved-ports';
import { Protocol } from '../../lib/model/port';
import { tables } from '../migration/support';
import { compiledCommand, folderOf, shell } from '../support/command';
import { Result, ROOT, run } from '../support/run';

const FIXTURES = join(ROOT, 'test', 'fixtures', 'migrate');

let program: string;
beforeAll(() => {
  program = compiledCommand();
});

/** Runs the command in a folder with these files. */
const migrate = (files: Readonly<Record<string, string>>, line: string, env: NodeJS.ProcessEnv = {}): Result =>
  shell(program, line, folderOf(files), env);

const MAP = `apiVersion: v1
kind: ConfigMap
metadata: { name: tcp-services, namespace: ingress-nginx }
data:
  "5432": data/pg:5432
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: pg, namespace: data }
spec: { selector: { app: pg }, ports: [{ name: pg, port: 5432 }] }
`;
const YAML = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: gateway
  namespace: default
spec:
  gatewayClassName: envoy
  listeners:
    - allowedRoutes:
        kinds:
          - kind: TCPRoute
        namespaces:
          from: Same
      name: port-5432
      port: 5432
      protocol: TCP
---
apiVersion: gateway.networking.k8s.io/v1
kind: TCPRoute
metadata:
  name: gateway-port-5432
  namespace: default
spec:
  parentRefs:
    - name: gateway
      sectionName: port-5432
  rules:
    - backendRefs:
        - name: pg
          namespace: data
          port: 5432
---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata:
  name: default.gateway.pg
  namespace: data
spec:
  from:
    - group: gateway.networking.k8s.io
      kind: TCPRoute
      namespace: default
  to:
    - group: ""
      kind: Service
      name: pg
`;
const PROGRAM = `import { App, Chart } from 'cdk8s';
import { GatewayApi, TcpMultiPortGateway } from 'cdk8s-multiport';

// The TCP and UDP services of namespace ingress-nginx, on a Gateway of class envoy.
const app = new App();
const chart = new Chart(app, 'gateway');

const dataPlane = GatewayApi.forClass('envoy');
const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane });
gateway.expose(5432, { namespace: 'data', name: 'pg', port: 5432 });

app.synth();
`;
const TOLD = `maps.yaml:4:1  note  the controller
  no controller of the input reads this map, so the keys are taken for the ports of clients, and the ports that its flags reserve for upstream's
  fix: give the files of the controller and of its Service, too

1 exposure carried over, nothing left behind, 1 note
`;
const WHOLE = { 'maps.yaml': MAP, 'services.yaml': SERVICE };
const LEFT = { 'maps.yaml': MAP.replace(':5432\n', ':5432:PROXY\n'), 'services.yaml': SERVICE };

describe('what is printed', () => {
  test('YAML', () => {
    expect(migrate(WHOLE, 'multiport migrate --class envoy')).toEqual({ status: 0, stdout: YAML, stderr: TOLD });
  });

  test('the program', () => {
    expect(migrate(WHOLE, 'multiport migrate . --class envoy --format typescript')).toEqual({ status: 0, stdout: PROGRAM, stderr: TOLD });
  });

  test('from standard input', () => {
    const { status, stdout, stderr } = migrate(WHOLE, 'cat services.yaml <(echo ---) maps.yaml | multiport migrate - --class envoy');
    expect([status, stdout, stderr]).toEqual([0, YAML, TOLD.replace('maps.yaml:4:1', '<stdin>:9:1')]);
  });

  test('from Helm values, and the Services in a file', () => {
    const { status, stdout, stderr } = migrate(
      { 'values.yaml': 'tcp:\n  5432: data/pg:pg\n', 'services.yaml': SERVICE },
      'multiport migrate values.yaml services.yaml --class envoy',
    );
    expect([status, stdout, stderr]).toEqual([0, YAML, '1 exposure carried over, nothing left behind\n']);
  });

  test('from Helm values alone', () => {
    const { status, stdout } = migrate({ 'values.yaml': 'tcp: { 5432: data/pg:5432 }' }, 'multiport migrate values.yaml --class envoy');
    expect([status, stdout]).toEqual([0, YAML]);
  });

  test('something is left behind', () => {
    const more = { ...LEFT, 'maps.yaml': `${LEFT['maps.yaml']}  "5433": data/pg:5432\n` };
    const { status, stdout, stderr } = migrate(more, 'multiport migrate --class envoy');
    expect([status, stdout]).toEqual([
      1,
      YAML.replaceAll('port-5432', 'port-5433').replace('port: 5432\n      protocol', 'port: 5433\n      protocol'),
    ]);
    expect(stderr).toContain(`maps.yaml:5:3  left behind  5432/TCP → "data/pg:5432:PROXY"
  ingress-nginx reads the PROXY header on this port, and the Gateway API has no setting for it
  fix: give --implementation envoy-gateway where that is what you run, or take the first PROXY away if the load balancer of the Gateway sends none
`);
    expect(stderr).toMatch(/\n1 exposure carried over, 1 left behind, 1 note\n$/);
  });

  test('nothing is carried over: nothing is printed, and nothing written', () => {
    const { status, stdout, stderr } = migrate(LEFT, 'multiport migrate --class envoy --output out; echo $?; ls');
    expect([status, stdout]).toEqual([0, '1\nmaps.yaml\nservices.yaml\n']);
    expect(stderr).toMatch(/\n0 exposures carried over, 1 left behind, 1 note\n$/);
  });

  test('PROXY, where the implementation has policies for it', () => {
    const { status, stdout, stderr } = migrate(LEFT, 'multiport migrate --class envoy --implementation envoy-gateway');
    expect([status, stdout.match(/^kind: .*$/gm)]).toEqual([
      0,
      ['kind: Gateway', 'kind: TCPRoute', 'kind: ClientTrafficPolicy', 'kind: ReferenceGrant'],
    ]);
    expect(stderr).toContain(`maps.yaml:5:3  note  5432/TCP → "data/pg:5432:PROXY"
  the port takes only connections that begin with the PROXY header, as today
  fix: see that the load balancer of the Gateway sends it
`);
  });

  test('what the implementation cannot do is left behind in its own words', () => {
    const udp = {
      'maps.yaml': MAP.replace('tcp-services', 'udp-services'),
      'services.yaml': SERVICE.replace('port: 5432', 'port: 5432, protocol: UDP'),
    };
    const { status, stdout, stderr } = migrate(udp, 'multiport migrate --class istio --implementation istio');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^maps\.yaml:5:3 {2}left behind {2}5432\/UDP → "data\/pg:5432"\n {2}Istio \d+\.\d+ does not forward UDP: .+\n/m);
    const reserved = { 'maps.yaml': MAP.replace('"5432"', '"19001"'), 'services.yaml': SERVICE };
    expect(migrate(reserved, 'multiport migrate --class envoy --implementation envoy-gateway').stderr).toMatch(
      /^maps\.yaml:5:3 {2}left behind {2}19001\/TCP → "data\/pg:5432"\n {2}port 19001\/TCP is taken by the proxy of Envoy Gateway for .+: give another external port\n/m,
    );
  });

  test('the same bytes for the same input in any order', () => {
    const [one, other] = ['controller.yaml maps.yaml services.yaml', 'services.yaml controller.yaml maps.yaml'].map((files) =>
      shell(program, `multiport migrate ${files} --class envoy --format typescript`, FIXTURES),
    );
    expect(one).toEqual(other);
    expect(one.status).toBe(1);
  });
});

describe('--output', () => {
  const line = 'multiport migrate *.yaml --class envoy --name edge --namespace gateways --output out/new';

  test('writes both, and prints nothing', () => {
    const folder = folderOf(WHOLE);
    expect(shell(program, line, folder)).toEqual({ status: 0, stdout: '', stderr: TOLD });
    expect(readdirSync(join(folder, 'out', 'new'))).toEqual(['edge.k8s.yaml', 'edge.ts']);
    expect(readFileSync(join(folder, 'out', 'new', 'edge.k8s.yaml'), 'utf8')).toContain(
      'kind: Gateway\nmetadata:\n  name: edge\n  namespace: gateways\n',
    );
    expect(readFileSync(join(folder, 'out', 'new', 'edge.ts'), 'utf8')).toContain(
      "const chart = new Chart(app, 'edge');\n\nconst dataPlane = GatewayApi.forClass('envoy', { name: 'edge', namespace: 'gateways' });\n",
    );
  });

  test('again is the same; what says something else is kept, unless it is forced', () => {
    const folder = folderOf({ ...WHOLE, 'out/new/edge.ts': 'mine' });
    const refused = shell(program, line, folder);
    expect(refused).toEqual({
      status: 2,
      stdout: '',
      stderr: '"out/new/edge.ts" is there and says something else: give --force to write over, or another folder as --output\n',
    });
    expect(readdirSync(join(folder, 'out', 'new'))).toEqual(['edge.ts']);
    expect(shell(program, `${line} --force && ${line}`, folder).status).toBe(0);
    expect(readdirSync(join(folder, 'out', 'new'))).toEqual(['edge.k8s.yaml', 'edge.ts']);
  });

  test('a folder that cannot be made', () => {
    expect(migrate(WHOLE, 'multiport migrate maps.yaml --class envoy --output /dev/null/out')).toEqual({
      status: 2,
      stdout: '',
      stderr: '--output "/dev/null/out" cannot be written: not a directory\n',
    });
  });

  test('half of it cannot be written: nothing is', () => {
    const folder = folderOf({ ...WHOLE, 'out/new/edge.ts/keep': 'a folder' });
    const { status, stderr } = shell(program, `${line} --force`, folder);
    expect([status, stderr]).toEqual([2, '"out/new/edge.ts" cannot be read: illegal operation on a directory\n']);
    expect(readdirSync(join(folder, 'out', 'new'))).toEqual(['edge.ts']);
  });
});

describe('--from-cluster', () => {
  /** A kubectl that writes down its arguments, and does what it is told. */
  const kubectl = (script: string): NodeJS.ProcessEnv => {
    const folder = mkdtempSync(join(tmpdir(), 'kubectl-'));
    writeFileSync(join(folder, 'kubectl'), `#!/bin/bash\nprintf '%s\\n' "$@" >"${folder}/called"\n${script}\n`);
    chmodSync(join(folder, 'kubectl'), 0o755);
    return { PATH: `${folder}:${process.env.PATH}`, CALLED: join(folder, 'called') };
  };
  const list = (...objects: string[]): string =>
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects.map((object) => parse(object) as unknown) });

  test('reads what kubectl prints, of this context', () => {
    const env = kubectl(`cat <<'E'\n${list(MAP, SERVICE)}\nE`);
    const result = migrate({}, `multiport migrate --from-cluster 'my; context' --class envoy`, env);
    expect(result).toEqual({
      status: 0,
      stdout: YAML,
      stderr: `ConfigMap ingress-nginx/tcp-services (data)  note  the controller
  no controller reads this map, so nothing answers on its ports today; its keys are taken for the ports of clients

1 exposure carried over, nothing left behind, 1 note
`,
    });
    expect(readFileSync(String(env.CALLED), 'utf8').trim().split('\n')).toEqual([
      '--context=my; context',
      'get',
      'configmap,service,deployment,daemonset,networkpolicy',
      '--all-namespaces',
      '-o',
      'json',
    ]);
  });

  test('what is not in the cluster is not there', () => {
    const { status, stderr } = migrate({}, 'multiport migrate --from-cluster prod --class envoy', kubectl(`cat <<'E'\n${list(MAP)}\nE`));
    expect([status, stderr.split('\n')[0]]).toEqual([
      1,
      'ConfigMap ingress-nginx/tcp-services (data.5432)  left behind  5432/TCP → "data/pg:5432"',
    ]);
    expect(stderr).toContain('\n  there is no Service data/pg, so nothing answers on this port today\n');
  });

  test.each([
    ['echo first >&2; echo \'error: context "prod" does not exist\' >&2; exit 1', 'kubectl says: error: context "prod" does not exist'],
    ['exit 3', 'kubectl says: exit status 3'],
  ])('kubectl fails: %s', (script, reason) => {
    expect(migrate(WHOLE, 'multiport migrate --from-cluster prod --class envoy', kubectl(script))).toEqual({
      status: 2,
      stdout: '',
      stderr: `--from-cluster "prod" cannot be read: ${reason}\n`,
    });
  });

  test('no kubectl, and one that prints something else', () => {
    const node = mkdtempSync(join(tmpdir(), 'path-'));
    expect(migrate({}, `PATH=${node} multiport migrate --from-cluster prod --class envoy`).stderr).toBe(
      '--from-cluster needs kubectl, which is not on the PATH: install it, or give files\n',
    );
    expect(migrate({}, 'multiport migrate --from-cluster prod --class envoy', kubectl('echo hello')).stderr).toBe(
      '--from-cluster "prod": what kubectl printed is no JSON: try kubectl --context=prod get configmap,service,deployment,daemonset,networkpolicy -A -o json\n',
    );
  });
});

describe('mistakes in the call', () => {
  test.each([
    ['', '--class is missing: give the name of a GatewayClass of the cluster, which kubectl get gatewayclass lists'],
    ['--class A_B', '--class "A_B" is not valid: give the name of a GatewayClass, which kubectl get gatewayclass lists'],
    ['--class envoy --from-cluster prod', '--from-cluster reads a cluster in place of paths: leave out maps.yaml, or --from-cluster'],
    [
      '--class envoy --implementation envoy-gatway',
      '--implementation "envoy-gatway" is not known: give cilium, envoy-gateway, nginx-gateway-fabric, aws-load-balancer-controller, traefik, istio, contour, kong (did you mean envoy-gateway?)',
    ],
    ['--class envoy --implementation-version 1.9', '--implementation-version says nothing without --implementation: give that, too'],
    [
      '--class envoy --implementation envoy-gateway --implementation-version x',
      'version "x" of Envoy Gateway is not valid: give major and minor, with or without the patch, as "1.9" or "1.9.1"',
    ],
    [
      '--class envoy --name 1a',
      '--name "1a" is not a Service name: give 63 or fewer lower-case letters, digits and hyphens, a letter first and no hyphen last',
    ],
    [
      '--class envoy --namespace A',
      '--namespace "A" is not valid: give 63 or fewer lower-case letters, digits and hyphens, no hyphen first or last',
    ],
    [
      '--class envoy --map tcp-services',
      '--map "tcp-services" is not valid: give <namespace>/<name> of a ConfigMap, as ingress-nginx/tcp-services',
    ],
    ['--class envoy --map a/b', '--map "a/b" is no map of the input: give ingress-nginx/tcp-services'],
    ['--class envoy --format json', '--format "json" is not known: give yaml, typescript'],
    ['--class envoy --format yaml --output out', '--format chooses what is printed, and --output writes both: leave one out'],
    ['--class envoy --force', '--force says nothing without --output: leave it out'],
    ['--class envoy nowhere', '"nowhere" does not exist: give a file, a folder, a pattern in quotes, or - for standard input'],
    ['--clas envoy', "unknown option '--clas' (Did you mean --class?): multiport migrate --help lists what there is"],
  ])('%s', (args, message) => {
    expect(migrate(WHOLE, `multiport migrate maps.yaml ${args}; echo $?; ls`)).toEqual({
      status: 0,
      stdout: '2\nmaps.yaml\nservices.yaml\n',
      stderr: `${message}\n`,
    });
  });

  test('no map at all', () => {
    expect(migrate({ 'a.yaml': SERVICE }, 'multiport migrate --class envoy').stderr).toMatch(
      /^the input holds no map of TCP or UDP services: give /,
    );
    expect(migrate({ 'a.yaml': 'a: 1' }, 'multiport migrate --class envoy').stderr).toBe(
      'the current folder holds no Kubernetes objects, and no Helm values with ports below tcp or udp: give a file or a folder that does\n',
    );
  });

  test('values that cannot be parsed are told', () => {
    const values = 'controller: { a: b\ntcp:\n  "5433": data/pg:5432\n';
    const { status, stderr } = migrate({ ...WHOLE, 'values.yaml': values }, 'multiport migrate --class envoy');
    expect([status, stderr]).toEqual([
      1,
      TOLD.replace(
        '1 exposure carried over, nothing left behind',
        'values.yaml:2:4  left behind  a document\n  it cannot be parsed, and could hold anything: missed comma between flow collection entries\n\n1 exposure carried over, 1 left behind',
      ),
    ]);
  });
});

test('the example is what the command writes', () => {
  const line =
    'multiport migrate test/fixtures/migrate --class envoy --implementation envoy-gateway --name migrated --namespace edge --format typescript';
  const { status, stdout } = shell(program, line, ROOT);
  expect([status, stdout]).toEqual([1, readFileSync(join(ROOT, 'examples', 'migrated.ts'), 'utf8')]);
});

describe('the program that is written', () => {
  /** A project in which the package is installed. */
  function project(): string {
    const folder = mkdtempSync(join(tmpdir(), 'project-'));
    mkdirSync(join(folder, 'node_modules'));
    ['cdk8s', 'cdk8s-plus-27', 'constructs', '@types'].forEach((name) =>
      symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name)),
    );
    symlinkSync(join(dirname(program), '..', '..'), join(folder, 'node_modules', 'cdk8s-multiport'));
    return folder;
  }

  function synthesized(folder: string, name: string): string {
    const register = join(ROOT, 'node_modules', 'ts-node', 'register');
    const env = { TS_NODE_PROJECT: join(ROOT, 'tsconfig.json'), CDK8S_OUTDIR: 'dist' };
    const { status, stderr } = run(process.execPath, ['--require', register, `${name}.ts`], env, folder);
    expect([status, stderr]).toEqual([0, '']);
    return readFileSync(join(folder, 'dist', `${name}.k8s.yaml`), 'utf8');
  }

  test('compiles strictly, and makes the same YAML, byte for byte', () => {
    const folder = project();
    cpSync(FIXTURES, join(folder, 'k8s'), { recursive: true });
    const line = 'multiport migrate k8s --class envoy --output .';
    expect(shell(program, `${line} && false`, folder).status).toBe(1);
    expect(
      shell(program, `${line} --implementation envoy-gateway --implementation-version 1.9 --name edge --namespace gateways`, folder).status,
    ).toBe(1);
    for (const name of ['gateway', 'edge']) {
      expect(synthesized(folder, name)).toBe(readFileSync(join(folder, `${name}.k8s.yaml`), 'utf8'));
    }
    const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    const options = ['--strict', '--noEmit', '--target', 'es2022', '--module', 'node16', '--types', 'node', '--skipLibCheck'];
    expect(run(process.execPath, [tsc, ...options, 'gateway.ts', 'edge.ts'], {}, folder)).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('of random tables', () => {
    const folder = project();
    const taken = reservedPorts([]).map(({ port }) => port);
    const samples = fc.sample(tables({ free: (port) => !taken.includes(port), named: false }), 3);
    samples.forEach((rows, index) => {
      const maps = Object.values(Protocol).map((protocol) => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: `${protocol.toLowerCase()}-services`, namespace: 'ingress-nginx' },
        data: Object.fromEntries(
          rows
            .filter((row) => row.protocol === protocol)
            .map(({ port, namespace, service, servicePort }) => [String(port), `${namespace}/${service}:${servicePort}`]),
        ),
      }));
      writeFileSync(join(folder, `${index}.yaml`), maps.map((map) => stringify(map)).join('---\n'));
      const name = `table-${'abc'[index]}`;
      const { status, stderr } = shell(program, `multiport migrate ${index}.yaml --class envoy --name ${name} --output .`, folder);
      expect([status, stderr.trim().split('\n').pop()]).toEqual([
        0,
        expect.stringMatching(`^${rows.length} exposures? carried over, nothing left behind, \\d notes?$`),
      ]);
      expect(synthesized(folder, name)).toBe(readFileSync(join(folder, `${name}.k8s.yaml`), 'utf8'));
    });
  });
});

test('without cdk8s: the other commands do not need it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bare-'));
  cpSync(join(dirname(program), '..'), join(folder, 'build'), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  mkdirSync(join(folder, 'node_modules'));
  readdirSync(join(ROOT, 'node_modules'))
    .filter((name) => !['cdk8s', 'cdk8s-plus-27', 'constructs'].includes(name))
    .forEach((name) => symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name)));
  const bare = join(folder, 'build', 'cli', 'main.js');
  expect(shell(bare, 'multiport migrate --class envoy', folderOf(WHOLE))).toEqual({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(
      /^migrate needs the package (cdk8s|constructs), which is not installed: npm install cdk8s cdk8s-plus-27 constructs\n$/,
    ) as string,
  });
  expect(shell(bare, 'multiport check services.yaml', folderOf(WHOLE)).status).toBe(0);
});

test('--help', () => {
  const { status, stdout, stderr } = migrate({}, 'multiport migrate --help');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain(
    'Exit status: 0 all of it is carried over, 1 something is left behind, 2 a mistake in the call or input that cannot be read.',
  );
});
