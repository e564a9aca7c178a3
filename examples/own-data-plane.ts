import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Capability, DataPlane, Exposure, LabeledStatefulService, Protocol, TcpMultiPortGateway } from 'cdk8s-multiport';

// A data plane of one's own: it says what it can do, and turns the table into objects. Here: a Service for each port.
class LoadBalancerPerPort extends DataPlane {
  public readonly capability: Capability = {
    name: 'a LoadBalancer for each port',
    protocols: [Protocol.TCP],
    acceptsProxyProtocol: [],
    sendsProxyProtocol: [],
    reservedPorts: [],
    maxExposures: 20,
  };

  public render(scope: Construct, exposures: Exposure[]): void {
    for (const { name, port, protocol, backend } of exposures) {
      new ApiObject(scope, name, {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace: backend.service.namespace },
        spec: { type: 'LoadBalancer', selector: backend.service.selector, ports: [{ name, port, protocol, targetPort: backend.port }] },
      });
    }
  }
}

const app = new App();
const chart = new Chart(app, 'own-data-plane');

const redis = new LabeledStatefulService(chart, 'redis', {
  labels: { app: 'redis' },
  ports: [{ port: 6379 }],
  container: { name: 'redis', image: 'redis:8' },
});

const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane: new LoadBalancerPerPort() });
gateway.expose(6379, redis);

app.synth();
