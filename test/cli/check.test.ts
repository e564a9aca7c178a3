import { existsSync, readdirSync, readFileSync, symlinkSync } from 'fs';
import { join } from 'path';
import { compiledCommand, folderOf, shell } from '../support/command';
import { run } from '../support/run';

let program: string;
beforeAll(() => {
  program = compiledCommand();
});

const multiport = (files: Readonly<Record<string, string>>, line: string, env: NodeJS.ProcessEnv = {}) =>
  shell(program, line, folderOf(files), env);

const service = (name: string, target: string, annotations = '{}') => `apiVersion: v1
kind: Service
metadata: { name: ${name}, annotations: ${annotations} }
spec:
  selector: { app: ${name} }
  ports: [{ port: 80, targetPort: ${target} }]
`;
const deployment = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: main, image: nginx, ports: [{ name: http, containerPort: 8080 }] }] }
`;
const pair = (name: string, target: string, annotations?: string) => `${service(name, target, annotations)}---\n${deployment(name)}`;

const CLEAN = { 'k8s/web.yaml': pair('web', 'http') };
const WRONG = { 'k8s/web.yaml': pair('web', 'htttp') };
const FINDING = `k8s/web.yaml:6:35  error  target-port-name-missing
  Service default/web sends port 80/TCP to the container port "htttp", and Deployment default/web has no port of that name (it declares 8080/TCP "http"), so the port has no endpoints
    6 |   ports: [{ port: 80, targetPort: htttp }]
      |                                   ^~~~~
  fix: name the container port so, or give the name or number of a port that is there
  see k8s/web.yaml:15:64: Deployment default/web declares 8080/TCP "http"

`;
/** A warning, and no error. */
const DOUBTFUL = {
  'k8s/web.yaml': `${pair('web', '8080')}---\n${service('other', '80').replace(/, annotations: \{\}/, `, annotations: { "multiport.dev/ignore.nothing": x }`)}`,
};

describe('exit status and output', () => {
  test('clean', () => {
    expect(multiport(CLEAN, 'multiport check k8s/')).toEqual({ status: 0, stdout: 'no findings in 1 file (2 objects)\n', stderr: '' });
  });

  test('a finding', () => {
    expect(multiport(WRONG, 'multiport check k8s/')).toEqual({ status: 1, stdout: `${FINDING}1 error\n`, stderr: '' });
  });

  test('no path is the current folder', () => {
    expect(multiport(WRONG, 'cd k8s && multiport check')).toEqual({
      status: 1,
      stdout: `${FINDING.replaceAll('k8s/', '')}1 error\n`,
      stderr: '',
    });
  });

  test('a warning is listed, and makes the status 1 only where it is asked to', () => {
    const { status, stdout } = multiport(DOUBTFUL, 'multiport check k8s/');
    expect([status, stdout]).toEqual([0, expect.stringContaining('  warning  ignore-without-effect\n')]);
    expect(multiport(DOUBTFUL, 'multiport check k8s/ --fail-on warning')).toEqual({ status: 1, stdout, stderr: '' });
    expect(multiport(DOUBTFUL, 'multiport check k8s/ --fail-on warning --show error')).toEqual({
      status: 1,
      stdout:
        '1 warning; 1 reference leads out of the input and was not verified (--closed-world checks it)\n' +
        '1 finding is not listed (--show info lists all)\n',
      stderr: '',
    });
  });

  test('what is not verified never makes the status 1, but in a closed world it is', () => {
    const input = { 'a.yaml': service('web', '80') };
    const summary = '1 reference leads out of the input and was not verified (--closed-world checks it)\n';
    expect(multiport(input, 'multiport check a.yaml --fail-on info')).toEqual({
      status: 0,
      stdout: `no findings in 1 file (1 object); ${summary}`,
      stderr: '',
    });
    const shown = multiport(input, 'multiport check a.yaml --show info --fail-on info');
    expect([shown.status, shown.stdout]).toEqual([0, expect.stringContaining('  info  service-selects-nothing (not verified)\n')]);
    expect(multiport(input, 'multiport check a.yaml --closed-world --fail-on warning').status).toBe(1);
  });

  test('ignored by an annotation, with a reason', () => {
    const ignored = { 'a.yaml': pair('web', 'htttp', '{ "multiport.dev/ignore.target-port-name-missing": "it comes tomorrow" }') };
    expect(multiport(ignored, 'multiport check a.yaml')).toEqual({
      status: 0,
      stdout: 'no findings in 1 file (2 objects), 1 ignored\n',
      stderr: '',
    });
  });

  test('the status is the same in every format, and standard output holds the document alone', () => {
    for (const [input, status] of [
      [CLEAN, 0],
      [WRONG, 1],
    ] as const) {
      for (const [format, begin] of [
        ['json', '{\n  "formatVersion": 1,'],
        ['sarif', '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",'],
        ['junit', '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="multiport" tests="1" '],
        [
          'github',
          status === 0 ? 'no findings' : '::error file=k8s/web.yaml,line=6,col=35,endLine=6,endColumn=40,title=target-port-name-missing::',
        ],
      ]) {
        const result = multiport(input, `multiport check k8s --format ${format}`);
        expect([result.status, result.stdout.slice(0, begin.length), result.stderr]).toEqual([status, begin, '']);
      }
    }
  });
});

describe('input', () => {
  test.each([
    ['standard input', 'multiport check - < k8s/web.yaml', '<stdin>'],
    ['a pattern', "multiport check 'k8s/**/*.yaml'", 'k8s/web.yaml'],
    ['a pattern of folders', "multiport check 'k8*'", 'k8s/web.yaml'],
    ['a path that goes to and fro', 'multiport check ./k8s/../k8s//web.yaml', 'k8s/web.yaml'],
    ['an absolute path', 'multiport check "$PWD/k8s"', 'k8s/web.yaml'],
    ['a path above', 'mkdir x && cd x && multiport check ../k8s', '../k8s/web.yaml'],
    ['one file in three ways', "multiport check k8s k8s/web.yaml 'k8s/*'", 'k8s/web.yaml'],
    ['a pipe of the shell', 'multiport check <(cat k8s/web.yaml) | sed "s#[^ ]*dev/fd/[0-9]*#pipe#g"; exit "${PIPESTATUS[0]}"', 'pipe'],
  ])('%s', (_, line, file) => {
    expect(multiport(WRONG, line)).toEqual({ status: 1, stdout: `${FINDING.replaceAll('k8s/web.yaml', file)}1 error\n`, stderr: '' });
  });

  test('YAML and JSON of folders, without node_modules, hidden files and folders, and multiport.yaml', () => {
    const wrong = pair('web', 'htttp');
    const input = {
      'a.yml': pair('a', 'http'),
      'deep/er/b.json': JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'b' }, spec: { ports: [{ port: 1 }] } }),
      'multiport.yaml': 'world: open\n',
      'values.yaml': 'a: 1\n',
      'README.md': wrong,
      'node_modules/x/web.yaml': wrong,
      '.github/web.yaml': wrong,
      'deep/.web.yaml': wrong,
    };
    expect(multiport(input, 'multiport check').stdout).toBe(
      'no findings in 3 files (3 objects)\n1 document is no Kubernetes object, and passed over\n',
    );
    expect(multiport(input, 'multiport check .github').status).toBe(1);
  });

  test('a List, in YAML and in JSON', () => {
    const [web, pods] = [service('web', 'htttp'), deployment('web')].map((text) =>
      text.replace(/^/gm, '    ').replace(/^ {4}/, '  - ').trimEnd(),
    );
    const list = `apiVersion: v1\nkind: List\nitems:\n${web}\n${pods}\n`;
    const { status, stdout } = multiport({ 'a.yaml': list }, 'multiport check a.yaml');
    expect([status, stdout.slice(0, stdout.indexOf('\n'))]).toEqual([1, 'a.yaml:9:39  error  target-port-name-missing']);
    const json = {
      kind: 'List',
      apiVersion: 'v1',
      items: [
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'web' },
          spec: { selector: { a: 'b' }, ports: [{ port: 80, targetPort: 'htttp' }] },
        },
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'web', labels: { a: 'b' } },
          spec: { containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 1 }] }] },
        },
      ],
    };
    const long = multiport({ 'a.json': JSON.stringify(json) }, 'multiport check a.json').stdout.split('\n');
    expect(long[0]).toBe('a.json:1:167  error  target-port-name-missing');
    expect(long[2].slice(long[3].indexOf('^'), long[3].lastIndexOf('~') + 1)).toBe('"htttp"');
    const pretty = multiport({ 'a.json': JSON.stringify(json, undefined, 2) }, 'multiport check a.json').stdout;
    expect(pretty).toContain('a.json:18:27  error  target-port-name-missing\n');
  });

  test('the order of paths does not matter', () => {
    const input = { 'b.yaml': pair('b', 'htttp'), 'a.yaml': pair('a', 'htttp'), 'c/d.yaml': pair('d', 'htttp') };
    const lines = ['a.yaml b.yaml c', 'c b.yaml a.yaml', 'b.yaml . c/d.yaml', '.'].map((paths) =>
      multiport(input, `multiport check ${paths}`),
    );
    expect(lines[0].stdout.match(/^\S+:\d+/gm)).toEqual(['a.yaml:6:35', 'b.yaml:6:35', 'c/d.yaml:6:35']);
    lines.forEach((result) => expect(result).toEqual(lines[0]));
  });

  test('a document that cannot be parsed is a finding, and leaves the others whole', () => {
    expect(multiport({ 'a.yaml': `${pair('web', 'http')}---\nkind: Service\nmetadata: *x\n` }, 'multiport check')).toEqual({
      status: 2,
      stdout: `a.yaml:18:12  error  unreadable
  this cannot be parsed: unidentified alias "x"
   18 | metadata: *x
      |            ^
  fix: mend the YAML

1 error
`,
      stderr: '',
    });
  });

  test('templates of a Helm chart are told once for each file', () => {
    const template = `{{- if .Values.a }}\n${service('{{ .Values.name }}', '80').replace('spec:', '{{ .Values.b }}\nspec:')}---\nkind: Service\n{{ end }}\n`;
    const input = {
      'Chart.yaml': 'apiVersion: v2\nname: a\n',
      'values.yaml': 'a: 1\n',
      'templates/a.yaml': template,
      'templates/b.yaml': template,
    };
    const { status, stdout } = multiport(input, 'multiport check');
    expect(status).toBe(0);
    expect(stdout.match(/^\S+ {2}.*$/gm)).toEqual([
      expect.stringMatching(/^templates\/a\.yaml:\d+:\d+ {2}warning {2}unrendered-template$/),
      expect.stringMatching(/^templates\/b\.yaml:\d+:\d+ {2}warning {2}unrendered-template$/),
    ]);
  });

  test('links are followed, one that leads in a circle once, and one that leads nowhere is told', () => {
    const folder = folderOf(WRONG);
    symlinkSync(folder, join(folder, 'k8s', 'circle'));
    symlinkSync('web.yaml', join(folder, 'k8s', 'again.yaml'));
    expect(shell(program, 'multiport check', folder)).toMatchObject({ status: 1, stdout: expect.stringMatching(/\n1 error\n$/) });
    symlinkSync('nothing', join(folder, 'k8s', 'broken.yaml'));
    expect(shell(program, 'multiport check', folder)).toMatchObject({
      status: 1,
      stderr: '"k8s/broken.yaml" is a link to a file that does not exist, and is passed over\n',
    });
  });

  test('a file that cannot be read is no finding', () => {
    // Root may read whatever has no permissions, but not what the kernel refuses.
    const root = process.getuid?.() === 0;
    const [make, reason] = root ? ['ln -sf /proc/self/mem', 'i/o error'] : ['chmod 000', 'permission denied'];
    expect(multiport(WRONG, `${make} k8s/web.yaml && multiport check`)).toEqual({
      status: 2,
      stdout: '',
      stderr: `"k8s/web.yaml" cannot be read: ${reason}\n`,
    });
  });
});

describe('mistakes are told in one sentence on standard error, and are status 2', () => {
  const paths = 'give a file, a folder, a pattern in quotes, or - for standard input';
  const formats = 'text, json, sarif, junit, github';
  test.each([
    ['check nope', `"nope" does not exist: ${paths}`],
    ['check k8s nope.yaml', `"nope.yaml" does not exist: ${paths}`],
    ["check '*.yml'", `"*.yml" matches no file: ${paths}`],
    ['check empty/', 'empty/ holds no Kubernetes objects: give a file or a folder that does'],
    ['check k8s empty', 'empty holds no Kubernetes objects: give a file or a folder that does'],
    ['check - < /dev/null', 'standard input holds no Kubernetes objects: give a file or a folder that does'],
    ['check empty/values.yaml', 'empty/values.yaml holds no Kubernetes objects: give a file or a folder that does'],
    ['check --format xml', `--format "xml" is not known: give ${formats}`],
    ['check --format sarrif', `--format "sarrif" is not known: give ${formats} (did you mean sarif?)`],
    ['check --fail-on errors', '--fail-on "errors" is not known: give error, warning, info (did you mean error?)'],
    ['check --show all', '--show "all" is not known: give error, warning, info'],
    [
      'check --output report',
      `--output "report" has no format: give <format>=<file> with one of ${formats}, or a file that ends in .txt, .json, .sarif, .xml`,
    ],
    [
      'check -o json=',
      `--output "json=" has no format: give <format>=<file> with one of ${formats}, or a file that ends in .txt, .json, .sarif, .xml`,
    ],
    ['check k8s -o k8s/web.yaml/a.json', '--output "k8s/web.yaml/a.json" cannot be written: not a directory'],
    [
      'check --namespace My_Shop',
      '--namespace "My_Shop" is not valid: give 63 or fewer lower-case letters, digits and hyphens, no hyphen first or last',
    ],
    [
      'check --external-service web',
      '--external-service "web" is not valid: give namespace/name, with :port and /udp where they matter, as "database/postgres:5432"',
    ],
    ['check --config nope.yaml', '--config "nope.yaml" does not exist: give a file such as multiport.yaml'],
    ['check --config wrong.yaml', 'wrong.yaml:1: unknown key "extrenal": give one of world, namespace, nodePortRange, external, ignore'],
    ['check --closd-world', "unknown option '--closd-world' (Did you mean --closed-world?): multiport check --help lists what there is"],
    ['check --format', "option '--format <format>' argument missing: multiport check --help lists what there is"],
    ['k8s/', '"k8s/" is no command: give check, graph, migrate or probe, and then the paths, as multiport check k8s/'],
    ['chekc k8s', "unknown command 'chekc' (Did you mean check?): multiport --help lists what there is"],
    ['--closed-world', "unknown option '--closed-world': multiport --help lists what there is"],
  ])('multiport %s', (line, message) => {
    const input = { ...CLEAN, 'empty/values.yaml': 'a: 1\n', 'wrong.yaml': 'extrenal: {}\n' };
    expect(multiport(input, `multiport ${line}`)).toEqual({ status: 2, stdout: '', stderr: `${message}\n` });
  });

  test('named files may be none of Kubernetes as long as one is', () => {
    expect(multiport({ ...CLEAN, 'values.yaml': 'a: 1\n' }, 'multiport check k8s/web.yaml values.yaml').status).toBe(0);
  });

  test('help and version are asked for, and are status 0; without a command, help is status 2', () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'));
    expect(multiport({}, 'multiport --version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    expect(multiport({}, 'multiport check --help')).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^Usage: multiport check /),
      stderr: '',
    });
    expect(multiport({}, 'multiport')).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(/^Usage: multiport /) });
  });
});

describe('options', () => {
  test('several reports are written beside what is printed, in folders that are made', () => {
    const folder = folderOf(WRONG);
    const { status, stdout } = shell(
      program,
      'multiport check k8s -o out/a.sarif -o out/a.json -o junit=out/tests.report --output out/a.txt',
      folder,
    );
    const read = (file: string) => readFileSync(join(folder, 'out', file), 'utf8');
    expect([status, stdout, read('a.txt')]).toEqual([1, `${FINDING}1 error\n`, `${FINDING}1 error\n`]);
    expect(JSON.parse(read('a.sarif')).runs[0].results).toHaveLength(1);
    expect(JSON.parse(read('a.json')).findings).toHaveLength(1);
    expect(read('tests.report')).toContain('<failure type="error"');
    expect(readdirSync(join(folder, 'out'))).toEqual(['a.json', 'a.sarif', 'a.txt', 'tests.report']);
  });

  test('multiport.yaml of the current folder, or the one that is named', () => {
    const config =
      'ignore:\n- rule: target-port-name-missing\n  object: Service default/web\n  file: k8s/*\n  reason: "it comes tomorrow"\n';
    const ignored = { status: 0, stdout: 'no findings in 1 file (2 objects), 1 ignored\n', stderr: '' };
    expect(multiport({ ...WRONG, 'multiport.yaml': config }, 'multiport check')).toEqual(ignored);
    expect(multiport({ ...WRONG, 'ci/other.yaml': config }, 'multiport check --config ci/other.yaml')).toEqual(ignored);
    expect(multiport({ ...WRONG, 'multiport.yaml': config.replace('k8s/', 'x/') }, 'multiport check').status).toBe(1);
  });

  test('multiport.yaml above the paths that are given, where the current folder has none', () => {
    const ignore = 'ignore: [{ rule: target-port-name-missing, reason: it comes tomorrow }]\n';
    const project = Object.fromEntries(Object.entries(WRONG).map(([file, text]) => [`project/${file}`, text]));
    const status = (files: Readonly<Record<string, string>>, line: string) => multiport({ ...project, ...files }, line).status;
    expect(status({ 'project/multiport.yaml': ignore }, 'multiport check project/k8s')).toBe(0);
    expect(status({ 'project/multiport.yaml': ignore }, 'cd project/k8s && multiport check .')).toBe(0);
    expect(status({ 'project/other/multiport.yaml': ignore }, 'multiport check project/k8s')).toBe(1);
    expect(status({ 'project/multiport.yaml': ignore, 'multiport.yaml': 'world: open\n' }, 'multiport check project/k8s')).toBe(1);
    expect(status({ 'project/multiport.yaml': ignore, 'b/b.yaml': '' }, 'multiport check project/k8s b/b.yaml')).toBe(1);
  });

  test('the world, the namespace and Services beside the input, by configuration and by option', () => {
    const map = `apiVersion: v1
kind: ConfigMap
metadata: { name: tcp-services, namespace: ingress-nginx }
data: { "5432": "database/postgres:5432" }
`;
    const config = 'world: closed\nexternal: { maps: [ingress-nginx/tcp-services] }\n';
    const input = { 'a.yaml': map, 'multiport.yaml': config };
    expect(multiport(input, 'multiport check a.yaml').stdout).toContain('  error  stream-service-missing\n');
    expect(multiport(input, 'multiport check a.yaml --external-service database/postgres:5432')).toMatchObject({ status: 0 });
    expect(
      multiport(
        { 'a.yaml': map, 'multiport.yaml': `${config}namespace: x\n`.replace('maps', 'services: [database/postgres], maps') },
        'multiport check',
      ),
    ).toMatchObject({ status: 0 });
    expect(multiport(WRONG, 'multiport check --namespace shop').stdout).toContain('Service shop/web sends');
    expect(multiport({ ...WRONG, 'multiport.yaml': 'namespace: shop\n' }, 'multiport check').stdout).toContain('Service shop/web sends');
    expect(multiport({ ...WRONG, 'multiport.yaml': 'namespace: shop\n' }, 'multiport check --namespace x').stdout).toContain(
      'Service x/web sends',
    );
  });
});

describe('standard output', () => {
  test('a reader that has had enough is no failure', () => {
    const input = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`${index}.yaml`, pair(`web-${index}`, 'htttp')]));
    const { status, stdout, stderr } = multiport(input, 'multiport check | head -1; exit "${PIPESTATUS[0]}"');
    expect([status, stdout, stderr]).toEqual([1, '0.yaml:6:35  error  target-port-name-missing\n', '']);
  });

  test('a disk that is full is', () => {
    expect(multiport(CLEAN, 'multiport check > /dev/full')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^the report cannot be printed: /),
    });
  });

  const script = existsSync('/usr/bin/script') ? test : test.skip;
  script('colours and a bar are for a terminal, and can be switched off there', () => {
    const folder = folderOf({
      ...WRONG,
      ...Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${index}.yaml`, deployment(`d-${index}`)])),
    });
    const onTerminal = (options: string, env: NodeJS.ProcessEnv = {}) =>
      run(
        'script',
        ['-qec', `${process.execPath} ${program} check ${options}`, '/dev/null'],
        { NO_COLOR: undefined, TERM: 'xterm', ...env },
        folder,
      );
    const { status, stdout } = onTerminal('');
    expect(status).toBe(1);
    expect(stdout).toContain('\u001b[31merror\u001b[39m');
    expect(stdout).toContain('of 301 files');
    expect(onTerminal('--no-color --no-progress').stdout).not.toContain('\u001b');
    expect(onTerminal('--no-progress', { NO_COLOR: '1' }).stdout).not.toContain('\u001b');
    expect(shell(program, 'multiport check', folder, { FORCE_COLOR: '1' }).stdout).not.toContain('\u001b');
  });
});

test('it starts without the packages that it does not need', () => {
  const loaded = (files: Readonly<Record<string, string>>) => {
    const script = `process.argv.splice(1, 0, 'node'); process.argv.push('check');
process.on('exit', () => console.error(JSON.stringify([...new Set(Object.keys(require.cache).flatMap((file) => /node_modules\\/([^/]+)/.exec(file)?.[1] ?? []))].sort())));
require(${JSON.stringify(program)});`;
    const { stderr } = run(process.execPath, ['-e', script], {}, folderOf(files));
    return JSON.parse(stderr);
  };
  expect(loaded(CLEAN)).toEqual(['commander', 'js-yaml', 'picocolors']);
  expect(loaded({ ...CLEAN, 'multiport.yaml': 'world: open\n' })).toEqual(
    expect.arrayContaining(['ajv', 'commander', 'js-yaml', 'picocolors']),
  );
});
