import { Protocol } from '../../model/port';
import { ServicePort } from '../../wiring/graph/service';
import { targetNumber } from '../../wiring/rules/support-controller';
import { Cluster } from '../cluster';
import { backendText } from '../wire/backend';
import { controllerAmong, entryOf, isOwnPort, mapOf } from '../wire/controller';

/** Where a Service port leads, as a table has it: to the Service of a map's entry, or to a port of Pods. */
export function leadsToOf(cluster: Cluster, port: ServicePort): string[] {
  const { service } = port;
  const pods = service.selector ? cluster.selectedPods(service.namespace, service.selector) : [];
  const controller = controllerAmong(pods);
  const number = controller && targetNumber(controller.workload.ports, port);
  if (controller && number !== undefined && !isOwnPort(controller, number, port.protocol)) {
    const entry = entryOf(mapOf(cluster, controller, port.protocol as Protocol), number);
    return entry ? [backendText({ namespace: entry.namespace, name: entry.service, port: entry.servicePort })] : [];
  }
  return [`targetPort ${port.target}`];
}
