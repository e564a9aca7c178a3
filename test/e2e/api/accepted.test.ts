import { App, Chart } from 'cdk8s';
import fc from 'fast-check';
import { k8s } from 'cdk8s-plus-27';
import { Manifest } from '../../support/manifests';
import { kubectl, MANAGER } from '../support/kubectl';
import { apply, cleanUpAfterwards, listOf, objectsOf } from '../support/objects';
import { report } from '../support/report';
import { build, randomGateway } from './gateways';
import { planeOptions } from './plane-options';
import { NAMESPACES } from './random';

const GATEWAYS = 200;
const SEED = 20260;
/** Objects of one kubectl, which asks for them one behind the other. */
const BATCH = 250;

cleanUpAfterwards();

const stderr = jest.spyOn(process.stderr, 'write');

beforeAll(async () => {
  const app = new App();
  const chart = new Chart(app, 'namespaces');
  // Upstream's manifests are in ingress-nginx.
  [...NAMESPACES, 'ingress-nginx'].forEach((name) => new k8s.KubeNamespace(chart, name, { metadata: { name } }));
  await apply(objectsOf(app));
});

/** What the API server says against objects: a line for each. */
async function rejections(objects: readonly Manifest[]): Promise<string[]> {
  const batches = Array.from({ length: Math.ceil(objects.length / BATCH) }, (_, index) =>
    objects.slice(index * BATCH, (index + 1) * BATCH),
  );
  const lines: string[] = [];
  const lane = async (): Promise<void> => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      const args = ['apply', '--server-side', '--dry-run=server', '--force-conflicts', `--field-manager=${MANAGER}-dry`, '-f', '-'];
      await kubectl(args, { input: listOf(batch), seconds: 300 }).catch((error: unknown) => lines.push((error as Error).message));
    }
  };
  await Promise.all(Array.from({ length: 4 }, lane));
  return lines;
}

test.each(Object.entries(planeOptions()))(
  `${GATEWAYS} random gateways on %s: the API server takes all that they make`,
  async (name, plane) => {
    // What is said about each of them is no news here.
    stderr.mockReturnValue(true);
    const samples = fc.sample(fc.tuple(randomGateway, plane), { numRuns: GATEWAYS, seed: SEED });
    const built = samples.map(([gateway, make]) => build(gateway, make));
    stderr.mockRestore();
    const unique = new Map(built.flatMap(({ objects }) => objects).map((object) => [JSON.stringify(object), object]));
    const rejected = await rejections([...unique.values()]);
    const whole = built.filter(({ objects }) => objects.length > 0);
    const exposures = whole.reduce((sum, each) => sum + each.exposures, 0);
    const refusals = built.reduce((sum, each) => sum + each.refusals.length, 0);
    report(
      `${name}: ${whole.length} gateways of ${GATEWAYS} with ${exposures} exposures, ${unique.size} different objects: ` +
        `${rejected.length} rejections by the API server, ${refusals} refusals of ours`,
    );
    expect(rejected).toEqual([]);
    expect(whole.length).toBeGreaterThan(GATEWAYS / 4);
  },
  600_000,
);
