/**
 * What `multiport check` takes for pairs of Service and Deployment, beside kube-score on the same file.
 *
 *   npm run build && node --require ts-node/register bench/check.ts
 *
 * kube-score is run where it is on the PATH (`go install github.com/zegl/kube-score/cmd/kube-score@v1.20.0`). Both run by turns; printed are the
 * medians of the times, the peak memory, and the ratio of the times: machines differ, the ratio less.
 */
import { spawnSync } from 'child_process';
import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const RUNS = 5;
const NAMESPACES = 50;
const CLI = join(__dirname, '..', 'build', 'cli', 'main.js');
const folder = mkdtempSync(join(tmpdir(), 'bench-check-'));

function pairs(count: number): string {
  const pair = (index: number): string => {
    const namespace = `ns-${index % NAMESPACES}`;
    return `apiVersion: v1
kind: Service
metadata: { name: service-${index}, namespace: ${namespace} }
spec:
  selector: { app: app-${index} }
  ports:
    - port: 80
      targetPort: 8080
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: deployment-${index}, namespace: ${namespace} }
spec:
  replicas: 1
  selector: { matchLabels: { app: app-${index} } }
  template:
    metadata: { labels: { app: app-${index} } }
    spec:
      containers:
        - name: main
          image: nginx:1.27
          ports:
            - containerPort: 8080
`;
  };
  return Array.from({ length: count }, (_, index) => pair(index)).join('---\n');
}

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
}

/** Runs a program under `time -v`-like accounting of Node: the peak of the child that ended. */
function measure(program: string, args: readonly string[]): Measured {
  const script =
    'const { spawnSync } = require("child_process"); const start = process.hrtime.bigint();' +
    `const { status, error } = spawnSync(${JSON.stringify(program)}, ${JSON.stringify(args)}, { stdio: "ignore" });` +
    'if (error || status === null || status > 1) { throw error ?? new Error("status " + status); }' +
    'process.stdout.write(String(Number(process.hrtime.bigint() - start) / 1e9));';
  const { stdout, stderr } = spawnSync('/usr/bin/time', ['-f', '%M', process.execPath, '-e', script], { encoding: 'utf8' });
  return { seconds: Number(stdout), megabytes: Number(stderr.trim().split('\n').pop()) / 1024 };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const hasKubeScore = spawnSync('kube-score', ['version']).status === 0;
for (const count of [1000, 3000, 10000]) {
  const file = join(folder, `${count}.yaml`);
  writeFileSync(file, pairs(count));
  const ours: Measured[] = [];
  const theirs: Measured[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    ours.push(measure(process.execPath, [CLI, 'check', '--closed-world', file]));
    if (hasKubeScore && (count < 10000 || run < 2)) {
      theirs.push(measure('kube-score', ['score', '--output-format', 'ci', file]));
    }
  }
  const row = (runs: readonly Measured[]): string =>
    `${median(runs.map(({ seconds }) => seconds)).toFixed(2)} s, ${Math.max(...runs.map(({ megabytes }) => megabytes)).toFixed(0)} MB`;
  const ratio = (): string => (median(theirs.map(({ seconds }) => seconds)) / median(ours.map(({ seconds }) => seconds))).toFixed(1);
  console.log(
    `${count.toLocaleString('en-US')} pairs: multiport check ${row(ours)}` +
      (theirs.length > 0 ? `; kube-score ${row(theirs)}; ratio ${ratio()}` : '; kube-score is not there'),
  );
}
