import { App, Chart } from 'cdk8s';
import { GatewayApi, GatewayImplementation, LabeledStatefulService, Protocol, TcpMultiPortGateway } from 'cdk8s-multiport';

// A broker and a game server on one address of the Gateway API. What Envoy Gateway cannot do would be refused where it is asked for.
const app = new App();
const chart = new Chart(app, 'gateway-api', { namespace: 'edge' });

const broker = new LabeledStatefulService(chart, 'broker', {
  labels: { app: 'broker' },
  ports: [{ port: 5672 }],
  container: { name: 'rabbitmq', image: 'rabbitmq:4' },
});
const arena = new LabeledStatefulService(chart, 'arena', {
  labels: { app: 'arena' },
  namespace: 'games',
  ports: [{ port: 27015, protocol: Protocol.UDP }],
  container: { name: 'arena', image: 'example.com/arena:1' },
});

const gateway = new TcpMultiPortGateway(chart, 'edge', {
  dataPlane: GatewayApi.forClass('envoy', {
    implementation: GatewayImplementation.ENVOY_GATEWAY,
    // Comes to the Service that Envoy Gateway makes: here it asks MetalLB for an address.
    infrastructureAnnotations: { 'metallb.io/loadBalancerIPs': '192.0.2.10' },
  }),
});
gateway.expose(5672, broker);
// In another namespace: the ReferenceGrant comes along.
gateway.expose(27015, arena, { protocol: Protocol.UDP });

app.synth();
