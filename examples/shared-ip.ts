import { App, Chart } from 'cdk8s';
import { LabeledStatefulService, Protocol, SharedIp, TcpMultiPortGateway } from 'cdk8s-multiport';

// Plain LoadBalancer Services on one address of MetalLB: no proxy, and no Pod but those of the backends.
const app = new App();
const chart = new Chart(app, 'shared-ip', { namespace: 'games' });

const arena = new LabeledStatefulService(chart, 'arena', {
  labels: { app: 'arena' },
  ports: [
    { port: 27015, protocol: Protocol.UDP, name: 'game' },
    { port: 27020, name: 'rcon' },
  ],
  container: { name: 'arena', image: 'registry.example/arena:2.4' },
});

const voice = new LabeledStatefulService(chart, 'voice', {
  labels: { app: 'voice' },
  ports: [{ port: 40000, endPort: 40019, protocol: Protocol.UDP }],
  container: { name: 'voice', image: 'registry.example/voice:1.9' },
});

// kube-vip, Cilium and Azure: SharedIp.kubeVip, SharedIp.cilium, SharedIp.azure.
const gateway = new TcpMultiPortGateway(chart, 'edge', { dataPlane: SharedIp.metalLb({ address: '192.0.2.10' }) });
gateway.expose(27015, arena, { protocol: Protocol.UDP });
gateway.expose(27015, arena);
gateway.exposeRange(40000, 40019, voice, { protocol: Protocol.UDP });

app.synth();
