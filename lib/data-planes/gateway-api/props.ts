import {
  LONGEST_INFRASTRUCTURE_ANNOTATION,
  LONGEST_INFRASTRUCTURE_PREFIX,
  MOST_ADDRESSES,
  MOST_INFRASTRUCTURE_ANNOTATIONS,
  MOST_INFRASTRUCTURE_LABELS,
} from '../../controllers/gateway-api/limits';
import { GatewayImplementation, profileOf } from '../../controllers/gateway-api/implementations';
import { Profile } from '../../controllers/gateway-api/profile';
import { assertLabelKey, assertLabels } from '../../model/labels';
import { assertDnsLabel, assertHostname, assertObjectName, assertServiceName } from '../../model/names';
import { assertList, assertObject, assertOneOf, display } from '../../model/port';
import { Refusal } from '../../model/refusal';
import { isIP } from 'net';

/** An address that a Gateway asks for. */
export interface GatewayAddress {
  /** An IPv4 or IPv6 address, or a host name. */
  readonly value: string;
  /** @default "IPAddress" */
  readonly type?: 'IPAddress' | 'Hostname';
}

/** What says which controller reads the objects. */
export interface GatewayImplementationProps {
  /**
   * Whose GatewayClass it is. What it cannot do is refused where it is asked for.
   * @default - the standard: everything that Gateway API 1.6 has
   */
  readonly implementation?: GatewayImplementation;
  /** Version of the implementation: "1.9" or "1.9.1". @default - the newest one that is known */
  readonly version?: string;
}

export interface GatewayApiProps extends GatewayImplementationProps {
  /** Name of the Gateway, and beginning of the names of its routes: a DNS label that begins with a letter. @default - id of the TcpMultiPortGateway */
  readonly name?: string;
  /** Namespace of the Gateway and its routes. @default - that of the chart, else "default" */
  readonly namespace?: string;
  /** Addresses to ask for, 16 at most, each once; of Envoy Gateway IP addresses only. @default - the implementation chooses */
  readonly addresses?: GatewayAddress[];
  /** Labels for what the implementation makes, as its Service: 8 at most. @default - none */
  readonly infrastructureLabels?: { readonly [key: string]: string };
  /** Annotations for what the implementation makes, as its Service: 16 at most, 4,096 characters each. @default - none */
  readonly infrastructureAnnotations?: { readonly [key: string]: string };
  /**
   * Listeners in ListenerSets from the first one on, so that the step from 64 to 65 moves none. The lowest one stays in the Gateway.
   * @default - only above 64 listeners
   */
  readonly listenerSets?: boolean;
}

export interface GatewayApiAttachProps extends GatewayImplementationProps {
  /**
   * Beginning of the names of routes and ListenerSets: a DNS label that begins with a letter. @default - id of the TcpMultiPortGateway
   */
  readonly name?: string;
  /** Namespace of the routes and ListenerSets. @default - that of the chart, else "default" */
  readonly namespace?: string;
  /**
   * Bring the listeners along, in ListenerSets; the Gateway has to allow them (`spec.allowedListeners`).
   * @default false - the Gateway has a listener for each exposure, by the name of the exposure; `port-443-tls` for TLS by host name
   */
  readonly listenerSets?: boolean;
}

/** A Gateway that somebody else makes. */
export interface GatewayReference {
  /** @default "default" */
  readonly namespace?: string;
  readonly name: string;
}

/** Checks what both ways in share. */
export function checkedProfile(props: GatewayApiProps | GatewayApiAttachProps): Profile {
  const { implementation, version, name, namespace, listenerSets } = props;
  if (implementation !== undefined) {
    assertOneOf(implementation, Object.values(GatewayImplementation), 'implementation');
  } else if (version !== undefined) {
    throw new Refusal(`version ${display(version)} is given without an implementation: say whose it is, or leave it out`);
  }
  const profile = profileOf(implementation, version);
  if (name !== undefined) {
    assertServiceName(name, 'name');
  }
  if (namespace !== undefined) {
    assertDnsLabel(namespace, 'namespace');
  }
  assertOneOf(listenerSets ?? false, [true, false], 'listenerSets');
  if (listenerSets === true && !profile.listenerSets) {
    throw new Refusal(`${profile.title} reads no ListenerSet: ${profile.remedies.listenerSets ?? 'leave out listenerSets'}`);
  }
  return profile;
}

/** Checks the Gateway's own settings. */
export function checkGatewayProps(className: unknown, props: GatewayApiProps, profile: Profile): void {
  assertObjectName(className, 'gatewayClassName');
  const { addresses = [], infrastructureLabels = {}, infrastructureAnnotations = {} } = props;
  checkAddresses(addresses, profile);
  assertObject(infrastructureLabels, 'infrastructureLabels', "{ team: 'edge' }");
  assertObject(infrastructureAnnotations, 'infrastructureAnnotations', "{ 'metallb.io/loadBalancerIPs': '192.0.2.1' }");
  const labels = Object.keys(infrastructureLabels).length;
  const annotations = Object.keys(infrastructureAnnotations).length;
  if (labels + annotations > 0 && !profile.infrastructure) {
    const field = labels > 0 ? 'infrastructureLabels' : 'infrastructureAnnotations';
    throw new Refusal(`${profile.title} does not pass on spec.infrastructure: ${profile.remedies.infrastructure ?? `leave out ${field}`}`);
  }
  assertAtMost(labels, MOST_INFRASTRUCTURE_LABELS, 'infrastructureLabels', 'labels');
  assertAtMost(annotations, MOST_INFRASTRUCTURE_ANNOTATIONS, 'infrastructureAnnotations', 'annotations');
  assertLabels(infrastructureLabels, 'infrastructureLabels');
  Object.keys(infrastructureLabels).forEach((key) => assertPrefix(key, 'infrastructureLabels'));
  for (const [key, value] of Object.entries(infrastructureAnnotations)) {
    assertLabelKey(key, 'infrastructureAnnotations');
    assertPrefix(key, 'infrastructureAnnotations');
    if (typeof value !== 'string' || value.length > LONGEST_INFRASTRUCTURE_ANNOTATION) {
      throw new Refusal(
        `infrastructureAnnotations gives ${display(key)} ${typeof value === 'string' ? `a value of ${value.length} characters` : `the value ${display(value)}`}: give a string of ${LONGEST_INFRASTRUCTURE_ANNOTATION} or fewer characters`,
      );
    }
  }
}

function checkAddresses(addresses: readonly GatewayAddress[], profile: Profile): void {
  assertList(addresses, 'addresses', "[{ value: '192.0.2.1' }]");
  if (addresses.length > 0 && !profile.staticAddresses) {
    throw new Refusal(`${profile.title} does not take spec.addresses: ${profile.remedies.staticAddresses ?? 'leave out addresses'}`);
  }
  assertAtMost(addresses.length, MOST_ADDRESSES, 'addresses', 'addresses');
  const seen = new Set<string>();
  addresses.forEach((address, index) => {
    const what = `addresses[${index}]`;
    assertObject(address, what, "{ value: '192.0.2.1' }");
    const { type = 'IPAddress', value } = address;
    assertOneOf(type, ['IPAddress', 'Hostname'], `${what}.type`);
    if (type === 'Hostname' && profile.ipAddressesOnly) {
      throw new Refusal(`${what} is a host name, and ${profile.title} takes IP addresses only: give an IPv4 or IPv6 address`);
    }
    if (type === 'Hostname') {
      assertHostname(value, `${what}.value`);
    } else if (typeof value !== 'string' || isIP(value) === 0 || value.includes('%')) {
      throw new Refusal(`${what}.value ${display(value)} is no IP address: give an IPv4 or IPv6 address, or type: 'Hostname'`);
    }
    const key = `${type} ${value}`;
    if (seen.has(key)) {
      throw new Refusal(`addresses has ${display(value)} twice: give it once`);
    }
    seen.add(key);
  });
}

function assertPrefix(key: string, what: string): void {
  const length = key.indexOf('/');
  if (length > LONGEST_INFRASTRUCTURE_PREFIX) {
    throw new Refusal(
      `${what} has the key ${display(key)}, whose prefix has ${length} characters: a Gateway takes ${LONGEST_INFRASTRUCTURE_PREFIX} at most`,
    );
  }
}

function assertAtMost(count: number, most: number, what: string, unit: string): void {
  if (count > most) {
    throw new Refusal(`${what} has ${count} ${unit}: a Gateway takes ${most} at most`);
  }
}
