import { copyFileSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { ROOT, Result, run } from './run';

/** Compiles the command as the package does, into a folder of its own, and returns its program. */
export function compiledCommand(): string {
  const folder = mkdtempSync(join(tmpdir(), 'command-'));
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  // Types are checked elsewhere.
  const { status, stdout } = run(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', join(folder, 'build'), '--noCheck']);
  if (status !== 0) {
    throw new Error(stdout);
  }
  copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return join(folder, 'build', 'cli', 'main.js');
}

/** Files in a folder of their own, by path. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'input-'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

/** Runs a line of the shell in a folder, with `multiport` as a command. */
export function shell(program: string, line: string, cwd: string, env: NodeJS.ProcessEnv = {}): Result {
  const command = `multiport() { "${process.execPath}" "${program}" "$@"; }\n${line}`;
  return run('bash', ['-c', command], { NO_COLOR: undefined, ...env }, cwd);
}
