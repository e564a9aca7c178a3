import { App, Chart } from 'cdk8s';
import { GatewayApi, LabeledStatefulService, LabeledStatefulServiceProps, ServiceReference, TcpMultiPortGateway } from 'cdk8s-multiport';
import { IngressNginx } from 'cdk8s-multiport';
import { find, Manifest } from '../../support/manifests';
import { objectsOf } from '../support/objects';
import { NAMESPACES } from './random';

/** Something that we refuse because Kubernetes would not take it. */
export interface RefusalCase {
  readonly name: string;
  /** Throws. */
  readonly refused: () => unknown;
  /** What it would make: an object of ours with the one field that is wrong. */
  readonly object: () => Manifest;
  /** What the API server says of it. */
  readonly said: RegExp;
}

export const [namespace] = NAMESPACES;
export const long = (length: number): string => 'a'.repeat(length);

function workloadProps(props: Partial<LabeledStatefulServiceProps> = {}): LabeledStatefulServiceProps {
  return { namespace, labels: { app: 'web' }, ports: [{ port: 80 }], container: { name: 'main', image: 'alpine' }, ...props };
}

function newChart(): Chart {
  return new Chart(new App(), 'refusals', { namespace });
}

export function workload(props: Partial<LabeledStatefulServiceProps> = {}, id = 'web'): LabeledStatefulService {
  return new LabeledStatefulService(newChart(), id, workloadProps(props));
}

/** An object of ours, changed. */
export function changed(kind: string, name: string, objects: readonly Manifest[], change: (object: Manifest) => void): Manifest {
  const object = structuredClone(find(objects, kind, name));
  change(object);
  return object;
}

/** What makes no gateway needs the program verified, no more than its objects. */
export function ofWorkload(kind: string, change: (object: Manifest) => void): () => Manifest {
  return () => changed(kind, 'web', objectsOf(workload().node.root as App), change);
}

export const web: ServiceReference = { namespace, name: 'web', port: 80 };

export function gateway(plane = IngressNginx.install({ namespace })): TcpMultiPortGateway {
  return new TcpMultiPortGateway(newChart(), 'gateway', { dataPlane: plane });
}

/** The Service with the exposed ports 1000 and 2000. */
export function ofService(change: (object: Manifest) => void): () => Manifest {
  return () => {
    const made = gateway();
    made.expose(1000, web);
    made.expose(2000, web);
    return changed('Service', 'ingress-nginx-controller', objectsOf(made.node.root as App), change);
  };
}

export function ofGatewayApi(kind: string, name: string, change: (object: Manifest) => void): () => Manifest {
  return () => {
    const made = gateway(
      GatewayApi.forClass('envoy', {
        name: 'edge',
        namespace,
        addresses: [{ value: '192.0.2.1' }],
        infrastructureLabels: { a: 'b' },
        infrastructureAnnotations: { a: 'b' },
      }),
    );
    made.expose(1000, web);
    made.exposeTls(443, ['db.example.com'], web, { name: 'db' });
    return changed(kind, name, objectsOf(made.node.root as App), change);
  };
}

export const record = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, 'value']));
export const firstPort = (object: Manifest): any => object.spec.ports.find((port: { port: number }) => port.port === 1000);
export const container = (object: Manifest): any => object.spec.template.spec.containers[0];
