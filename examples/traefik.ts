import { App, Chart } from 'cdk8s';
import { LabeledStatefulService, Protocol, TcpMultiPortGateway, Traefik } from 'cdk8s-multiport';

// Mail, games and databases behind one Traefik. Its kinds (IngressRouteTCP …) have to be in the cluster first, see docs/traefik.md.
const app = new App();
const chart = new Chart(app, 'traefik');

const mail = new LabeledStatefulService(chart, 'mail', {
  labels: { app: 'mail' },
  ports: [{ port: 2525, servicePort: 25 }],
  container: { name: 'postfix', image: 'postfix' },
});
const arena = new LabeledStatefulService(chart, 'arena', {
  labels: { app: 'arena' },
  ports: [
    { name: 'query', port: 27015, protocol: Protocol.TCP },
    { name: 'game', port: 27015, protocol: Protocol.UDP },
  ],
  container: { name: 'arena', image: 'arena' },
});

const gateway = new TcpMultiPortGateway(chart, 'gateway', {
  dataPlane: Traefik.install({
    replicas: 2,
    // A new port replaces Traefik's Pods: players have five minutes to finish.
    graceSeconds: 300,
    udpSeconds: 60,
  }),
});
gateway.expose(25, mail, { proxyProtocol: { send: true } });
gateway.expose(27015, arena);
gateway.expose(27015, arena, { protocol: Protocol.UDP });
gateway.exposeTls(5432, ['orders.db.example.com'], { namespace: 'orders', name: 'postgres', port: 5432 });
gateway.exposeTls(5432, ['*.db.example.com'], { namespace: 'shared', name: 'postgres', port: 5432 });

app.synth();
