import { Controller } from '../graph/controller';
import { Service, ServicePort } from '../graph/service';
import { WiringGraph } from '../graph/wiring-graph';
import { portIn } from '../graph/workload';

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
  return typeof port.target === 'number' ? port.target : portIn(declared, port.target, port.protocol)?.number;
}

/** The ports of the Services that publish a controller, or another proxy, to be asked by where they lead. */
export class PublishedPorts {
  public readonly byNumber = new Map<number, ServicePort[]>();
  private readonly byTarget = new Map<number, ServicePort[]>();
  private readonly targets = new Map<ServicePort, number | undefined>();

  public constructor({ workload }: Pick<Controller, 'workload'>, services: readonly Service[]) {
    for (const port of services.flatMap((service) => service.ports)) {
      const target = targetNumber(workload.ports, port);
      this.targets.set(port, target);
      add(this.byNumber, port.number, port);
      if (target !== undefined) {
        add(this.byTarget, target, port);
      }
    }
  }

  /** The Service ports that lead to a port of the controller, under whatever protocol. */
  public leadingTo(port: number): readonly ServicePort[] {
    return this.byTarget.get(port) ?? [];
  }

  /** Where a Service port leads; undefined where its name is declared nowhere. */
  public targetOf(port: ServicePort): number | undefined {
    return this.targets.get(port);
  }
}

function add(lists: Map<number, ServicePort[]>, key: number, port: ServicePort): void {
  const list = lists.get(key);
  if (list) {
    list.push(port);
  } else {
    lists.set(key, [port]);
  }
}

/** Whether clients reach the controller on its node: hostNetwork, or a hostPort for this port. */
export function isOnHost({ workload }: Controller, port: number, protocol: string): boolean {
  return (
    workload.hostNetwork || workload.ports.some((each) => each.hostPort !== undefined && each.number === port && each.protocol === protocol)
  );
}
