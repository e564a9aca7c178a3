import { isIPv4, isIPv6 } from 'net';

/** As in `spec.ipFamilies` of a Service. */
export type IpFamily = 'IPv4' | 'IPv6';

/** An address that clients connect to. */
export interface Address {
  readonly family: IpFamily;
  /** The one way to write it: an IPv6 address in small letters, its longest row of zeros left out. */
  readonly text: string;
}

/**
 * The address of a text. Undefined where it is none: a prefix, an IPv6 zone, an IPv4 address in IPv6 dress; and where it is one of this
 * machine, of a link, or of a group (multicast).
 */
export function addressOf(value: unknown): Address | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  if (isIPv4(value)) {
    const [first] = value.split('.').map(Number);
    return first === 0 || first === 127 || first >= 224 ? undefined : { family: 'IPv4', text: value };
  }
  if (!isIPv6(value) || value.includes('%')) {
    return undefined;
  }
  const text = new URL(`http://[${value}]/`).hostname.slice(1, -1);
  return /^(::1?$|::ffff:|fe[89ab]|ff)/.test(text) ? undefined : { family: 'IPv6', text };
}
