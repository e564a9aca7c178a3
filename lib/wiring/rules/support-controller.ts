import { Controller } from '../graph/controller';
import { Service, ServicePort } from '../graph/service';
import { WiringGraph } from '../graph/wiring-graph';

/** The controllers whose grammar and ports are known. */
export function nginxControllers(graph: WiringGraph): Controller[] {
  return graph.controllers.filter(({ product }) => product === 'ingress-nginx');
}

/** The Services that publish a controller: not the one of its webhook, nor of its metrics. */
export function publishingServices(graph: WiringGraph, controller: Controller): Service[] {
  return graph.servicesOf(controller.workload).filter((service) => !service.ports.every((port) => isInternal(controller, port)));
}

const METRICS = 10254;

function isInternal({ workload, ownPorts }: Controller, port: ServicePort): boolean {
  const number = targetNumber(workload.ports, port);
  return number === METRICS || ownPorts.some((own) => !own.checked && own.port === number);
}

/** The port of the Pod that a Service port leads to; undefined where its name is declared nowhere. */
export function targetNumber(declared: Controller['workload']['ports'], port: ServicePort): number | undefined {
  return typeof port.target === 'number'
    ? port.target
    : declared.find(({ name, protocol }) => name === port.target && protocol === port.protocol)?.number;
}

/** Whether clients reach the controller on its node: hostNetwork, or a hostPort for this port. */
export function isOnHost({ workload }: Controller, port: number, protocol: string): boolean {
  return (
    workload.hostNetwork || workload.ports.some((each) => each.hostPort !== undefined && each.number === port && each.protocol === protocol)
  );
}
