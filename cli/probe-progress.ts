import { Progress } from './progress';

const SILENT: Progress = { step: () => {}, stop: () => {} };

/** A bar on standard error, for a person who waits at a terminal. */
export async function probeProgress(ports: number, wanted: boolean, stream: NodeJS.WriteStream): Promise<Progress> {
  if (!wanted || stream.isTTY !== true) {
    return SILENT;
  }
  const { SingleBar } = await import('cli-progress');
  const bar = new SingleBar({
    stream,
    format: 'probing [{bar}] {value} of {total} ports',
    clearOnComplete: true,
    hideCursor: true,
    barCompleteChar: '=',
    barIncompleteChar: ' ',
  });
  bar.start(ports, 0);
  return { step: () => bar.increment(), stop: () => bar.stop() };
}
