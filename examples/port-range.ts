import { App, Chart } from 'cdk8s';
import { IngressNginx, LabeledStatefulService, Protocol, TcpMultiPortGateway } from 'cdk8s-multiport';

// A TURN server: its own port, and a block of 400 relay ports, each under its own number.
const app = new App();
const chart = new Chart(app, 'port-range');

const turn = new LabeledStatefulService(chart, 'turn', {
  labels: { app: 'turn' },
  ports: [
    { port: 3478, protocol: Protocol.UDP },
    { port: 50000, endPort: 50399, protocol: Protocol.UDP },
  ],
  // ingress-nginx pays for all ports of a Service once for each of them, and holds about 260 of one Service.
  portsPerService: 50,
  container: { name: 'coturn', image: 'coturn/coturn:4.6.3', args: ['--min-port=50000', '--max-port=50399'] },
});

const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane: IngressNginx.install({ profile: 'l4' }) });
gateway.expose(3478, turn, { protocol: Protocol.UDP, servicePort: 3478 });
gateway.exposeRange(50000, 50399, turn, { protocol: Protocol.UDP });

app.synth();
