import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Manifest } from '../../support/manifests';
import { Facts } from './facts';
import { kubectl } from './kubectl';
import { apply, objectsOf, remove } from './objects';
import { until } from './watch';

/** Looks at the cluster: nodes, classes, CRDs, and whether a LoadBalancer gets an address. */
export async function factsOfCluster(): Promise<Facts> {
  const crds = await names(['crds']);
  const nodes = JSON.parse(await kubectl(['get', 'nodes', '-o', 'json'])) as { items: Manifest[] };
  return {
    nodes: nodes.items.map((node) => ({ name: node.metadata.name, address: internalAddress(node) })),
    loadBalancer: await loadBalancerWorks(),
    gatewayClasses: crds.includes('gatewayclasses.gateway.networking.k8s.io') ? await names(['gatewayclasses']) : [],
    crds,
  };
}

async function names(args: readonly string[]): Promise<string[]> {
  const text = await kubectl(['get', ...args, '-o', 'jsonpath={.items[*].metadata.name}']);
  return text.split(' ').filter((name) => name !== '');
}

function internalAddress(node: Manifest): string {
  const addresses = node.status.addresses as { type: string; address: string }[];
  return addresses.find(({ type }) => type === 'InternalIP')?.address ?? node.metadata.name;
}

async function loadBalancerWorks(): Promise<boolean> {
  const namespace = 'multiport-e2e-probe';
  const app = new App();
  const chart = new Chart(app, 'probe');
  new k8s.KubeNamespace(chart, 'namespace', { metadata: { name: namespace } });
  new k8s.KubeService(chart, 'probe', {
    metadata: { name: 'probe', namespace },
    spec: { type: 'LoadBalancer', selector: { app: 'none' }, ports: [{ port: 65000 }] },
  });
  const objects = objectsOf(app);
  try {
    await apply(objects);
    await addressOf(namespace, 'probe', 60);
    return true;
  } catch (error) {
    process.stderr.write(`e2e: no LoadBalancer: ${(error as Error).message}\n`);
    return false;
  } finally {
    await remove(objects);
  }
}

/** Address or host name that the load balancer of a Service has. */
export async function addressOf(namespace: string, service: string, seconds = 90): Promise<string> {
  const entryOf = (object: Manifest): { ip?: string; hostname?: string } | undefined => object.status?.loadBalancer?.ingress?.[0];
  const what = `address of Service ${namespace}/${service}`;
  const found = await until(['service', service, '-n', namespace], (object) => entryOf(object) !== undefined, what, seconds);
  const { ip, hostname } = entryOf(found) ?? {};
  return ip ?? hostname ?? '';
}
