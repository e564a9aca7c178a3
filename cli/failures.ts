import { Refusal } from '../lib/model/refusal';

/** What the system says of a failed call, without its code and its path: `permission denied`. */
export function reasonOf(error: unknown): string {
  const { message } = error as Error;
  return /^[A-Z]+: (.*?)(, |$)/.exec(message)?.[1] ?? message;
}

export function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(String((error as NodeJS.ErrnoException).code));
}

/** A file or folder that is there and cannot be read. */
export function unreadable(path: string, error: unknown): Refusal {
  return new Refusal(`"${path}" cannot be read: ${reasonOf(error)}`);
}
