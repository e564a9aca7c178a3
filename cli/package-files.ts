import { existsSync, readFileSync } from 'fs';
import { join } from 'path';

/** The folder of the package: above this one in the repository, and above `build/` where it is installed. */
const ROOT = [join(__dirname, '..'), join(__dirname, '..', '..')].find((folder) => existsSync(join(folder, 'package.json'))) ?? __dirname;

/** Version of the package. */
export function packageVersion(): string {
  return (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;
}

/** The page of a rule, where the package holds one. */
export function pageOf(rule: string): string | undefined {
  const file = join(ROOT, 'docs', 'rules', `${rule}.md`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
