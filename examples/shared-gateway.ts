import { App, Chart } from 'cdk8s';
import { GatewayApi, LabeledStatefulService, TcpMultiPortGateway } from 'cdk8s-multiport';

// The Gateway is another team's, and lets ListenerSets of this namespace in: listeners and routes come from here.
const app = new App();
const chart = new Chart(app, 'shared-gateway', { namespace: 'data' });

const postgres = new LabeledStatefulService(chart, 'postgres', {
  labels: { app: 'postgres' },
  ports: [{ port: 5432 }],
  container: { name: 'postgres', image: 'postgres:18' },
});

const gateway = new TcpMultiPortGateway(chart, 'data', {
  dataPlane: GatewayApi.attach({ namespace: 'infra', name: 'shared' }, { listenerSets: true }),
});
gateway.expose(5432, postgres);

app.synth();
