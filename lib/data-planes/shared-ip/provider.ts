import { Address, addressOf } from '../../controllers/shared-ip/addresses';
import { AnnotationNames } from '../../controllers/shared-ip/annotations';
import { Labels } from '../../model/labels';
import { display } from '../../model/port';
import { Refusal } from '../../model/refusal';
import { Front } from './fronts';

/** What the load balancers differ in. */
export interface SharingProvider {
  /** As in messages: "MetalLB". */
  readonly title: string;
  /** Those that are asked for, the first one first; none where something else names them. */
  readonly addresses: readonly Address[];
  /** What only one gateway may have, as in messages: "address 192.0.2.10". */
  readonly claims: readonly string[];
  /** Annotations that it writes, or that say the same. */
  readonly owned: readonly { readonly names: AnnotationNames; readonly mend: string }[];
  /** With the policy Local it lets only Services over the same Pods share an address. */
  readonly localNeedsSamePods: boolean;
  /** What else to do about that, as the end of "leave out the policy, use a gateway with another address, or …". */
  readonly samePodsRemedy?: string;
  /** Why the Services need node ports, as half a sentence. @default - they do not */
  readonly needsNodePorts?: string;
  readonly maxExposures?: number;
  /** What to do about more of them. */
  readonly maxExposuresRemedy?: string;
  /** The annotations of every Service. @param namespaces those of all Services, sorted */
  annotations(namespaces: readonly string[]): Labels;
  /** Throws where one Service more cannot stand beside the first one. */
  assertBeside?(front: Front, first: Front): void;
}

/** Throws where one of them is no address, or both are of one family. */
export function checkedAddresses(address: unknown, secondaryAddress: unknown): Address[] {
  const first = checkedAddress(address, 'address');
  if (secondaryAddress === undefined) {
    return [first];
  }
  const second = checkedAddress(secondaryAddress, 'secondaryAddress');
  if (first.family === second.family) {
    throw new Refusal(
      `address ${display(address)} and secondaryAddress ${display(secondaryAddress)} are both ${first.family}, and a Service has one of ` +
        'each family at most: make a gateway for each',
    );
  }
  return [first, second];
}

function checkedAddress(value: unknown, what: string): Address {
  const address = addressOf(value);
  if (!address) {
    throw new Refusal(`${what} ${display(value)} is no address for clients: give an IPv4 or IPv6 address, as "192.0.2.10"`);
  }
  return address;
}

export function addressClaims(addresses: readonly Address[]): string[] {
  return addresses.map(({ text }) => `address ${text}`);
}

export function addressList(addresses: readonly Address[]): string {
  return addresses.map(({ text }) => text).join(',');
}

/** Throws where something that a provider reads as a text is none. */
export function assertText(value: unknown, what: string): asserts value is string {
  if (typeof value !== 'string' || value.trim() === '') {
    throw new Refusal(`${what} ${display(value)} is no text: give one, or leave it out`);
  }
}

export function assertFlag(value: unknown, what: string): asserts value is boolean {
  if (typeof value !== 'boolean') {
    throw new Refusal(`${what} ${display(value)} is neither true nor false: give one of them`);
  }
}
