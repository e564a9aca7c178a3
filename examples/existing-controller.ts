import { App, Chart } from 'cdk8s';
import { IngressNginx, TcpMultiPortGateway } from 'cdk8s-multiport';

// A controller that another team runs: the chart has the map only. What they have to apply comes as two patch files.
const app = new App();
const chart = new Chart(app, 'existing-controller');

const dataPlane = IngressNginx.existing({ namespace: 'ingress-nginx' });
const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane });
gateway.expose(6379, { namespace: 'cache', name: 'redis', port: 6379 });

app.synth();
dataPlane.writePatches(process.argv[2] ?? 'patches');
