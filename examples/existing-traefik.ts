import { writeFileSync } from 'fs';
import { App, Chart } from 'cdk8s';
import { TcpMultiPortGateway, Traefik } from 'cdk8s-multiport';

// A Traefik that its Helm chart installed: the chart has the routes only, and the ports come as values for Helm.
const app = new App();
const chart = new Chart(app, 'existing-traefik');

const dataPlane = Traefik.existing({ namespace: 'traefik' });
const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane });
gateway.expose(6379, { namespace: 'cache', name: 'redis', port: 6379 });
// By the entryPoint websecure, which is there: nothing changes on Traefik.
gateway.exposeTls(443, ['broker.example.com'], { namespace: 'broker', name: 'rabbitmq', port: 'amqps' });

app.synth();
writeFileSync(process.argv[2] ?? 'traefik-ports.yaml', dataPlane.helmValues());
