import { isDnsLabel, isPortName } from '../../model/names';
import { Rule } from '../rule';
import { at, serviceText, workloadText } from './support';

/** Service ports need names where there are several; a container port's name is 15 characters at most, as is a named targetPort. */
export const servicePortName: Rule = {
  id: 'service-port-name',
  severity: 'error',
  summary: 'a port name that Kubernetes does not take, or that is missing where a Service has several ports',
  check(graph, report) {
    for (const service of graph.services) {
      const several = new Set(service.ports.map(({ number, protocol }) => `${number}/${protocol}`)).size > 1;
      const unnamed = service.ports.find(({ name }) => name === undefined);
      if (several && unnamed) {
        report({
          message: `port ${unnamed.number}/${unnamed.protocol} of ${serviceText(service)} has no name, which Kubernetes asks for where a Service has several ports`,
          fix: `give it one, as name: ${unnamed.protocol.toLowerCase()}-${unnamed.number}`,
          place: at(service.manifest, unnamed.path),
        });
      }
      for (const port of service.ports) {
        if (port.name !== undefined && !fits(port.name, isDnsLabel)) {
          report({
            message: `"${port.name}" is no name for a port of ${serviceText(service)}: Kubernetes takes 63 or fewer lower-case letters, digits and hyphens, no hyphen first or last`,
            fix: 'give another name',
            place: at(service.manifest, [...port.path, 'name']),
          });
        }
      }
    }
    // Where the Pods are there, it is their port that has the name, or that it is missing.
    for (const service of graph.services.filter((each) => graph.selectedBy(each).length === 0)) {
      for (const port of service.ports) {
        if (typeof port.target === 'string' && !fits(port.target, isPortName)) {
          report({
            message: `"${port.target}" of ${serviceText(service)} is no name of a container port: Kubernetes takes 15 or fewer lower-case letters, digits and single hyphens, at least one letter`,
            fix: 'give the number or the name of a port of the Pods',
            place: at(service.manifest, [...port.path, 'targetPort']),
          });
        }
      }
    }
    for (const workload of graph.workloads) {
      for (const { name, path } of workload.ports) {
        if (name !== undefined && !fits(name, isPortName)) {
          report({
            message: `"${name}" is no name for a container port of ${workloadText(workload)}: Kubernetes takes 15 or fewer lower-case letters, digits and single hyphens, at least one letter`,
            fix: 'give a shorter or plainer name, and the same to the targetPort that leads to it',
            place: at(workload.manifest, [...path, 'name']),
          });
        }
      }
    }
  },
};

/** Whether a name is taken as it is, or is one that another tool fills in. */
function fits(name: string, rule: (name: string) => boolean): boolean {
  return rule(name) || isVariable(name);
}

/** A placeholder that another tool fills in. */
export function isVariable(text: string): boolean {
  return text.includes('$') || text.includes('{{');
}
