import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Result, ROOT } from '../support/run';
import { spawnSync } from 'child_process';

const NAIVE = join(ROOT, 'docs', 'images', 'naive-service.yaml');

/** Runs the command in an empty folder. */
function graph(args: readonly string[], { cwd = folder(), input = '' } = {}): Result {
  const command = ['--require', join(ROOT, 'node_modules', 'ts-node', 'register'), join(ROOT, 'cli', 'main.ts'), 'graph', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd,
    input,
    encoding: 'utf8',
    env: { ...process.env, TS_NODE_PROJECT: join(ROOT, 'tsconfig.json') },
  });
  return { status, stdout, stderr };
}

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'graph-'));
}

test('SVG on standard output; findings are drawn, and are no failure', () => {
  const svg = readFileSync(join(ROOT, 'docs', 'images', 'naive-service.svg'), 'utf8');
  expect(graph([NAIVE])).toEqual({ status: 0, stdout: svg, stderr: '' });
});

test('from standard input, as Mermaid text', () => {
  const { status, stdout, stderr } = graph(['-', '--format', 'mermaid'], { input: readFileSync(NAIVE, 'utf8') });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^---\ntitle: "Wiring of 2 external ports"\nconfig: .*\n---\nflowchart LR\n/);
  expect(stdout).toContain('--x|"service-selects-unequal-workloads"|');
});

test.each([
  ['out/wiring.svg', '<svg '],
  ['wiring.mmd', '---\n'],
  ['wiring.mermaid', '---\n'],
])('--output %s is drawn by its ending', (file, begin) => {
  const cwd = folder();
  expect(graph([NAIVE, '--output', file], { cwd })).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(readFileSync(join(cwd, file), 'utf8').startsWith(begin)).toBe(true);
});

test('--format is above the ending', () => {
  const cwd = folder();
  expect(graph([NAIVE, '-o', 'wiring.md', '--format', 'mermaid'], { cwd }).status).toBe(0);
  expect(readFileSync(join(cwd, 'wiring.md'), 'utf8')).toContain('flowchart LR');
});

describe('as multiport check', () => {
  const missing = 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n';

  test('--all, --closed-world and --namespace', () => {
    const open = graph(['-', '--all'], { input: missing }).stdout;
    const closed = graph(['-', '--all', '--closed-world', '--namespace', 'shop'], { input: missing }).stdout;
    expect(graph(['-'], { input: missing }).stdout).not.toContain('Service');
    expect(open).toContain('>Service · default</text>');
    expect(open).toContain('>1 unverified</text>');
    expect(closed).toContain('>Service · shop</text>');
    expect(closed).toContain('>1 error</text>');
  });

  test('the configuration of the folder, or another one', () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'multiport.yaml'), 'world: closed\n');
    writeFileSync(join(cwd, 'other.yaml'), 'namespace: other\n');
    expect(graph(['-', '--all'], { cwd, input: missing }).stdout).toContain('>1 error</text>');
    expect(graph(['-', '--all', '--config', 'other.yaml'], { cwd, input: missing }).stdout).toContain('>Service · other</text>');
  });

  test('what cannot be parsed is named, and the rest is drawn', () => {
    const { status, stdout, stderr } = graph(['-', '--all'], { input: `${missing}---\nkind: [\n` });
    expect([status, stdout.startsWith('<svg ')]).toEqual([0, true]);
    expect(stderr).toMatch(/^<stdin>:\d+: this cannot be parsed, and is not drawn: .+\n$/);
  });
});

test.each([
  [['--format', 'sgv', NAIVE], '--format "sgv" is not known: give svg, mermaid (did you mean svg?)\n'],
  [
    ['--output', 'wiring.png', NAIVE],
    '--output "wiring.png" does not tell what to draw: give --format svg or mermaid, or a file that ends in .svg, .mmd, .mermaid\n',
  ],
  [['--output', '/dev/null/wiring.svg', NAIVE], '--output "/dev/null/wiring.svg" cannot be written: file already exists\n'],
  [['nowhere'], '"nowhere" does not exist: give a file, a folder, a pattern in quotes, or - for standard input\n'],
  [['--nonsense'], "unknown option '--nonsense': multiport graph --help lists what there is\n"],
  [
    ['--namespace', 'A', NAIVE],
    '--namespace "A" is not valid: give 63 or fewer lower-case letters, digits and hyphens, no hyphen first or last\n',
  ],
])('%j is refused, and nothing is written', (args, message) => {
  const cwd = folder();
  expect(graph(args, { cwd })).toEqual({ status: 2, stdout: '', stderr: message });
  expect(readdirSync(cwd)).toEqual([]);
});
