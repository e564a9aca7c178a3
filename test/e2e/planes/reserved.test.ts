import { App, Chart } from 'cdk8s';
import { DataPlane, GatewayApi, GatewayImplementation, IngressNginx, Protocol, TcpMultiPortGateway } from 'cdk8s-multiport';
import { find, Manifest } from '../../support/manifests';
import { messageOf } from '../../support/message';
import { answers, ask } from '../support/clients';
import { addressOf } from '../support/cluster';
import { customResource, describeWith, gatewayClass, LOAD_BALANCER } from '../support/facts';
import { kubectl } from '../support/kubectl';
import { apply, cleanUpAfterwards, objectsOf, objectsOfChart } from '../support/objects';
import { report } from '../support/report';
import { getObject, rollout } from '../support/waits';
import { APPS, backends, EDGE } from './exposures';

// Ports that we refuse because the data plane has them itself: exposed all the same, they do not lead to the backend.

const RIGHT = /^mail-0 2525 -$/;
const OPEN = 10000;

cleanUpAfterwards();

beforeAll(async () => {
  const app = new App();
  backends(app);
  await apply(objectsOf(app));
  await rollout(APPS, 'statefulset/mail');
});

/** A gateway that leads to `mail` on these ports, and its objects. */
function gatewayOn(dataPlane: DataPlane, ports: readonly number[]): Manifest[] {
  const app = new App();
  const { mail } = backends(app);
  const chart = new Chart(app, 'edge', { namespace: EDGE });
  const gateway = new TcpMultiPortGateway(chart, 'edge', { dataPlane });
  ports.forEach((port) => gateway.expose(port, mail));
  return objectsOfChart(chart);
}

function refusal(dataPlane: DataPlane, ...ports: number[]): string {
  return messageOf(() => gatewayOn(dataPlane, ports));
}

/** The ports on which `mail` answers. */
async function answering(host: string, ports: readonly number[]): Promise<number[]> {
  const outcomes = await Promise.all(
    ports.map(async (port) => ({ port, answer: await ask({ host, port }, '', 2000).catch((error: unknown) => (error as Error).message) })),
  );
  return outcomes.filter(({ answer }) => RIGHT.test(answer)).map(({ port }) => port);
}

/** Those that lead to the backend once another port of the same proxy does, or has had its time to. */
async function leadingAt(address: string | undefined, ports: readonly number[]): Promise<number[]> {
  if (address === undefined) {
    return [];
  }
  await answers(() => ask({ host: address, port: OPEN }), 15).catch(() => undefined);
  return answering(address, ports);
}

describeWith([LOAD_BALANCER], 'ingress-nginx', () => {
  const plane = (): DataPlane => IngressNginx.install();
  // HTTP and HTTPS are ports of the Service in any case.
  const reserved = plane()
    .capability.reservedPorts.filter(({ protocol = Protocol.TCP }) => protocol === Protocol.TCP)
    .map(({ port }) => port)
    .filter((port, index, all) => port !== 80 && port !== 443 && all.indexOf(port) === index);

  test('a port of the controller does not lead to a backend', async () => {
    expect(reserved.length).toBeGreaterThan(5);
    reserved.forEach((port) => expect(refusal(plane(), port)).toMatch(/is taken by .*: give another external port/));
    const objects = gatewayOn(plane(), [OPEN]);
    const map = find(objects, 'ConfigMap', 'tcp-services') as Manifest & { data: Record<string, string> };
    const service = find(objects, 'Service', 'ingress-nginx-controller');
    // The webhook's port stops nginx from taking any change, so it is not among them while the others are asked.
    for (const port of reserved.filter((each) => each !== 8443)) {
      map.data[String(port)] = map.data[String(OPEN)];
      service.spec.ports.push({ name: `port-${port}`, port, protocol: 'TCP', targetPort: port });
    }
    await apply(objects);
    await rollout('ingress-nginx', 'deployment/ingress-nginx-controller');
    const host = await addressOf('ingress-nginx', 'ingress-nginx-controller');
    expect(await answers(() => ask({ host, port: OPEN }))).toMatch(RIGHT);
    expect(await answering(host, [OPEN, ...reserved])).toEqual([OPEN]);
    map.data['8443'] = map.data[String(OPEN)];
    service.spec.ports.push({ name: 'port-8443', port: 8443, protocol: 'TCP', targetPort: 8443 });
    await apply([map, service]);
    await kubectl([
      'wait',
      '--for=jsonpath={.spec.ports[?(@.port==8443)].name}=port-8443',
      'service/ingress-nginx-controller',
      '-n',
      'ingress-nginx',
    ]);
    // What follows is read by the controller after the map with 8443.
    map.data['10001'] = map.data[String(OPEN)];
    await apply([map]);
    expect(await answering(host, reserved)).toEqual([]);
    report(`reserved: none of ${reserved.join(', ')} leads to the backend`);
  });
});

describeWith([LOAD_BALANCER, gatewayClass('envoy'), customResource('tcproutes.gateway.networking.k8s.io')], 'Envoy Gateway', () => {
  const plane = (name: string, implementation?: GatewayImplementation): DataPlane =>
    GatewayApi.forClass('envoy', { name, namespace: EDGE, implementation });
  const known = (): DataPlane => plane('known', GatewayImplementation.ENVOY_GATEWAY);
  const reserved = known().capability.reservedPorts.map(({ port }) => port);
  const addressOfGateway = async (name: string): Promise<string | undefined> =>
    (await getObject(EDGE, 'gateway', name)).status?.addresses?.[0]?.value as string | undefined;
  const programmed = (name: string): Promise<string> =>
    kubectl(['wait', '--for=condition=Programmed', `gateway/${name}`, '-n', EDGE, '--timeout=120s'], { seconds: 130 });

  test('a port of the proxy does not lead to a backend', async () => {
    expect(reserved).not.toEqual([]);
    reserved.forEach((port) => expect(refusal(known(), port)).toMatch(/is taken by/));
    // Nobody says there whose class it is, and so nothing is refused.
    for (const port of reserved) {
      await apply(gatewayOn(plane(`port-${port}`), [OPEN, port]));
    }
    await apply(gatewayOn(plane('control'), [OPEN]));
    await programmed('control');
    const host = String(await addressOfGateway('control'));
    expect(await answers(() => ask({ host, port: OPEN }))).toMatch(RIGHT);
    const leading = await Promise.all(reserved.map(async (port) => leadingAt(await addressOfGateway(`port-${port}`), [port])));
    report(`reserved: of ${reserved.join(', ')} of Envoy Gateway lead to the backend: ${leading.flat().join(', ') || 'none'}`);
    expect(leading.flat()).toEqual([]);
  });

  test('two ports that are one inside of the proxy do not both lead to their backends', async () => {
    expect(refusal(known(), 53, 10053)).toMatch(/are one port inside the proxy/);
    await apply(gatewayOn(plane('moved-up'), [OPEN, 53, 10053]));
    // Where the proxy does not even start, neither of them does.
    const address = await programmed('moved-up').then(
      () => addressOfGateway('moved-up'),
      () => undefined,
    );
    const found = await leadingAt(address, [53, 10053]);
    report(`reserved: of 53 and 10053 of Envoy Gateway lead to the backend: ${found.join(', ') || 'none'}`);
    expect(found.length).toBeLessThan(2);
  });
});
