import { execFile } from 'child_process';
import { existsSync } from 'fs';
import { delimiter } from 'path';
import { promisify } from 'util';

const exec = promisify(execFile);

/** Names the context in which the suite may make and delete objects. */
export const ALLOWED_CONTEXT = 'MULTIPORT_E2E_CONTEXT';

/** Why the suite may not run, in one sentence; nothing where it may. */
export async function guardProblem(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const files = (env.KUBECONFIG ?? '').split(delimiter).filter((file) => file !== '');
  if (files.length === 0) {
    return 'the end-to-end tests need a cluster, and KUBECONFIG is not set: set it to the file that describes one';
  }
  if (!files.some((file) => existsSync(file))) {
    return `KUBECONFIG is ${env.KUBECONFIG}, which is not there: set it to the file that describes a cluster`;
  }
  const current = await currentContext(env);
  if (current.problem !== undefined) {
    return current.problem;
  }
  const allowed = env[ALLOWED_CONTEXT];
  if (allowed === undefined || allowed === '') {
    return (
      `${ALLOWED_CONTEXT} is not set: set it to ${current.context}, the current context, ` +
      'if the end-to-end tests may make and delete namespaces, and label nodes, in that cluster'
    );
  }
  if (allowed !== current.context) {
    return (
      `the current context is ${current.context}, and ${ALLOWED_CONTEXT} allows ${allowed} alone: ` +
      `kubectl config use-context ${allowed}, or set ${ALLOWED_CONTEXT} to the cluster that the end-to-end tests may change`
    );
  }
  return unreachable(env);
}

async function currentContext(env: NodeJS.ProcessEnv): Promise<{ context?: string; problem?: string }> {
  try {
    const { stdout } = await exec('kubectl', ['config', 'current-context'], { env });
    return { context: stdout.trim() };
  } catch (error) {
    const { code, stderr } = error as { code?: string | number; stderr?: string };
    return {
      problem:
        code === 'ENOENT'
          ? 'the end-to-end tests need kubectl, and it is not in PATH: install version 1.32 or later'
          : `KUBECONFIG is ${env.KUBECONFIG}, and kubectl finds no current context in it (${lastLine(stderr)}): kubectl config use-context`,
    };
  }
}

async function unreachable(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    await exec('kubectl', ['get', '--raw', '/readyz', '--request-timeout=10s'], { env });
    return undefined;
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    return `the cluster of context ${env[ALLOWED_CONTEXT]} does not answer (${lastLine(stderr)}): start it, or set KUBECONFIG to another one`;
  }
}

function lastLine(text = ''): string {
  return text.trim().split('\n').pop() ?? '';
}
