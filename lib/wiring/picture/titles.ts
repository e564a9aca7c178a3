import { Picture } from './picture';

export function titleOf({ exposures }: Picture): string {
  return `Wiring of ${counted(exposures, 'external port')}`;
}

/** What the rules say, in one line. */
export function subtitleOf({ boxes, findings, elsewhere }: Picture): string {
  const { error, warning, info } = findings;
  const parts = [
    ...(error > 0 ? [counted(error, 'error')] : []),
    ...(warning > 0 ? [counted(warning, 'warning')] : []),
    ...(info > 0 ? [`${info} unverified`] : []),
  ];
  const drawn = boxes.length === 0 ? 'Nothing here is reached from outside' : parts.length === 0 ? 'Nothing is broken' : parts.join(', ');
  const rest = elsewhere === 0 ? '' : `; ${counted(elsewhere, 'finding')} on objects that are not drawn`;
  return drawn + rest;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
