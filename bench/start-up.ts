/**
 * What `cdk8s synth` takes with our app command, and with the one that `cdk8s init typescript-app` writes, on the same program.
 *
 *   node --require ts-node/register bench/start-up.ts
 *
 * Runs both by turns, and prints the median of each and their ratio: machines differ, the ratio less.
 */
import { execFileSync } from 'child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse } from 'yaml';

const RUNS = 5;
const ROOT = join(__dirname, '..');
const OURS = (parse(readFileSync(join(ROOT, 'cdk8s.yaml'), 'utf8')) as { app: string }).app;
const TEMPLATE = 'npx ts-node main.ts';

const folder = mkdtempSync(join(tmpdir(), 'start-up-'));

/** Our compiler options without what speeds ts-node up: the template has nothing of that, and checks libraries, too. */
const slowProject = join(folder, 'tsconfig.json');
const { compilerOptions } = parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8')) as { compilerOptions: object };
const slowOptions = {
  ...compilerOptions,
  skipLibCheck: false,
  isolatedModules: false,
  typeRoots: [join(ROOT, 'node_modules', '@types')],
  types: ['node'],
  paths: {},
};
writeFileSync(slowProject, JSON.stringify({ compilerOptions: slowOptions }));

function seconds(app: string, program: string, args: string[]): number {
  const project = app === TEMPLATE ? { TS_NODE_PROJECT: slowProject } : {};
  const env = { ...process.env, CDK8S_OUTDIR: join(folder, 'dist'), ...project };
  const start = process.hrtime.bigint();
  execFileSync(program, args, { cwd: ROOT, env, stdio: 'ignore' });
  return Number(process.hrtime.bigint() - start) / 1e9;
}

const synth = (app: string): number =>
  seconds(app, 'npx', ['cdk8s', 'synth', '--check-upgrade=false', '--app', app, '--output', join(folder, 'dist')]);
const alone = (app: string): number => seconds(app, 'sh', ['-c', app]);

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

for (const [what, run] of [
  ['the app command alone', alone],
  ['the whole of cdk8s synth', synth],
] as const) {
  const ours: number[] = [];
  const template: number[] = [];
  for (let index = 0; index < RUNS; index += 1) {
    ours.push(run(OURS));
    template.push(run(TEMPLATE));
  }
  const [a, b] = [median(ours), median(template)];
  console.log(`${what}: ours ${a.toFixed(2)} s, the template's ${b.toFixed(2)} s, ratio ${(a / b).toFixed(2)}`);
}
