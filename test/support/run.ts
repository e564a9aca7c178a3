import { spawnSync } from 'child_process';
import { join } from 'path';

export const ROOT = join(__dirname, '..', '..');

export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program in the repository, as a person would. */
export function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = ROOT): Result {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env } });
  return { status, stdout, stderr };
}

/** Runs `cdk8s synth` of the checkout. */
export function synthCommand(args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = ROOT): Result {
  const bin = join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
  return run(process.execPath, [bin, 'synth', '--check-upgrade=false', ...args], env, cwd);
}
