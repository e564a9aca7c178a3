import { ExternalMap, ExternalObject, ExternalService } from '../graph/externals';
import { isClusterWide } from '../manifest';

/** How a Service outside of the input is written. */
export const SERVICE_FORM = 'namespace/name, with :port and /udp where they matter, as "database/postgres:5432"';

const SERVICE = /^([^\s/:]+)\/([^\s/:]+)(?::([^\s/:]+))?(?:\/(tcp|udp|sctp))?$/i;

/** `namespace/name[:port][/protocol]`; undefined where the text is none. */
export function externalServiceOf(text: string): ExternalService | undefined {
  const [, namespace, name, port, protocol] = SERVICE.exec(text) ?? [];
  return namespace === undefined
    ? undefined
    : {
        namespace,
        name,
        ...(port === undefined ? {} : { port: /^[0-9]+$/.test(port) ? Number(port) : port }),
        ...(protocol === undefined ? {} : { protocol: protocol.toUpperCase() }),
      };
}

/** `Kind namespace/name`, or `Kind name` for a kind that lives in no namespace; undefined where the text is neither. */
export function externalObjectOf(text: string): ExternalObject | undefined {
  const [, kind, namespace, name] = /^([A-Z][A-Za-z0-9]*) (?:([^\s/]+)\/)?([^\s/]+)$/.exec(text) ?? [];
  return kind === undefined || (namespace === undefined) !== isClusterWide(kind) ? undefined : { kind, namespace: namespace ?? '', name };
}

/** `namespace/name`; undefined where the text is none. */
export function externalMapOf(text: string): ExternalMap | undefined {
  const [, namespace, name] = /^([^\s/:]+)\/([^\s/:]+)$/.exec(text) ?? [];
  return namespace === undefined ? undefined : { namespace, name };
}

/** `30000-32767`; undefined where the text is no range of ports. */
export function portRangeOf(text: string): { readonly from: number; readonly to: number } | undefined {
  const [from, to] = text.split('-').map(Number);
  return from >= 1 && from <= to && to <= 65535 ? { from, to } : undefined;
}
