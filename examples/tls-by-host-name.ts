import { App, Chart } from 'cdk8s';
import { GatewayApi, LabeledStatefulService, TcpMultiPortGateway } from 'cdk8s-multiport';

// Two databases on port 5432: the name that a TLS client asks for decides. Each has its certificate itself. Clients have to begin with TLS:
// psql 'host=orders.example.com sslmode=require sslnegotiation=direct' (PostgreSQL 17 and later).
const app = new App();
const chart = new Chart(app, 'tls-by-host-name', { namespace: 'data' });

const postgres = (id: string) =>
  new LabeledStatefulService(chart, id, {
    labels: { app: id },
    ports: [{ port: 5432 }],
    container: { name: 'postgres', image: 'postgres:18' },
  });

const gateway = new TcpMultiPortGateway(chart, 'data', { dataPlane: GatewayApi.forClass('cilium') });
gateway.exposeTls(5432, ['orders.example.com'], postgres('orders'));
gateway.exposeTls(5432, ['*.reports.example.com', 'reports.example.com'], postgres('reports'));

app.synth();
