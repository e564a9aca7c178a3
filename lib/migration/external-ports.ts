import { mapAt, textsAt } from '../model/plain';
import { Protocol } from '../model/port';
import { Controller } from '../wiring/graph/controller';
import { Service, ServicePort } from '../wiring/graph/service';
import { WiringGraph } from '../wiring/graph/wiring-graph';
import { isOnHost, PublishedPorts, publishingServices } from '../wiring/rules/support-controller';

/** A port that clients connect to. */
export interface ExternalPort {
  readonly port: number;
  /** Name of the port on the controller's Service, where a person gave it. @default - none */
  readonly name?: string;
}

interface Publisher {
  readonly controller: Controller;
  readonly services: readonly Service[];
  readonly balanced: PublishedPorts;
  readonly other: PublishedPorts;
}

/**
 * Where clients reach the keys of a map. nginx listens on the key; the controller's Service may have another port in front of it. Behind
 * nodePorts, a hostPort or hostNetwork the key itself stands for the port.
 */
export class ExternalPorts {
  private readonly publishers: readonly Publisher[];
  private readonly closed: boolean;

  public constructor(graph: WiringGraph, controllers: readonly Controller[]) {
    this.closed = graph.closed;
    this.publishers = controllers.map((controller) => {
      const services = publishingServices(graph, controller);
      return {
        controller,
        services,
        balanced: new PublishedPorts(controller, services.filter(isBalanced)),
        other: new PublishedPorts(
          controller,
          services.filter((service) => !isBalanced(service)),
        ),
      };
    });
  }

  /** The Services that publish the controllers. */
  public get services(): readonly Service[] {
    return [...new Set(this.publishers.flatMap(({ services }) => services))];
  }

  /** Whether the Services of the controllers are in the input: else the keys are taken for the ports. */
  public get known(): boolean {
    return this.publishers.length > 0 && (this.closed || this.publishers.some(({ services }) => services.length > 0));
  }

  /** The ports that lead to a key, by number; none where no client reaches it, as far as the input tells. */
  public leadingTo(key: number, protocol: Protocol): ExternalPort[] {
    const found = new Map<number, ExternalPort>();
    for (const { controller, balanced, other } of this.publishers) {
      const leading = of(balanced.leadingTo(key), protocol);
      leading.forEach((port) => found.set(port.number, { port: port.number, ...nameOf(port, key) }));
      if (leading.length === 0 && (of(other.leadingTo(key), protocol).length > 0 || isOnHost(controller, key, protocol))) {
        found.set(key, found.get(key) ?? { port: key });
      }
    }
    return [...found.values()].sort((a, b) => a.port - b.port);
  }
}

/** Whether a Service has its own ports outside of the cluster, and not just nodePorts. */
export function isBalanced({ type, manifest }: Service): boolean {
  return type === 'LoadBalancer' || textsAt(mapAt(manifest.object, 'spec'), 'externalIPs').length > 0;
}

function of(ports: readonly ServicePort[], protocol: Protocol): ServicePort[] {
  return ports.filter((port) => port.protocol === (protocol as string));
}

/** Names that a chart or a manual makes of the number say nothing. */
function nameOf({ name, number, protocol }: ServicePort, key: number): { readonly name?: string } {
  const made = name === undefined || name === '' || [number, key].some((each) => isMade(name, String(each), protocol.toLowerCase()));
  return made ? {} : { name };
}

function isMade(name: string, number: string, protocol: string): boolean {
  return (
    new RegExp(`^([a-z0-9-]+-)?${number}(-${protocol})?$`).test(name) ||
    new RegExp(`^(port|proxied-tcp|proxied-udp|tcp|udp)-${number}(-${protocol})?$`).test(name)
  );
}
