import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { IngressNginx, LabeledStatefulService, TcpMultiPortGateway } from 'cdk8s-multiport';
import { messageOf } from '../../support/message';
import { Manifest } from '../../support/manifests';
import { kubectl, kubectlRefuses, MANAGER } from '../support/kubectl';
import { customResource, describeWith } from '../support/facts';
import { apply, cleanUpAfterwards, listOf, objectsOf } from '../support/objects';
import { until } from '../support/watch';
import { NAMESPACES } from './random';
import { RefusalCase } from './refusal-case';
import { GATEWAY_API_REFUSALS } from './refusals-of-gateway-api';
import { SERVICE_REFUSALS } from './refusals-of-services';

const [namespace] = NAMESPACES;
const DRY = ['apply', '--server-side', '--dry-run=server', `--field-manager=${MANAGER}-dry`, '-f', '-'];

cleanUpAfterwards();

beforeAll(async () => {
  const app = new App();
  new k8s.KubeNamespace(new Chart(app, 'namespaces'), namespace, { metadata: { name: namespace } });
  await apply(objectsOf(app));
});

function refusedAlike(cases: readonly RefusalCase[]): void {
  test.each(cases.map((each) => [each.name, each] as const))('%s: refused by us, and not taken by the API server', async (_, each) => {
    expect(messageOf(each.refused)).toMatch(/^[^\n]+: [^\n]+$/);
    expect(await kubectlRefuses(DRY, { input: listOf([each.object()]) })).toMatch(each.said);
  });
}

refusedAlike(SERVICE_REFUSALS);

describeWith([customResource('tlsroutes.gateway.networking.k8s.io')], 'Gateway API', () => {
  refusedAlike(GATEWAY_API_REFUSALS);
});

test('a StatefulSet with a longer name than we take is taken by the API server, and gets no Pod', async () => {
  const longest = 'a'.repeat(52);
  const tooLong = 'a'.repeat(56);
  const app = new App();
  const chart = new Chart(app, 'long');
  const made = new LabeledStatefulService(chart, longest, {
    namespace,
    labels: { app: 'long' },
    ports: [{ port: 80 }],
    container: { name: 'main', image: 'nginx' },
    pod: { terminationGracePeriodSeconds: 1 },
  });
  expect(messageOf(() => new LabeledStatefulService(chart, 'x', { ...propsOf(), name: tooLong }))).toMatch(/give 52 or fewer/);
  const objects = objectsOf(app);
  const rename = (object: Manifest): Manifest => {
    const copy = structuredClone(object);
    copy.metadata.name = tooLong;
    copy.spec.selector.matchLabels.app = 'too-long';
    copy.spec.template.metadata.labels.app = 'too-long';
    return copy;
  };
  const set = objects.find(({ kind }) => kind === 'StatefulSet');
  await apply([...objects, ...(set === undefined ? [] : [rename(set)])]);
  await kubectl(['rollout', 'status', `statefulset/${made.name}`, '-n', namespace, '--timeout=90s']);
  await until(
    ['events', '-n', namespace, `--field-selector=involvedObject.name=${tooLong},reason=FailedCreate`],
    (event) => /must be no more than 63/.test(event.message as string),
    'the event FailedCreate',
  );
});

function propsOf(): { namespace: string; labels: Record<string, string>; ports: { port: number }[]; container: k8s.Container } {
  return { namespace, labels: { app: 'x' }, ports: [{ port: 80 }], container: { name: 'main', image: 'nginx' } };
}

test('what the cases start from is taken', async () => {
  const app = new App();
  const chart = new Chart(app, 'base', { namespace });
  const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane: IngressNginx.install({ namespace }) });
  gateway.expose(1000, new LabeledStatefulService(chart, 'web', propsOf()));
  expect(await kubectl(DRY, { input: listOf(objectsOf(app)) })).toMatch(/serverside-applied/);
});
