import { App, Chart } from 'cdk8s';
import fc from 'fast-check';
import {
  DataPlane,
  LabeledStatefulService,
  LabeledStatefulServiceProps,
  Protocol,
  ProxyProtocol,
  TcpMultiPortGateway,
} from 'cdk8s-multiport';
import { Manifest } from '../../support/manifests';
import { objectsOf } from '../support/objects';
import { dnsLabel, hostname, namespace, NAMESPACES, port, protocol, proxyProtocol, serviceName, workload } from './random';

/** One call on the gateway. */
type Call =
  | {
      readonly kind: 'workload';
      readonly port: number;
      readonly which: number;
      readonly ofPort: number;
      readonly name?: string;
      readonly proxyProtocol?: ProxyProtocol;
    }
  | {
      readonly kind: 'reference';
      readonly port: number;
      readonly protocol: Protocol;
      readonly to: Reference;
      readonly name?: string;
      readonly proxyProtocol?: ProxyProtocol;
    }
  | { readonly kind: 'range'; readonly port: number; readonly length: number; readonly protocol: Protocol; readonly to: Reference }
  | { readonly kind: 'tls'; readonly port: number; readonly hostnames: string[]; readonly to: Reference; readonly name?: string }
  | { readonly kind: 'weighted'; readonly port: number; readonly protocol: Protocol; readonly to: Reference[]; readonly weights: number[] };

interface Reference {
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
}

/** A gateway, before anything has been refused. */
export interface RandomGateway {
  readonly workloads: LabeledStatefulServiceProps[];
  readonly calls: Call[];
}

const reference: fc.Arbitrary<Reference> = fc.record({ namespace, name: serviceName(), port });
const named = { name: dnsLabel, proxyProtocol };

const call: fc.Arbitrary<Call> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record(
      { kind: fc.constant('workload' as const), port, which: fc.nat(2), ofPort: fc.nat(9), ...named },
      { requiredKeys: ['kind', 'port', 'which', 'ofPort'] },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      { kind: fc.constant('reference' as const), port, protocol, to: reference, ...named },
      { requiredKeys: ['kind', 'port', 'protocol', 'to'] },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('range' as const), port, length: fc.integer({ min: 1, max: 6 }), protocol, to: reference }),
  },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        kind: fc.constant('tls' as const),
        port,
        hostnames: fc.array(hostname, { minLength: 1, maxLength: 4 }),
        to: reference,
        name: dnsLabel,
      },
      { requiredKeys: ['kind', 'port', 'hostnames', 'to'] },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('weighted' as const),
      port,
      protocol,
      to: fc.array(reference, { minLength: 1, maxLength: 5 }),
      weights: fc.array(fc.oneof(fc.nat(10), fc.constant(1_000_000)), { minLength: 5, maxLength: 5 }),
    }),
  },
);

export const randomGateway: fc.Arbitrary<RandomGateway> = fc.record({
  workloads: fc.array(workload, { minLength: 1, maxLength: 2 }),
  calls: fc.array(call, { minLength: 1, maxLength: 10 }),
});

export interface Built {
  readonly objects: Manifest[];
  readonly exposures: number;
  /** What was refused while it was built, or at synth. */
  readonly refusals: string[];
}

/** Builds the gateway; what is refused is left out, and remembered. */
export function build({ workloads, calls }: RandomGateway, makePlane: () => DataPlane): Built {
  const refusals: string[] = [];
  const attempt = <T>(body: () => T): T | undefined => {
    try {
      return body();
    } catch (error) {
      refusals.push((error as Error).message);
      return undefined;
    }
  };
  const app = new App();
  const chart = new Chart(app, 'edge', { namespace: NAMESPACES[0] });
  const plane = attempt(makePlane);
  if (plane === undefined) {
    return { objects: [], exposures: 0, refusals };
  }
  const backends = workloads.flatMap((props, index) => attempt(() => new LabeledStatefulService(chart, `workload-${index}`, props)) ?? []);
  const gateway = attempt(() => new TcpMultiPortGateway(chart, 'gateway', { dataPlane: plane }));
  if (gateway === undefined) {
    return { objects: [], exposures: 0, refusals };
  }
  calls.forEach((each) => attempt(() => perform(gateway, each, backends)));
  const objects = gateway.exposures.length === 0 ? [] : (attempt(() => objectsOf(app)) ?? []);
  return { objects, exposures: objects.length === 0 ? 0 : gateway.exposures.length, refusals };
}

function perform(gateway: TcpMultiPortGateway, each: Call, backends: readonly LabeledStatefulService[]): void {
  switch (each.kind) {
    case 'workload': {
      const backend = backends[each.which % Math.max(backends.length, 1)];
      const ports = backend?.backendServices().flatMap((service) => service.ports ?? []) ?? [];
      const target = ports[each.ofPort % Math.max(ports.length, 1)];
      if (target !== undefined) {
        const { name, proxyProtocol: proxy } = each;
        gateway.expose(each.port, backend, {
          protocol: target.protocol,
          servicePort: target.name ?? target.port,
          name,
          proxyProtocol: proxy,
        });
      }
      return;
    }
    case 'reference':
      gateway.expose(each.port, each.to, { protocol: each.protocol, name: each.name, proxyProtocol: each.proxyProtocol });
      return;
    case 'range':
      gateway.exposeRange(
        each.port,
        each.port + each.length - 1,
        { namespace: each.to.namespace, name: each.to.name },
        { protocol: each.protocol },
      );
      return;
    case 'tls':
      gateway.exposeTls(each.port, each.hostnames, each.to, { name: each.name });
      return;
    case 'weighted': {
      const weighted = each.to.map((backend, index) => ({ backend, weight: each.weights[index] }));
      gateway.exposeWeighted(each.port, weighted, { protocol: each.protocol });
    }
  }
}
