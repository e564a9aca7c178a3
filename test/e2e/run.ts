import { spawnSync } from 'child_process';
import { join } from 'path';
import { guardProblem } from './support/guard';

/** `npm run e2e`: says in one sentence why it may not run, or hands over to jest. */
async function main(): Promise<void> {
  const problem = await guardProblem(process.env);
  if (problem !== undefined) {
    process.stderr.write(`e2e: ${problem}\n`);
    process.exitCode = 2;
    return;
  }
  const jest = join(__dirname, '..', '..', 'node_modules', 'jest', 'bin', 'jest.js');
  const { status } = spawnSync(process.execPath, [jest, '--config', join(__dirname, 'jest.config.js'), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}

void main();
