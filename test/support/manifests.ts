import { ApiObject, Chart, Testing } from 'cdk8s';
import { TcpMultiPortGateway } from 'cdk8s-multiport';

/** A Kubernetes object as the tests read it. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string>; annotations?: Record<string, string> };
  [key: string]: any;
}

export function synth(chart: Chart): Manifest[] {
  return Testing.synth(chart) as Manifest[];
}

/** What a gateway renders, whatever the wiring check says of it: fixtures hold what would never answer. */
export function rendered(gateway: TcpMultiPortGateway): Manifest[] {
  const problems = gateway.node.validate();
  if (problems.length > 0) {
    throw new Error(problems.join('\n'));
  }
  return gateway.node.findAll().flatMap((construct) => (ApiObject.isApiObject(construct) ? [construct.toJson() as Manifest] : []));
}

/** The one object of this kind and name. */
export function find(objects: readonly Manifest[], kind: string, name: string): Manifest {
  const found = objects.filter((object) => object.kind === kind && object.metadata.name === name);
  if (found.length !== 1) {
    throw new Error(
      `${found.length} objects ${kind} ${name} among ${objects.map((object) => `${object.kind} ${object.metadata.name}`).join(', ')}`,
    );
  }
  return found[0];
}

export function newChart(id = 'chart', namespace?: string): Chart {
  return new Chart(Testing.app(), id, namespace === undefined ? {} : { namespace });
}
