/**
 * How checking and drawing grow with the ports of a gateway: 500 and 2,000 on each data plane that has an object for each.
 *
 *   node --require ts-node/register bench/wiring.ts
 *
 * Prints the best of three times, and the ratio of the two: 4 is a line, 16 a square.
 */
import { Chart, Testing } from 'cdk8s';
import { DataPlane, GatewayApi, IngressNginx, LabeledStatefulService, TcpMultiPortGateway, Traefik } from '../lib';
import { appManifests } from '../lib/verification/app-manifests';
import { DEFAULT_OPTIONS } from '../lib/wiring/graph/wiring-graph';
import { Manifest } from '../lib/wiring/manifest';
import { pictureOf } from '../lib/wiring/picture/model';
import { svgOf } from '../lib/wiring/picture/svg';
import { verify } from '../lib/wiring/verify';

const PLANES: { readonly [name: string]: () => DataPlane } = {
  'ingress-nginx': () => IngressNginx.install({ profile: 'l4' }),
  'Gateway API': () => GatewayApi.forClass('bench'),
  Traefik: () => Traefik.install(),
};
const SIZES = [500, 2000];
const RUNS = 3;

function manifestsOf(make: () => DataPlane, count: number): Manifest[] {
  const chart = new Chart(Testing.app(), 'bench');
  const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane: make() });
  for (let index = 0; index < count; index += 1) {
    const service = new LabeledStatefulService(chart, `service-${index}`, {
      labels: { app: `service-${index}` },
      ports: [{ port: 80 }],
      container: { name: 'main', image: 'main' },
    });
    gateway.expose(20000 + 2 * index, service);
  }
  gateway.node.validate();
  return appManifests(chart).map(({ manifest }) => manifest);
}

function best(body: () => unknown): number {
  const times = Array.from({ length: RUNS }, () => {
    const begin = process.hrtime.bigint();
    body();
    return Number(process.hrtime.bigint() - begin) / 1e9;
  });
  return Math.min(...times);
}

for (const [name, make] of Object.entries(PLANES)) {
  const inputs = SIZES.map((count) => manifestsOf(make, count));
  const steps: { readonly [step: string]: (manifests: readonly Manifest[]) => unknown } = {
    check: (manifests) => verify(manifests, { ...DEFAULT_OPTIONS, closed: true }),
    graph: (manifests) => svgOf(pictureOf(verify(manifests, { ...DEFAULT_OPTIONS, closed: true }))),
  };
  for (const [step, body] of Object.entries(steps)) {
    const [few, many] = inputs.map((manifests) => best(() => body(manifests)));
    console.log(`${name}, ${step}: ${few.toFixed(2)} s, ${many.toFixed(2)} s; ratio of the times: ${(many / few).toFixed(1)}`);
  }
}
