import { display, isPort } from '../../model/port';
import { listAt, mapAt, PlainObject } from '../../model/plain';
import { gatewaysOf, Listener } from '../graph/gateways';
import { objectText, textAt } from '../manifest';
import { Rule } from '../rule';
import { Path } from '../yaml/layout';
import { isVariable } from './service-port-name';
import { at } from './support';

const PROTOCOLS = ['HTTP', 'HTTPS', 'TLS', 'TCP', 'UDP'];
/** `sectionName` of the CRDs. */
const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

interface Fault {
  readonly text: string;
  readonly fix: string;
  readonly path: Path;
  readonly part?: 'key' | 'value';
}

/** What the schema and the CEL rules of Gateway and ListenerSet refuse in a listener, and a protocol that is none, which they take. */
export const listenerInvalid: Rule = {
  id: 'listener-invalid',
  severity: 'error',
  summary: 'a listener with a name, port, protocol, host name or TLS settings that it cannot have',
  check(graph, report) {
    for (const { manifest, listeners } of gatewaysOf(graph).owners) {
      const names = new Set<string>();
      for (const listener of listeners) {
        const twice = listener.name !== '' && names.has(listener.name);
        names.add(listener.name);
        const fault: Fault | undefined = twice
          ? { text: 'has the name of another one, which Kubernetes refuses', fix: 'give each listener a name of its own', path: ['name'] }
          : faultOf(listener);
        if (fault) {
          const { text, fix, path, part = 'value' } = fault;
          report({
            message: `listener ${JSON.stringify(listener.name)} of ${objectText(manifest)} ${text}`,
            fix,
            place: at(manifest, [...listener.path, ...path], part),
          });
        }
      }
    }
  },
};

function faultOf({ name, object }: Listener): Fault | undefined {
  const protocol = textAt(object, 'protocol') ?? '';
  if ((name.length > 253 || !NAME.test(name)) && !isVariable(name)) {
    return {
      text: 'has no name that Kubernetes takes',
      fix: 'give it a name of small letters, digits, "-" and "." (253 at most) that begins and ends with a letter or digit',
      path: ['name'],
    };
  }
  if (!isPort(object.port) && !(typeof object.port === 'string' && isVariable(object.port))) {
    const meant = typeof object.port === 'string' && isPort(Number(object.port));
    return {
      text: `has port ${display(object.port)}, which is no port number, and Kubernetes refuses it`,
      fix: meant ? `write it without quotes, port: ${String(object.port)}` : 'give an integer from 1 to 65535',
      path: ['port'],
    };
  }
  if (!PROTOCOLS.includes(protocol) && !protocol.includes('/') && !isVariable(protocol)) {
    const capitals = protocol.toUpperCase();
    return {
      text: `has protocol ${JSON.stringify(protocol)}, which is none, so no implementation opens it`,
      fix: PROTOCOLS.includes(capitals) ? `write it in capitals, protocol: ${capitals}` : `give one of ${PROTOCOLS.join(', ')}`,
      path: ['protocol'],
    };
  }
  return fieldFault(protocol, object);
}

function fieldFault(protocol: string, object: PlainObject): Fault | undefined {
  const has = (key: string): boolean => object[key] !== undefined && object[key] !== null;
  const tls = mapAt(object, 'tls');
  const mode = textAt(tls, 'mode') ?? 'Terminate';
  if ((protocol === 'TCP' || protocol === 'UDP') && has('hostname')) {
    const fix = protocol === 'TCP' ? 'take out hostname, or make it protocol: TLS' : 'take out hostname';
    return { text: `is for ${protocol} and has a hostname, which Kubernetes refuses`, fix, path: ['hostname'] };
  }
  if (['TCP', 'UDP', 'HTTP'].includes(protocol) && has('tls')) {
    const other = protocol === 'TCP' ? ', or make it protocol: TLS' : protocol === 'HTTP' ? ', or make it protocol: HTTPS' : '';
    return { text: `is for ${protocol} and has tls, which Kubernetes refuses`, fix: `take out tls${other}`, path: ['tls'], part: 'key' };
  }
  if (protocol === 'TLS' && !has('tls')) {
    return {
      text: 'is for TLS and does not say tls.mode, which Kubernetes refuses',
      fix: 'give it tls: { mode: Passthrough } where the backend has the certificate, else mode: Terminate with certificateRefs',
      path: ['protocol'],
    };
  }
  if (protocol === 'HTTPS' && mode !== 'Terminate') {
    return {
      text: `is for HTTPS with tls.mode ${mode}, which Kubernetes refuses`,
      fix: 'make it protocol: TLS, or mode: Terminate with certificateRefs',
      path: ['tls', 'mode'],
    };
  }
  const certified = listAt(tls, 'certificateRefs').length > 0 || Object.keys(mapAt(tls, 'options')).length > 0;
  return has('tls') && mode === 'Terminate' && !certified
    ? {
        text: 'ends TLS without certificateRefs, which Kubernetes refuses',
        fix: 'give it tls.certificateRefs, or with protocol: TLS mode: Passthrough where the backend has the certificate',
        path: ['tls'],
        part: 'key',
      }
    : undefined;
}
