import { Finding, isFieldPlace, Place } from '../wiring/finding';

/** A finding of a program as one sentence: what, how to mend it, the rule, and the constructs that take part. */
export function sentenceOf({ rule, message, fix, place, related }: Finding): string {
  const own = pathOf(place);
  const others = [...new Set(related.flatMap((each) => pathOf(each.place) ?? []))].filter((path) => path !== own);
  const where = own === undefined ? '' : `${own}: `;
  const see = others.length === 0 ? '' : `, see ${others.join(', ')}`;
  return `${where}${message}: ${fix} (${rule}${see})`;
}

function pathOf(place: Place): string | undefined {
  return isFieldPlace(place) && place.manifest.origin.kind === 'construct' ? place.manifest.origin.path : undefined;
}
