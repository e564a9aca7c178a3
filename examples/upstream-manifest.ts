import { App, Chart } from 'cdk8s';
import { IngressNginx, TcpMultiPortGateway } from 'cdk8s-multiport';

// An upstream deploy.yaml, patched: its path as first argument, or a URL.
const upstream = 'https://raw.githubusercontent.com/kubernetes/ingress-nginx/controller-v1.15.1/deploy/static/provider/kind/deploy.yaml';

const app = new App();
const chart = new Chart(app, 'upstream-manifest');
const dataPlane = IngressNginx.fromManifest(process.argv[2] ?? upstream);
const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane });
gateway.expose(1883, { namespace: 'iot', name: 'mosquitto', port: 1883 });

app.synth();
