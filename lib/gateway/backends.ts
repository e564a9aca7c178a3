import { ApiObject } from 'cdk8s';
import { Service } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Backend, BackendService, IBackend, PortIndex, ServiceReference } from '../model/backend';
import { backendsOf, Exposure } from '../model/exposure';
import { assertDnsLabel, assertServiceName } from '../model/names';
import { assertCount, assertPort, display, Protocol } from '../model/port';
import { Refusal } from '../model/refusal';
import { serviceFacts } from '../objects/service-facts';
import { ExternalService } from '../wiring/graph/externals';
import { checkedServices } from './backend-services';

/** All that can stand behind an exposure. */
export type BackendSource = IBackend | Service | ApiObject | ServiceReference;

/** A backend whose Services are known, from which each exposure takes one port. */
export interface ResolvedSource {
  readonly ports: PortIndex;
  /** The port that a reference names itself. */
  readonly port?: number | string;
}

const KINDS = 'a LabeledStatefulService, a Service of cdk8s-plus-27, or { namespace, name, port } of a Service that lives elsewhere';

/** Works out which Services are meant. Throws where it is none. */
export function resolveSource(source: BackendSource): ResolvedSource {
  if (typeof source !== 'object' || source === null || Array.isArray(source)) {
    throw new Refusal(`the backend ${display(source)} is no Service: give ${KINDS}`);
  }
  if (isBackend(source)) {
    return { ports: new PortIndex(checkedServices(source.backendServices())) };
  }
  if (Construct.isConstruct(source)) {
    return { ports: new PortIndex([serviceFacts(serviceObject(source))]) };
  }
  return resolveReference(source);
}

/** The port of the backend for one exposure. */
export function backendOf(source: ResolvedSource, protocol: Protocol, servicePort: number | string | undefined): Backend {
  const wanted = servicePort === undefined ? source.port : servicePort;
  if (servicePort !== undefined && source.port !== undefined && servicePort !== source.port) {
    throw new Refusal(
      `servicePort ${display(servicePort)} is not the port ${display(source.port)} that the reference names: give one of them`,
    );
  }
  if (wanted !== undefined) {
    assertServicePort(wanted, 'servicePort');
  }
  return source.ports.pick(protocol, wanted);
}

function isBackend(source: object): source is IBackend {
  return typeof (source as Partial<IBackend>).backendServices === 'function';
}

/** Told by what it makes, not by its class: a second copy of cdk8s-plus-27 in the tree has other classes. */
function serviceObject(source: Construct): ApiObject {
  const { kind, apiVersion } = source as Partial<ApiObject>;
  if (kind !== 'Service' || apiVersion !== 'v1') {
    throw new Refusal(
      `the backend ${source.node.path} is ${kind === undefined ? 'no Service' : `a ${kind} of ${apiVersion}, not a Service of v1`}: give ${KINDS}`,
    );
  }
  return ApiObject.isApiObject(source) ? source : ApiObject.of(source);
}

function resolveReference(reference: ServiceReference): ResolvedSource {
  const namespace = reference.namespace ?? 'default';
  assertDnsLabel(namespace, 'namespace of the backend');
  assertServiceName(reference.name, 'name of the backend');
  if (reference.port !== undefined) {
    assertServicePort(reference.port, 'port of the backend');
  }
  const { endpoints } = reference;
  if (endpoints !== undefined) {
    assertCount(endpoints, 1, 'endpoints', 'Pods');
  }
  const service: BackendService = { namespace, name: reference.name, ...(endpoints === undefined ? {} : { endpoints }) };
  return { ports: new PortIndex([service]), port: reference.port };
}

function assertServicePort(port: number | string, what: string): void {
  if (typeof port !== 'string') {
    assertPort(port, what);
  } else if (/^\d+$/.test(port)) {
    throw new Refusal(`${what} ${display(port)} is a number in quotes: give ${port} without them, or the port's name`);
  } else {
    assertDnsLabel(port, what);
  }
}

/** The Services of exposures that were given as a reference: the program does not make them. */
export function externalServices(exposures: readonly Exposure[]): ExternalService[] {
  return exposures
    .flatMap((exposure) => backendsOf(exposure).map((backend) => ({ backend, protocol: exposure.protocol })))
    .filter(({ backend }) => backend.service.ports === undefined)
    .map(({ backend: { service, port }, protocol }) => ({
      namespace: service.namespace,
      name: service.name,
      port,
      protocol,
      ...(service.endpoints === undefined ? {} : { endpoints: service.endpoints }),
    }));
}
