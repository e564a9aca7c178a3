import { App, Chart } from 'cdk8s';
import { IngressNginx, TcpMultiPortGateway } from 'cdk8s-multiport';

// A mail server that has to know its clients' addresses, behind a load balancer that sends them in the PROXY header.
const app = new App();
const chart = new Chart(app, 'proxy-protocol');

const dataPlane = IngressNginx.install({
  profile: 'l4',
  service: { annotations: { 'service.beta.kubernetes.io/aws-load-balancer-proxy-protocol': '*' } },
});
const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane });

// Postfix and Dovecot read the header themselves; the web mail does not.
gateway.expose(25, { namespace: 'mail', name: 'postfix', port: 'smtp' }, { proxyProtocol: { accept: true, send: true } });
gateway.expose(993, { namespace: 'mail', name: 'dovecot', port: 'imaps' }, { proxyProtocol: { accept: true, send: true } });
gateway.expose(8080, { namespace: 'mail', name: 'webmail', port: 'http' }, { proxyProtocol: { accept: true } });

app.synth();
