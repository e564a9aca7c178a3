import { BackendPort, BackendService, serviceText } from '../../model/backend';
import { Exposure } from '../../model/exposure';
import { Labels } from '../../model/labels';
import { PlainObject } from '../../model/plain';
import { Protocol } from '../../model/port';
import { Refusal } from '../../model/refusal';

/** A LoadBalancer Service that stands for the ports of one protocol of one backend. */
export interface Front {
  readonly namespace: string;
  readonly name: string;
  readonly protocol: Protocol;
  /** The Service whose Pods it leads to. */
  readonly backend: BackendService;
  readonly selector: Labels;
}

/** Characters in the name of a Service. */
const LONGEST_NAME = 63;

/**
 * The Service for an exposure. TCP and UDP are apart, since client-side `kubectl apply` mixes up one number of both in one Service.
 * Throws where the Pods of the backend are not known, and where its name would be too long.
 */
export function frontOf(prefix: string, { backend: { service }, protocol }: Exposure): Front {
  const { namespace } = service;
  const selector = selectorOf(service);
  const name = `${prefix}-${service.name}${protocol === Protocol.TCP ? '' : '-udp'}`;
  if (name.length > LONGEST_NAME) {
    throw new Refusal(
      `the Service for ${serviceText(service)} would be called ${name}, which has ${name.length} characters, and ${LONGEST_NAME} is the most: ` +
        'give the data plane a shorter prefix',
    );
  }
  return { namespace, name, protocol, backend: service, selector };
}

function selectorOf(service: BackendService): Labels {
  if (service.ports === undefined) {
    throw new Refusal(
      `${serviceText(service)} is only a reference, and without a proxy the Pods behind it have to be known: give the Service itself, or an ` +
        'object whose backendServices() says its ports and its selector',
    );
  }
  if (service.selector === undefined || Object.keys(service.selector).length === 0) {
    throw new Refusal(
      `Service ${serviceText(service)} has no selector (its endpoints are made by hand, or it is an ExternalName), and without a proxy a ` +
        'port can only lead to Pods that one selects: give a Service with a selector, or use a data plane with a proxy',
    );
  }
  return service.selector;
}

/** `default/gateway-web`, which tells the Services apart. */
export function frontKey({ namespace, name }: Front): string {
  return `${namespace}/${name}`;
}

/** The TCP or the UDP ports of which Service it stands for. */
export function frontText({ protocol, backend }: Front): string {
  return `the ${protocol} ports of ${serviceText(backend)}`;
}

/** The Services of a table, by namespace and name, each with its exposures by port. */
export function frontsOf(prefix: string, exposures: readonly Exposure[]): { readonly front: Front; readonly exposures: Exposure[] }[] {
  const byKey = new Map<string, { readonly front: Front; readonly exposures: Exposure[] }>();
  for (const exposure of exposures) {
    const front = frontOf(prefix, exposure);
    const known = byKey.get(frontKey(front));
    if (known) {
      known.exposures.push(exposure);
    } else {
      byKey.set(frontKey(front), { front, exposures: [exposure] });
    }
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

/** Ports of the LoadBalancer Service: the external number, and the Pods' port behind the backend's one. */
export function frontPorts(exposures: readonly Exposure[]): PlainObject[] {
  return exposures.map((exposure) => {
    const target = backendPortOf(exposure);
    return { name: exposure.name, port: exposure.port, protocol: exposure.protocol, targetPort: target.targetPort ?? target.port };
  });
}

const indexes = new WeakMap<BackendPort[], Map<string, BackendPort>>();

/** The port that the exposure leads to, looked up: a range has a thousand of one Service. */
function backendPortOf({ backend, protocol }: Exposure): BackendPort {
  const ports = backend.service.ports ?? [];
  let index = indexes.get(ports);
  if (!index) {
    index = new Map(ports.flatMap((port) => [port.port, port.name].map((key) => [`${typeof key} ${key}/${port.protocol}`, port])));
    indexes.set(ports, index);
  }
  return index.get(`${typeof backend.port} ${backend.port}/${protocol}`) as BackendPort;
}
