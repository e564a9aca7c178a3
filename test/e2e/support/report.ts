/** A line of measurement in the output of the run. */
export function report(line: string): void {
  process.stdout.write(`e2e: ${line}\n`);
}
