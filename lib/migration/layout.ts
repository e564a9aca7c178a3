/** Characters of a line at most: the setting of this repository, and of the programs that it shows. */
const WIDTH = 140;

/** An expression of a program: as it is written, or an object. */
export type Expression = string | readonly Field[];

export interface Field {
  readonly key: string;
  readonly value: string;
}

/** `beginning(one, two);` as Prettier lays it out, at the margin. */
export function callText(beginning: string, args: readonly Expression[]): string {
  const flat = `${beginning}(${args.map(flatText).join(', ')});`;
  if (flat.length <= WIDTH) {
    return flat;
  }
  const [last, ...before] = [...args].reverse();
  const head = `${beginning}(${[...before.reverse().map((arg) => `${flatText(arg)}, `)].join('')}{`;
  // An object at the end begins on the line of the call, unless another one stands before it.
  if (typeof last !== 'string' && before.every((arg) => typeof arg === 'string') && head.length <= WIDTH) {
    return `${head}\n${fieldLines(last, '  ')}\n});`;
  }
  return `${beginning}(\n${args.map((arg) => `  ${brokenText(arg)},\n`).join('')});`;
}

/** A text in single quotes. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

function flatText(expression: Expression): string {
  return typeof expression === 'string' ? expression : `{ ${expression.map(({ key, value }) => `${key}: ${value}`).join(', ')} }`;
}

/** On lines of its own, two blanks from the margin. */
function brokenText(expression: Expression): string {
  const flat = flatText(expression);
  return typeof expression === 'string' || flat.length + 3 <= WIDTH ? flat : `{\n${fieldLines(expression, '    ')}\n  }`;
}

function fieldLines(fields: readonly Field[], indent: string): string {
  return fields.map(({ key, value }) => `${indent}${key}: ${value},`).join('\n');
}
