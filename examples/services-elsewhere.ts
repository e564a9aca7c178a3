import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { IngressNginx, TcpMultiPortGateway } from 'cdk8s-multiport';

// Services that are there already, and one of cdk8s-plus.
const app = new App();
const chart = new Chart(app, 'services-elsewhere');
const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane: IngressNginx.install() });

gateway.expose(5432, { namespace: 'data', name: 'postgres', port: 5432 });
gateway.expose(5433, { namespace: 'data', name: 'postgres-replica', port: 'postgresql', endpoints: 3 });

const git = new kplus.Deployment(chart, 'git', {
  metadata: { name: 'git', namespace: 'code' },
  containers: [{ image: 'gitea/gitea:1.24', ports: [{ number: 2222, name: 'ssh' }] }],
});
gateway.expose(22, git.exposeViaService({ name: 'git', ports: [{ port: 22, targetPort: 2222, name: 'ssh' }] }), { name: 'ssh' });

app.synth();
