import { App, Chart } from 'cdk8s';
import { IngressNginx, LabeledStatefulService, TcpMultiPortGateway } from 'cdk8s-multiport';

// Two services on one IP: the first article in 15 lines.
const app = new App();
const chart = new Chart(app, 'quick-start');

const listen = (port: number): string => `while true; do echo 'respon dari port ${port}' | nc -lp ${port}; done`;

const layanan = (port: number, replicas: number): LabeledStatefulService =>
  new LabeledStatefulService(chart, `layanan-xyz-port-${port}`, {
    labels: { app: 'layanan-xyz', jenis: `port-${port}` },
    replicas,
    ports: [{ port }],
    container: { name: 'alpine', image: 'alpine', command: ['/bin/sh'], args: ['-c', listen(port)] },
  });

const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane: IngressNginx.install() });
gateway.expose(10000, layanan(10000, 1));
gateway.expose(20000, layanan(20000, 3));

app.synth();
