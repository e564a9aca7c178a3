/** The match of every connection: the only one that a route without TLS may have. */
export const EVERY_CONNECTION = 'HostSNI(`*`)';

/** The match of some TLS connections, by the server name that they ask for. */
export interface NameMatch {
  readonly match: string;
  /** @default - Traefik's: the length of the match */
  readonly priority?: number;
}

/**
 * The matches for host names: one for all that are exact, one for each wildcard.
 *
 * Traefik takes the longer match first, and so would prefer a wildcard to a name below it. A wildcard gets the number of its labels as its
 * priority instead: always less than the length of a match for an exact name below it, and more than that of a wider wildcard.
 */
export function nameMatches(hostnames: readonly string[]): NameMatch[] {
  const exact = hostnames.filter((name) => !name.startsWith('*.'));
  const wildcards = hostnames.filter((name) => name.startsWith('*.')).map((name) => name.slice('*.'.length));
  return [
    ...(exact.length === 0 ? [] : [{ match: exact.map((name) => `HostSNI(\`${name}\`)`).join(' || ') }]),
    ...wildcards.map((suffix) => ({
      match: `HostSNIRegexp(\`^.+\\.${suffix.replaceAll('.', '\\.')}$\`)`,
      priority: suffix.split('.').length,
    })),
  ];
}

/** Whether a match takes every connection, whatever its spacing and quotes. */
export function isEveryConnection(match: string): boolean {
  return /^\s*HostSNI\(\s*[`"]\*[`"]\s*\)\s*$/i.test(match);
}

/** The exact host names that a match asks for, `*` left aside. */
export function namesIn(match: string): string[] {
  return [...match.matchAll(/HostSNI\(\s*[`"]([^`"]+)[`"]\s*\)/gi)].map(([, name]) => name).filter((name) => name !== '*');
}

/** The host names of a match that asks for nothing else, `*.` before those of a wildcard as `nameMatches` writes it; undefined for another. */
export function hostnamesOf(match: string): string[] | undefined {
  const names = match.split('||').map((part) => hostnameOf(part.trim()));
  return names.includes(undefined) ? undefined : (names as string[]);
}

function hostnameOf(matcher: string): string | undefined {
  const [, regexp, name] = /^HostSNI(Regexp)?\(\s*[`"]([^`"]+)[`"]\s*\)$/i.exec(matcher) ?? [];
  const [, suffix] = regexp === undefined ? [] : (/^\^\.\+\\\.((?:[a-z0-9-]|\\\.)+)\$$/i.exec(name) ?? []);
  return regexp === undefined ? name : suffix && `*.${suffix.replaceAll('\\.', '.')}`;
}
