import { statSync } from 'fs';
import type { InputFile } from './files';

/** What is told while many files are read. */
export interface Progress {
  step(): void;
  stop(): void;
}

const MANY_FILES = 300;
const MANY_BYTES = 4_000_000;
const SILENT: Progress = { step: () => {}, stop: () => {} };

/** A bar on standard error, for a person who waits: on a terminal, and only where there is much to read. */
export async function progressOf(files: readonly InputFile[], wanted: boolean, stream: NodeJS.WriteStream): Promise<Progress> {
  if (!wanted || stream.isTTY !== true || !isMuch(files)) {
    return SILENT;
  }
  const { SingleBar } = await import('cli-progress');
  const bar = new SingleBar({
    stream,
    format: 'reading [{bar}] {value} of {total} files',
    clearOnComplete: true,
    hideCursor: true,
    barCompleteChar: '=',
    barIncompleteChar: ' ',
  });
  bar.start(files.length, 0);
  return { step: () => bar.increment(), stop: () => bar.stop() };
}

function isMuch(files: readonly InputFile[]): boolean {
  return files.length >= MANY_FILES || files.reduce((sum, { file }) => sum + sizeOf(file), 0) >= MANY_BYTES;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
