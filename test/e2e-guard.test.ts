import { chmodSync, mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ROOT, run } from './support/run';

const folder = mkdtempSync(join(tmpdir(), 'e2e-'));
const config = join(folder, 'config');
writeFileSync(config, '');

/** A kubectl that answers as the shell script says. */
function kubectl(name: string, script: string): string {
  const bin = mkdtempSync(join(folder, `${name}-`));
  const file = join(bin, 'kubectl');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return `${bin}:/usr/bin:/bin`;
}

const ofLab = kubectl('lab', '[ "$*" = "config current-context" ] && echo lab && exit 0; echo "connection refused" >&2; exit 1');
const ofProduction = kubectl('production', 'echo production');
const without = kubectl('without', 'echo "error: current-context is not set" >&2; exit 1');
const nowhere = mkdtempSync(join(folder, 'empty-'));

// `npm run e2e` without a way to a cluster: one sentence, status 2, and no test is begun.
test.each([
  [
    'no KUBECONFIG',
    { KUBECONFIG: undefined, PATH: ofLab },
    'the end-to-end tests need a cluster, and KUBECONFIG is not set: set it to the file that describes one',
  ],
  [
    'a KUBECONFIG that is not there',
    { KUBECONFIG: '/nowhere/config', PATH: ofLab },
    'KUBECONFIG is /nowhere/config, which is not there: set it to the file that describes a cluster',
  ],
  [
    'no kubectl',
    { KUBECONFIG: config, PATH: nowhere },
    'the end-to-end tests need kubectl, and it is not in PATH: install version 1.32 or later',
  ],
  [
    'no current context',
    { KUBECONFIG: config, PATH: without },
    `KUBECONFIG is ${config}, and kubectl finds no current context in it (error: current-context is not set): kubectl config use-context`,
  ],
  [
    'no context allowed',
    { KUBECONFIG: config, PATH: ofLab, MULTIPORT_E2E_CONTEXT: undefined },
    'MULTIPORT_E2E_CONTEXT is not set: set it to lab, the current context, if the end-to-end tests may make and delete namespaces, ' +
      'and label nodes, in that cluster',
  ],
  [
    'another context allowed than the current one',
    { KUBECONFIG: config, PATH: ofProduction, MULTIPORT_E2E_CONTEXT: 'lab' },
    'the current context is production, and MULTIPORT_E2E_CONTEXT allows lab alone: kubectl config use-context lab, ' +
      'or set MULTIPORT_E2E_CONTEXT to the cluster that the end-to-end tests may change',
  ],
  [
    'a cluster that does not answer',
    { KUBECONFIG: config, PATH: ofLab, MULTIPORT_E2E_CONTEXT: 'lab' },
    'the cluster of context lab does not answer (connection refused): start it, or set KUBECONFIG to another one',
  ],
])('%s', (_, env, sentence) => {
  const result = run(process.execPath, ['--require', 'ts-node/register', 'test/e2e/run.ts'], env, ROOT);
  expect(result).toEqual({ status: 2, stdout: '', stderr: `e2e: ${sentence}\n` });
});
