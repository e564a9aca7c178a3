import { App, Chart } from 'cdk8s';
import { DataPlane, GatewayApi, IngressNginx, LabeledStatefulService, SharedIp, TcpMultiPortGateway, Traefik } from 'cdk8s-multiport';

// One table on the data plane that the first argument names: node --require ts-node/register examples/any-data-plane.ts traefik
const planes: { readonly [name: string]: () => DataPlane } = {
  'gateway-api': () => GatewayApi.forClass('envoy'),
  'ingress-nginx': () => IngressNginx.install(),
  traefik: () => Traefik.install(),
  metallb: () => SharedIp.metalLb({ address: '192.0.2.10' }),
};

const name = process.argv[2] ?? 'gateway-api';
const plane = planes[name];
if (plane === undefined) {
  process.stderr.write(`there is no data plane "${name}": give ${Object.keys(planes).join(', ')}\n`);
  process.exit(2);
}

const app = new App();
const chart = new Chart(app, 'any-data-plane', { namespace: 'mail' });

const mail = new LabeledStatefulService(chart, 'mail', {
  labels: { app: 'mail' },
  ports: [{ port: 25 }, { port: 993 }],
  container: { name: 'mail', image: 'example.com/mail:1' },
});

const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane: plane() });
gateway.expose(25, mail, { servicePort: 25 });
gateway.expose(993, mail, { servicePort: 993 });

app.synth();
