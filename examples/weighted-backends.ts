import { App, Chart } from 'cdk8s';
import { GatewayApi, LabeledStatefulService, TcpMultiPortGateway } from 'cdk8s-multiport';

// One connection in ten goes to the new version.
const app = new App();
const chart = new Chart(app, 'weighted-backends', { namespace: 'mail' });

const smtp = (id: string, image: string) =>
  new LabeledStatefulService(chart, id, { labels: { app: id }, ports: [{ port: 25 }], container: { name: 'smtp', image } });

const gateway = new TcpMultiPortGateway(chart, 'mail', { dataPlane: GatewayApi.forClass('envoy') });
gateway.exposeWeighted(25, [
  { backend: smtp('smtp-now', 'example.com/smtp:1'), weight: 9 },
  { backend: smtp('smtp-next', 'example.com/smtp:2'), weight: 1 },
]);

app.synth();
