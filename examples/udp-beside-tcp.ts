import { App, Chart } from 'cdk8s';
import { IngressNginx, LabeledStatefulService, Protocol, TcpMultiPortGateway } from 'cdk8s-multiport';

// A DNS server: one number on TCP and on UDP. Apply it with `kubectl apply --server-side`.
const app = new App();
const chart = new Chart(app, 'udp-beside-tcp');

const dns = new LabeledStatefulService(chart, 'dns', {
  labels: { app: 'dns' },
  ports: [
    { port: 5353, servicePort: 53, name: 'dns-tcp' },
    { port: 5353, servicePort: 53, name: 'dns', protocol: Protocol.UDP },
    { port: 9153, name: 'metrics' },
  ],
  container: { name: 'coredns', image: 'coredns/coredns:1.12.1', args: ['-dns.port=5353'] },
});

const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane: IngressNginx.install({ profile: 'l4' }) });
gateway.expose(53, dns, { servicePort: 53 });
gateway.expose(53, dns, { protocol: Protocol.UDP });

app.synth();
