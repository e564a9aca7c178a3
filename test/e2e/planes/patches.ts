import { readFileSync } from 'fs';
import { kubectl } from '../support/kubectl';

/**
 * Applies patch files by the commands in their heads, as their reader would: the arguments only where the controller lacks them, and the
 * ports of both protocols although they may be there.
 */
export async function patchWith(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const command = /^# {3}kubectl (patch \S+ \S+ -n \S+ --type=\S+ --patch-file) (\S+)$/m.exec(text);
    if (command === null) {
      throw new Error(`${file} has no command: ${text}`);
    }
    const args = [...command[1].split(' '), file];
    if (await isThere(text)) {
      continue;
    }
    await kubectl(args).catch((error: unknown) => {
      // "where it says "Duplicate value", they are there, and nothing was changed"
      if (!text.includes('where it says "Duplicate value"') || !(error as Error).message.includes('Duplicate value')) {
        throw error;
      }
    });
  }
}

/** Whether the command that looks first, where the file has one, prints something. */
async function isThere(text: string): Promise<boolean> {
  const look = /^# {3}kubectl get (\S+ \S+ -n \S+) -o jsonpath='([^']*)' \| grep -oE -- '([^']*)'$/m.exec(text);
  if (look === null) {
    return false;
  }
  const [, what, path, pattern] = look;
  return new RegExp(pattern).test(await kubectl(['get', ...what.split(' '), '-o', `jsonpath=${path}`]));
}
