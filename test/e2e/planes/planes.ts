import { mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart, Include } from 'cdk8s';
import { DataPlane, ExistingIngressNginx, GatewayApi, GatewayImplementation, IngressNginx, Protocol } from 'cdk8s-multiport';
import { Manifest } from '../../support/manifests';
import { Target } from '../support/clients';
import { addressOf } from '../support/cluster';
import { customResource, facts, gatewayClass, LOAD_BALANCER, Need, UPSTREAM_MANIFESTS } from '../support/facts';
import { kubectl } from '../support/kubectl';
import { apply, objectsOf } from '../support/objects';
import { getObject, rollout } from '../support/waits';
import { EDGE } from './exposures';
import { patchWith } from './patches';

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
  /** Where a client finds an exposed port. */
  target(port: number, protocol: Protocol): Promise<Target>;
  /** The Pods that carry the traffic. @default - there are none: the nodes do it */
  readonly controllers?: { readonly namespace: string; readonly selector: string };
}

const CONTROLLER = 'ingress-nginx-controller';

function nginx(name: string, make: () => DataPlane, namespace = 'ingress-nginx', controller = CONTROLLER): Plane {
  return {
    name,
    needs: [LOAD_BALANCER],
    make,
    settle: () => rollout(namespace, `deployment/${controller}`),
    target: async (port) => ({ host: await addressOf(namespace, controller), port }),
    controllers: { namespace, selector: 'app.kubernetes.io/component=controller' },
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
function nodePorts(): Pick<Plane, 'target'> {
  return {
    target: async (port, protocol) => {
      const { spec } = await getObject('ingress-nginx', 'service', CONTROLLER);
      const ports = spec.ports as { port: number; protocol: string; nodePort: number }[];
      const found = ports.find((each) => each.port === port && each.protocol === (protocol as string));
      if (!found) {
        throw new Error(`Service ingress-nginx/${CONTROLLER} has no port ${port}/${protocol}`);
      }
      return { host: facts().nodes[0].address, port: found.nodePort };
    },
  };
}

/** The controller's Pod has ports of the one node that is labelled for it. */
function hostPorts(): Pick<Plane, 'target' | 'prepare' | 'tidy'> {
  const [node] = facts().nodes;
  return {
    prepare: async () => {
      await kubectl(['label', '--overwrite', 'node', node.name, 'ingress-ready=true']);
      return [];
    },
    tidy: () => kubectl(['label', 'node', node.name, 'ingress-ready-']),
    target: (port) => Promise.resolve({ host: node.address, port }),
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
    target: async (port) => {
      const { status } = await getObject(namespace, 'gateway', name);
      return { host: status.addresses[0].value as string, port };
    },
    controllers: { namespace: 'envoy-gateway-system', selector: owned },
  };
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
  ];
}
