const said = new Set<string>();

/** Says something once on standard error: a program that goes on, though its author should know. */
export function warn(message: string): void {
  if (!said.has(message)) {
    said.add(message);
    process.stderr.write(`warning: ${message}\n`);
  }
}
