import { display } from './port';
import { Refusal } from './refusal';

const DNS_1035_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const DNS_1123_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const DNS_1123_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_LENGTH = 63;

/** Longest name of a container port (IANA service name, RFC 6335). */
export const PORT_NAME_LENGTH = 15;

/** Name of a Service: a DNS label that begins with a letter (RFC 1035), 63 characters or fewer. */
export function isServiceName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LABEL_LENGTH && DNS_1035_LABEL.test(value);
}

/** Name of a namespace, or of a Service port: a DNS label (RFC 1123), 63 characters or fewer. */
export function isDnsLabel(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LABEL_LENGTH && DNS_1123_LABEL.test(value);
}

/** Name of most objects: a DNS subdomain (RFC 1123), 253 characters or fewer. */
export function isObjectName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 253 && DNS_1123_SUBDOMAIN.test(value);
}

/**
 * Host name that a TLS client asks for (SNI): a DNS name in small letters, 253 characters or fewer, `*.` in front for every name
 * below. No IP address: TLS sends none (RFC 6066).
 */
export function isHostname(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 253) {
    return false;
  }
  const labels = value.replace(/^\*\./, '').split('.');
  return labels.every(isDnsLabel) && !/^\d+(\.\d+){3}$/.test(value);
}

/** Name of a container port: 15 characters or fewer, a letter among them, no `--` (Kubernetes' IANA_SVC_NAME). */
export function isPortName(value: unknown): value is string {
  return isDnsLabel(value) && value.length <= PORT_NAME_LENGTH && /[a-z]/.test(value) && !value.includes('--');
}

export function assertServiceName(value: unknown, what: string, longest = LABEL_LENGTH): asserts value is string {
  if (!isServiceName(value) || value.length > longest) {
    throw new Refusal(
      `${what} ${display(value)} is not a Service name: give ${longest} or fewer lower-case letters, digits and hyphens, ` +
        'a letter first and no hyphen last',
    );
  }
}

export function assertDnsLabel(value: unknown, what: string): asserts value is string {
  if (!isDnsLabel(value)) {
    throw new Refusal(
      `${what} ${display(value)} is not valid: give ${LABEL_LENGTH} or fewer lower-case letters, digits and hyphens, ` +
        'no hyphen first or last',
    );
  }
}

export function assertObjectName(value: unknown, what: string): asserts value is string {
  if (!isObjectName(value)) {
    throw new Refusal(
      `${what} ${display(value)} is not valid: give 253 or fewer lower-case letters, digits, hyphens and dots, ` +
        'each part beginning and ending with a letter or digit',
    );
  }
}

export function assertPortName(value: unknown, what: string): asserts value is string {
  if (!isPortName(value)) {
    throw new Refusal(
      `${what} ${display(value)} is not a port name: give ${PORT_NAME_LENGTH} or fewer lower-case letters, digits and ` +
        'single hyphens, at least one letter, no hyphen first or last',
    );
  }
}

export function assertHostname(value: unknown, what: string): asserts value is string {
  if (!isHostname(value)) {
    throw new Refusal(
      `${what} ${display(value)} is no host name: give a DNS name in lower-case letters, as "db.example.com", or "*.example.com" for ` +
        'every name below it',
    );
  }
}
