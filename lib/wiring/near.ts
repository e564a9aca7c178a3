/** The texts that are most like one that is none of them, at most three. */
export function nearestOf(text: string, known: readonly string[]): string[] {
  const scored = known.map((each) => ({ each, score: distance(text, each) }));
  const limit = Math.max(2, Math.floor(text.length / 3));
  return scored
    .filter(({ score }) => score <= limit)
    .sort((a, b) => a.score - b.score)
    .slice(0, 3)
    .map(({ each }) => each);
}

/**
 * Whether one text is most likely the other one, mistyped: one letter in a word of some length is too many, missing, another one, or
 * changed places with its neighbour. Names that differ in a number are two names.
 */
export function isSlip(one: string, other: string): boolean {
  const longest = Math.max(one.length, other.length);
  const numbered = one.replace(/\d+/g, '') === other.replace(/\d+/g, '');
  return longest >= 4 && !numbered && isOneChange(one, other);
}

/** Linear, since every name of a namespace may be compared with every other. */
function isOneChange(one: string, other: string): boolean {
  let at = 0;
  while (at < one.length && one[at] === other[at]) {
    at += 1;
  }
  const [rest, otherRest] = [one.slice(at), other.slice(at)];
  return (
    rest.slice(1) === otherRest.slice(1) ||
    rest.slice(1) === otherRest ||
    rest === otherRest.slice(1) ||
    (rest[0] === otherRest[1] && rest[1] === otherRest[0] && rest.slice(2) === otherRest.slice(2))
  );
}

/** Levenshtein: how many letters have to be put in, taken out or changed. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 0; at < one.length; at += 1) {
    const next = [at + 1];
    for (let index = 0; index < other.length; index += 1) {
      next.push(Math.min(next[index] + 1, row[index + 1] + 1, row[index] + (one[at] === other[index] ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length];
}
