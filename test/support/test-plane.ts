import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Capability, DataPlane, Exposure, Protocol } from 'cdk8s-multiport';

/** A data plane that writes its table into one ConfigMap, and can do what the test says. */
export class TestPlane extends DataPlane {
  public readonly capability: Capability;
  public renders = 0;

  public constructor(capability: Partial<Capability> = {}) {
    super();
    this.capability = {
      name: 'test-plane',
      protocols: [Protocol.TCP, Protocol.UDP],
      acceptsProxyProtocol: [Protocol.TCP],
      sendsProxyProtocol: [Protocol.TCP],
      reservedPorts: [],
      ...capability,
    };
  }

  public render(scope: Construct, exposures: Exposure[]): void {
    this.renders += 1;
    const rows = exposures.map(({ name, port, protocol, backend }) => [
      name,
      `${port}/${protocol} ${backend.service.namespace}/${backend.service.name}:${backend.port}`,
    ]);
    new ApiObject(scope, 'table', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'table' }, data: Object.fromEntries(rows) });
  }
}
