import { App, Chart } from 'cdk8s';
import { IngressNginx, LabeledStatefulService, TcpMultiPortGateway, TlsSecret } from 'cdk8s-multiport';

// A broker that speaks TLS itself; its certificate comes from two files, which are checked against each other and its name.
const [, , certificateFile = 'tls.crt', keyFile = 'tls.key'] = process.argv;

const app = new App();
const chart = new Chart(app, 'tls-secret', { namespace: 'iot' });
const secret = new TlsSecret(chart, 'broker-tls', { certificateFile, keyFile, dnsNames: ['broker.example.com'] });

const broker = new LabeledStatefulService(chart, 'broker', {
  labels: { app: 'broker' },
  ports: [{ port: 8883, name: 'mqtts' }],
  container: { name: 'mosquitto', image: 'eclipse-mosquitto:2', volumeMounts: [{ name: 'tls', mountPath: '/mosquitto/certs' }] },
  pod: { volumes: [{ name: 'tls', secret: { secretName: secret.name } }] },
});

const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane: IngressNginx.install() });
gateway.expose(8883, broker);

app.synth();
