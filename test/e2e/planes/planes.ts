import { mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart, Include } from 'cdk8s';
import {
  DataPlane,
  ExistingIngressNginx,
  GatewayApi,
  GatewayImplementation,
  IngressNginx,
  Protocol,
  SharedIp,
  Traefik,
} from 'cdk8s-multiport';
import { Manifest } from '../../support/manifests';
import { Target } from '../support/clients';
import { addressOf } from '../support/cluster';
import { customResource, facts, gatewayClass, LOAD_BALANCER, Need, UPSTREAM_MANIFESTS } from '../support/facts';
import { kubectl } from '../support/kubectl';
import { apply, objectsOf } from '../support/objects';
import { getObject, podsOf, rollout } from '../support/waits';
import { EDGE } from './exposures';
import { patchWith } from './patches';

/** Where a client finds an exposed port. */
export type Locator = (port: number, protocol: Protocol) => Target;

/** A data plane on the cluster. Everything about what it can do comes from its `capability`. */
export interface Plane {
  readonly name: string;
  readonly needs: readonly Need[];
  /** A new one for each program. */
  make(): DataPlane;
  /** What somebody else has in the cluster; it is taken away after the plane. @default - nothing */
  prepare?(): Promise<Manifest[]>;
  /** Undoes what `prepare` did beside making objects. @default - nothing */
  tidy?(): Promise<unknown>;
  /** What has to be done beside `kubectl apply`, and waits until the plane carries the table. */
  settle(plane: DataPlane): Promise<void>;
  /** Where a client finds the exposed ports. */
  locate(): Promise<Locator>;
  /** Why a new port makes controller Pods anew. @default - it does not */
  readonly restarts?: string;
  /** The Pods that carry the traffic. @default - there are none: the nodes do it */
  readonly controllers?: { readonly namespace: string; readonly selector: string };
}

const CONTROLLER = 'ingress-nginx-controller';
const COMPONENT = 'app.kubernetes.io/component=controller';

function at(host: string): Locator {
  return (port) => ({ host, port });
}

function nginx(name: string, make: () => DataPlane, namespace = 'ingress-nginx', controller = CONTROLLER): Plane {
  return {
    name,
    needs: [LOAD_BALANCER],
    make,
    settle: () => rollout(namespace, `deployment/${controller}`),
    locate: async () => at(await addressOf(namespace, controller)),
    controllers: { namespace, selector: COMPONENT },
  };
}

function upstream(version: string, provider: string): string {
  return join(process.env.MULTIPORT_UPSTREAM ?? '', `v${version}`, `${provider}.yaml`);
}

function fromManifest(version: string, provider: 'cloud' | 'baremetal' | 'kind'): Plane {
  const plane = nginx(`IngressNginx.fromManifest(${version}/${provider}.yaml)`, () =>
    IngressNginx.fromManifest(upstream(version, provider)),
  );
  if (provider === 'cloud') {
    return { ...plane, needs: [UPSTREAM_MANIFESTS, LOAD_BALANCER] };
  }
  return { ...plane, needs: [UPSTREAM_MANIFESTS], ...(provider === 'kind' ? hostPorts() : nodePorts()) };
}

/** The controller's Service is a NodePort. */
function nodePorts(): Pick<Plane, 'locate'> {
  return {
    locate: async () => {
      const { spec } = await getObject('ingress-nginx', 'service', CONTROLLER);
      const ports = spec.ports as { port: number; protocol: string; nodePort: number }[];
      return (port, protocol) => {
        const found = ports.find((each) => each.port === port && each.protocol === (protocol as string));
        if (!found) {
          throw new Error(`Service ingress-nginx/${CONTROLLER} has no port ${port}/${protocol}`);
        }
        return { host: facts().nodes[0].address, port: found.nodePort };
      };
    },
  };
}

/** The controller's Pod has ports of its node, which older manifests want to be labelled for it. */
function hostPorts(): Pick<Plane, 'locate' | 'prepare' | 'tidy' | 'restarts'> {
  const [labelled] = facts().nodes;
  return {
    restarts: 'a port of the node is a field of the Pod',
    prepare: async () => {
      await kubectl(['label', '--overwrite', 'node', labelled.name, 'ingress-ready=true']);
      return [];
    },
    tidy: () => kubectl(['label', 'node', labelled.name, 'ingress-ready-']),
    locate: async () => {
      const [{ spec }] = await podsOf('ingress-nginx', COMPONENT);
      const node = facts().nodes.find(({ name }) => name === spec.nodeName);
      return at(node?.address ?? (spec.nodeName as string));
    },
  };
}

/** Somebody else's controller: upstream's manifest as it is. The patches are applied by the commands that they bring along. */
function existing(version: string): Plane {
  const plane = nginx(`IngressNginx.existing() on ${version}/cloud.yaml`, () => IngressNginx.existing());
  return {
    ...plane,
    needs: [UPSTREAM_MANIFESTS, LOAD_BALANCER],
    prepare: async () => {
      const app = new App();
      new Include(new Chart(app, 'somebody'), 'controller', { url: upstream(version, 'cloud') });
      const objects = objectsOf(app);
      await apply(objects);
      return objects;
    },
    settle: async (dataPlane) => {
      await patchWith((dataPlane as ExistingIngressNginx).writePatches(mkdtempSync(join(tmpdir(), 'patches-'))));
      await plane.settle(dataPlane);
    },
  };
}

function envoyGateway(): Plane {
  const namespace = EDGE;
  const name = 'edge';
  const owned = 'gateway.envoyproxy.io/owning-gateway-name=' + name;
  return {
    name: "GatewayApi.forClass('envoy')",
    needs: [gatewayClass('envoy'), customResource('tcproutes.gateway.networking.k8s.io'), LOAD_BALANCER],
    make: () => GatewayApi.forClass('envoy', { name, namespace, implementation: GatewayImplementation.ENVOY_GATEWAY }),
    settle: async () => {
      await kubectl(['wait', '--for=condition=Programmed', `gateway/${name}`, '-n', namespace, '--timeout=120s'], { seconds: 130 });
    },
    locate: async () => at((await getObject(namespace, 'gateway', name)).status.addresses[0].value as string),
    controllers: { namespace: 'envoy-gateway-system', selector: owned },
  };
}

function traefik(): Plane {
  const namespace = 'e2e-traefik';
  const name = 'e2e-traefik';
  return {
    name: 'Traefik.install()',
    needs: [customResource('ingressroutetcps.traefik.io'), LOAD_BALANCER],
    make: () => Traefik.install({ name, namespace, proxyProtocolTrustedIps: ['0.0.0.0/0'] }),
    restarts: 'an entryPoint is opened when Traefik starts',
    settle: () => rollout(namespace, `deployment/${name}`),
    locate: async () => at(await addressOf(namespace, name)),
    controllers: { namespace, selector: `app.kubernetes.io/instance=${name}` },
  };
}

function sharedIp(): Plane {
  let address = '';
  return {
    name: 'SharedIp.metalLb()',
    needs: [customResource('ipaddresspools.metallb.io'), LOAD_BALANCER],
    // The last address of the pool: the others are given out from the first one on.
    prepare: async () => {
      const addresses = await kubectl(['get', 'ipaddresspools', '-A', '-o', 'jsonpath={.items[0].spec.addresses[0]}']);
      address = lastAddress(addresses);
      return [];
    },
    make: () => SharedIp.metalLb({ address }),
    settle: () => Promise.resolve(),
    locate: () => Promise.resolve(at(address)),
  };
}

/** Of `10.0.0.1-10.0.0.9`, or of a network of 256 addresses and less: the last one, and the last but one. */
function lastAddress(range: string): string {
  const [first, bits] = range.split('/');
  if (bits === undefined) {
    return range.split('-').pop() ?? range;
  }
  const parts = first.split('.');
  const size = 2 ** Math.min(32 - Number(bits), 8);
  return [...parts.slice(0, 3), Math.floor(Number(parts[3]) / size) * size + size - 2].join('.');
}

/** All data planes that there are. To add one, add its entry. */
export function planes(): Plane[] {
  return [
    nginx('IngressNginx.install()', () => IngressNginx.install()),
    nginx(
      "IngressNginx.install({ profile: 'l4' })",
      () => IngressNginx.install({ profile: 'l4' }),
      'ingress-nginx-l4',
      'ingress-nginx-l4-controller',
    ),
    ...['1.15.1', '1.3.1'].flatMap((version) =>
      (['cloud', 'baremetal', 'kind'] as const).map((provider) => fromManifest(version, provider)),
    ),
    existing('1.15.1'),
    envoyGateway(),
    sharedIp(),
    traefik(),
  ];
}
