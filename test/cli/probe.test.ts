import { spawn } from 'child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'fs';
import { AddressInfo, createServer, Server } from 'net';
import { delimiter, join } from 'path';
import { Plain, pod, whole } from '../probing/support/objects';
import { compiledCommand, folderOf, shell } from '../support/command';
import { Result, run } from '../support/run';

let program: string;
let server: Server;
let open: number;
let closed: number;

const listen = (on: Server): Promise<number> =>
  new Promise((resolve) => on.listen(0, '127.0.0.1', () => resolve((on.address() as AddressInfo).port)));

beforeAll(async () => {
  program = compiledCommand();
  server = createServer();
  open = await listen(server);
  const gone = createServer();
  closed = await listen(gone);
  await new Promise((resolve) => gone.close(resolve));
});
afterAll(() => server.close());

/** What the kubectl of the tests answers: a list, what it says on standard error, or nothing for a kind that is not there. */
interface Answers {
  readonly [resource: string]: readonly Plain[] | string;
}

const KUBECTL = `#!/bin/sh
here=\${0%/*}
echo "$*" >> "$here/calls"
namespace=
for arg; do
  case $arg in --namespace=*) namespace=@\${arg#--namespace=} ;; esac
done
answer="$here/answers/$2$namespace"
[ -e "$here/answers/all.err" ] && answer="$here/answers/all"
[ "$(cat "$answer.err" 2>/dev/null)" != SLEEP ] || exec sleep 60
[ -e "$answer.err" ] && cat "$answer.err" >&2 && exit 1
cat "$answer.json" 2>/dev/null || echo '{ "apiVersion": "v1", "kind": "List", "items": [] }'
`;

interface World {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  calls(): string[][];
}

function world(answers: Answers, files: Readonly<Record<string, string>> = {}): World {
  const answered = Object.entries(answers).map(([resource, answer]) =>
    typeof answer === 'string'
      ? [`bin/answers/${resource}.err`, `${answer}\n`]
      : [`bin/answers/${resource}.json`, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: answer })],
  );
  const folder = folderOf({ ...files, 'bin/kubectl': KUBECTL, ...Object.fromEntries(answered) });
  chmodSync(join(folder, 'bin', 'kubectl'), 0o755);
  const file = join(folder, 'bin', 'calls');
  const calls = (): string[][] =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .trim()
          .split('\n')
          .map((line) => line.split(' '))
      : [];
  return { folder, env: { PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}` }, calls };
}

function multiport(line: string, answers: Answers, files?: Readonly<Record<string, string>>): Result {
  const { folder, env } = world(answers, files);
  return shell(program, `multiport ${line}`, folder, env);
}

/** A Service at 127.0.0.1 with a ready Pod, by the kinds that kubectl is asked for. */
function web(port: number, name = 'web', namespace = 'shop'): Answers {
  const spec = { ports: [{ port, targetPort: 8080, protocol: 'TCP' }] };
  const [service, pod, slice] = whole(name, spec, { namespace, ingress: [{ ip: '127.0.0.1' }] });
  return { services: [service], pods: [pod], 'endpointslices.discovery.k8s.io': [slice] };
}

const table = (port: number, result: string, name = 'web'): string =>
  `${['PORT'.padEnd(`${port}/TCP`.length), 'ADDRESS  ', 'PUBLISHED BY'.padEnd(`Service shop/${name}`.length), 'LEADS TO       ', 'RESULT'].join('  ')}\n` +
  `${port}/TCP  127.0.0.1  Service shop/${name}  targetPort 8080  ${result}\n`;
const refused = (port: number): string =>
  `${table(port, 'refused')}\n${port}/TCP of Service shop/web at 127.0.0.1  refused  nobody-listens
  Service shop/web sends ${port}/TCP to port 8080 of 1 ready Pod, and the connection is refused: nobody listens there (Pod shop/web-5d7c-x declares 8080/TCP)
  fix: give the Service the targetPort on which the program listens, or have the program listen on port 8080/TCP of all addresses, and not of 127.0.0.1

1 port: 1 does not answer\n`;

describe('exit status and output', () => {
  test('a port that answers', () => {
    expect(multiport('probe', web(open))).toEqual({
      status: 0,
      stdout: `${table(open, 'answers')}\n1 port: 1 answers\n`,
      stderr: '',
    });
  });

  test('a port that does not', () => {
    expect(multiport('probe', web(closed))).toEqual({ status: 1, stdout: refused(closed), stderr: '' });
  });

  test('the status is the same in every format, and reports are written beside', () => {
    const { folder, env } = world(web(closed));
    const { status, stdout } = shell(
      program,
      'multiport probe --format json -o junit=out/tests.report -o out/a.txt -o out/a.json',
      folder,
      env,
    );
    const read = (file: string): string => readFileSync(join(folder, 'out', file), 'utf8');
    expect([status, read('a.json'), read('a.txt')]).toEqual([1, stdout, refused(closed)]);
    expect(JSON.parse(stdout)).toMatchObject({ formatVersion: 1, summary: { ports: 1, answering: 0, withoutError: 0, failing: 1 } });
    expect(read('tests.report')).toContain('<failure type="nobody-listens"');
  });
});

describe('what is asked of the cluster', () => {
  test('kubectl gets, and does nothing else; what says more is read only where something does not answer', () => {
    const well = world(web(open));
    shell(program, 'multiport probe --context here', well.folder, well.env);
    const calls = well.calls();
    expect(calls.every(([verb]) => verb === 'get')).toBe(true);
    expect(calls[0]).toEqual(['get', 'services', '--output=json', '--request-timeout=30s', '--all-namespaces', '--context=here']);
    expect(calls.map(([, resource]) => resource).sort()).toEqual([
      'endpointslices.discovery.k8s.io',
      'gatewayclasses.gateway.networking.k8s.io',
      'gateways.gateway.networking.k8s.io',
      'grpcroutes.gateway.networking.k8s.io',
      'httproutes.gateway.networking.k8s.io',
      'listenersets.gateway.networking.k8s.io',
      'nodes',
      'pods',
      'services',
      'tcproutes.gateway.networking.k8s.io',
      'tlsroutes.gateway.networking.k8s.io',
      'udproutes.gateway.networking.k8s.io',
    ]);
    const ill = world(web(closed));
    shell(program, 'multiport probe', ill.folder, ill.env);
    const more = ill.calls().slice(calls.length);
    expect(more.map(([, resource]) => resource).sort()).toEqual([
      'daemonsets.apps',
      'deployments.apps',
      'events',
      'replicasets.apps',
      'statefulsets.apps',
    ]);
    expect(more.find(([, resource]) => resource === 'events')).toContain('--field-selector=type=Warning');
  });

  test('only the ConfigMaps that a controller names, and none whose name is no name', () => {
    const nginx = (map: string): Plain =>
      pod(
        'nginx',
        {},
        { containers: [{ name: 'c', image: 'ingress-nginx/controller:v1.15.1', args: [`--tcp-services-configmap=${map}`] }] },
      );
    const { folder, env, calls } = world({ ...web(open), pods: [nginx('shop/tcp-services'), nginx('shop/--server=evil')] });
    shell(program, 'multiport probe', folder, env);
    expect(calls().filter(([, resource]) => resource === 'configmaps')).toEqual([
      ['get', 'configmaps', '--output=json', '--request-timeout=30s', '--namespace=shop', '--field-selector=metadata.name=tcp-services'],
    ]);
  });

  test('kinds that the cluster does not have are none', () => {
    const absent = 'error: the server doesn\'t have a resource type "gateways"';
    const answers = { ...web(open), 'gateways.gateway.networking.k8s.io': absent, 'tcproutes.gateway.networking.k8s.io': absent };
    expect(multiport('probe', answers)).toMatchObject({ status: 0, stderr: '' });
  });

  test('what may not be read is said, and told apart by namespace', () => {
    const forbidden = 'Error from server (Forbidden): nodes is forbidden: User "joe" cannot list resource "nodes" at the cluster scope';
    const { services, pods, ...rest } = web(open);
    const limited = { ...rest, services: forbidden, pods: forbidden, nodes: forbidden, 'services@shop': services, 'pods@shop': pods };
    const { status, stdout } = multiport('probe --namespace shop', limited);
    expect([status, stdout]).toEqual([
      0,
      `${table(open, 'answers')}
1 port: 1 answers
not readable, so nothing is told of them: Node (nodes is forbidden: User "joe" cannot list resource "nodes" at the cluster scope)
readable in namespace shop only: Service, Pod
`,
    ]);
    expect(multiport('probe', limited)).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'kubectl may not get services of all namespaces (nodes is forbidden: User "joe" cannot list resource "nodes" at the cluster scope): give --namespace\n',
    });
  });
});

describe('input', () => {
  const declared = (name: string, port: number): string =>
    `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { type: LoadBalancer, selector: { app: ${name} }, ports: [{ port: ${port}, targetPort: 8080 }] }\n`;
  const both = (): Answers => {
    const [one, two] = [web(open), web(closed, 'other')];
    return Object.fromEntries(Object.keys(one).map((kind) => [kind, [...(one[kind] as Plain[]), ...(two[kind] as Plain[])]]));
  };

  test('with paths, what they declare, and where the cluster has it', () => {
    const files = { 'k8s/web.yaml': declared('web', open) };
    const answers = both();
    expect(multiport('probe k8s --namespace shop', answers, files)).toEqual({
      status: 0,
      stdout: `${table(open, 'answers')}\n1 port: 1 answers\n`,
      stderr: '',
    });
    expect(multiport('probe', answers, files).status).toBe(1);
    expect(multiport('probe k8s', answers, files).stdout).toContain('Service default/web is not in the cluster\n  fix: apply it\n');
    expect(multiport('probe k8s', answers, { ...files, 'multiport.yaml': 'namespace: shop\n' }).status).toBe(0);
  });

  test('without paths, those of a namespace', () => {
    const [a, b] = [web(open), web(closed, 'other', 'elsewhere')];
    const answers = Object.fromEntries(Object.keys(a).map((kind) => [kind, [...(a[kind] as Plain[]), ...(b[kind] as Plain[])]]));
    expect(multiport('probe --namespace shop', answers).status).toBe(0);
    expect(multiport('probe --namespace elsewhere', answers).status).toBe(1);
  });

  test('--no-cluster: a dump is all that is asked', () => {
    const answers = web(closed);
    const dump = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: Object.values(answers).flat() });
    const { folder, env, calls } = world({}, { 'dump.json': dump });
    expect(shell(program, 'multiport probe - --no-cluster < dump.json', folder, env)).toEqual({
      status: 1,
      stdout: refused(closed),
      stderr: '',
    });
    expect(calls()).toEqual([]);
  });

  test('--no-cluster: what a dump does not hold is not known, and not taken for missing', () => {
    const dump = JSON.stringify((web(closed).services as Plain[])[0]);
    expect(multiport('probe dump.json --no-cluster', {}, { 'dump.json': dump }).stdout).toContain(
      `  Service shop/web sends ${closed}/TCP to port 8080, and the connection is refused: what is behind it is not known (EndpointSlice objects: the input holds none)\n`,
    );
  });
});

describe('mistakes are told in one sentence on standard error, and are status 2', () => {
  const publishes = 'publishes no port: give a LoadBalancer or NodePort Service, a hostPort, a Gateway, or a map of ingress-nginx';
  test.each([
    ['probe nope', '"nope" does not exist: give a file, a folder, a pattern in quotes, or - for standard input'],
    ['probe --format sarif', '--format "sarif" is not known: give text, json, junit'],
    ['probe --timeout 0', '--timeout "0" is not a time: give seconds, more than 0 and at most 300'],
    ['probe --timeout 5s', '--timeout "5s" is not a time: give seconds, more than 0 and at most 300'],
    ['probe --timeout 301', '--timeout "301" is not a time: give seconds, more than 0 and at most 300'],
    [
      'probe --namespace My_Shop',
      '--namespace "My_Shop" is not valid: give 63 or fewer lower-case letters, digits and hyphens, no hyphen first or last',
    ],
    [
      'probe -o report',
      '--output "report" has no format: give <format>=<file> with one of text, json, junit, or a file that ends in .txt, .json, .xml',
    ],
    ['probe --no-cluster', '--no-cluster takes what it knows from paths: give files, a folder, or - for standard input'],
    ['probe inner.yaml --no-cluster --context x', '--context "x" names a cluster, and --no-cluster asks none: leave one of them out'],
    ['probe inner.yaml', `the input ${publishes}`],
    ['probe --namespace none', `namespace none of the cluster ${publishes}`],
    ['probe broken.yaml', 'broken.yaml:2: this cannot be parsed: unidentified alias "x"'],
    ['probe --concurrency 3', "unknown option '--concurrency': multiport probe --help lists what there is"],
  ])('multiport %s', (line, message) => {
    const files = {
      'inner.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { ports: [{ port: 80 }] }\n',
      'broken.yaml': 'kind: Service\nmetadata: *x\n',
    };
    expect(multiport(line, web(open), files)).toEqual({ status: 2, stdout: '', stderr: `${message}\n` });
  });

  test.each([
    [
      'Error in configuration: context was not found for specified context: x',
      'Error in configuration: context was not found for specified context: x',
    ],
    [
      'E1125 21:51:42.266008    6573 memcache.go:265] "Unhandled Error"\nThe connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?',
      'The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?',
    ],
    ['error: You must be logged in to the server (Unauthorized)', 'You must be logged in to the server (Unauthorized)'],
  ])('kubectl fails: %s', (stderr, line) => {
    expect(multiport('probe', { all: stderr })).toEqual({ status: 2, stdout: '', stderr: `kubectl get services fails: ${line}\n` });
  });

  test('no kubectl', () => {
    const { folder } = world({});
    const node = `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`;
    writeFileSync(join(folder, 'multiport'), node, { mode: 0o755 });
    expect(run(join(folder, 'multiport'), ['probe'], { PATH: folder }, folder)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'kubectl is not on the PATH: install it, or give what kubectl get printed as paths, with --no-cluster\n',
    });
  });
});

describe('a person at a terminal', () => {
  test('an interrupt ends it, before ports are probed and after', async () => {
    const late: Answers = { ...web(closed), 'deployments.apps': 'SLEEP' };
    for (const [answers, last] of [
      [{ services: 'SLEEP' }, 'services'],
      [late, 'deployments.apps'],
    ] as const) {
      const { folder, env, calls } = world(answers);
      const child = spawn(process.execPath, [program, 'probe'], { cwd: folder, env: { ...process.env, ...env } });
      let [out, err] = ['', ''];
      child.stdout.on('data', (data: Buffer) => (out += data.toString()));
      child.stderr.on('data', (data: Buffer) => (err += data.toString()));
      const asked = (): boolean => calls().some(([, resource]) => resource === last);
      while (!asked()) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      child.kill('SIGINT');
      const status = await new Promise((resolve) => child.on('close', resolve));
      expect([status, out, err]).toEqual([130, '', 'interrupted\n']);
    }
  });

  const script = existsSync('/usr/bin/script') ? test : test.skip;
  script('a bar and colours, and neither where they are not wanted', () => {
    const { folder, env } = world(web(open));
    const onTerminal = (options: string): string =>
      run(
        'script',
        ['-qec', `${process.execPath} ${program} probe ${options}`, '/dev/null'],
        { ...env, NO_COLOR: undefined, TERM: 'xterm' },
        folder,
      ).stdout;
    const shown = onTerminal('');
    expect(shown).toContain('of 1 ports');
    expect(shown).toContain('\u001b[32manswers\u001b[39m');
    expect(onTerminal('--no-color --no-progress')).not.toContain('\u001b');
  });
});
