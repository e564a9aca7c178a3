import { BackendPort, BackendService } from '../model/backend';
import { assertLabels } from '../model/labels';
import { assertDnsLabel, assertPortName, assertServiceName } from '../model/names';
import { assertCount, assertList, assertObject, assertOneOf, assertPort } from '../model/port';

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

/** What `backendServices()` returns, which anybody may write: a mistake is told here, and not by an object that no cluster takes. */
export function checkedServices(services: unknown): BackendService[] {
  assertList(services, 'what backendServices() returns', '[{ namespace, name, ports }]');
  services.forEach((service, index) => assertService(service, `backendServices()[${index}]`));
  return services as BackendService[];
}

function assertService(service: unknown, what: string): void {
  assertObject(service, what, '{ namespace, name, ports }');
  const { namespace, name, ports, endpoints, selector } = service as BackendService;
  assertDnsLabel(namespace, `${what}.namespace`);
  assertServiceName(name, `${what}.name`);
  if (ports !== undefined) {
    assertList(ports, `${what}.ports`, "[{ port: 80, protocol: 'TCP' }]");
    ports.forEach((port, index) => assertServicePort(port, `${what}.ports[${index}]`));
  }
  if (endpoints !== undefined) {
    assertCount(endpoints, 1, `${what}.endpoints`, 'Pods');
  }
  if (selector !== undefined) {
    assertObject(selector, `${what}.selector`, "{ app: 'web' }");
    assertLabels(selector, `${what}.selector`);
  }
}

function assertServicePort(given: unknown, what: string): void {
  assertObject(given, what, "{ port: 80, protocol: 'TCP' }");
  const { port, protocol, name, targetPort } = given as BackendPort;
  assertPort(port, `${what}.port`);
  assertOneOf(protocol, PROTOCOLS, `${what}.protocol`);
  if (name !== undefined) {
    assertDnsLabel(name, `${what}.name`);
  }
  if (typeof targetPort === 'number') {
    assertPort(targetPort, `${what}.targetPort`);
  } else if (targetPort !== undefined) {
    assertPortName(targetPort, `${what}.targetPort`);
  }
}
