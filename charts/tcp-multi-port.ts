import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { DataPlane, IngressNginx, LabeledStatefulService, TcpMultiPortGateway } from '../lib';

export interface TcpMultiPortChartProps {
  /** What carries the traffic. @default - ingress-nginx, as in the article, in the version of today */
  readonly dataPlane?: DataPlane;
}

/**
 * First article: two StatefulSets that listen on ports 10000 and 20000, behind one IP.
 *
 * The article's second StatefulSet has `serviceName: layanan-xyz`, which is no Service once the naive one is gone. Here it names
 * its own, `layanan-xyz-port-20000`.
 */
export class TcpMultiPortChart extends Chart {
  public constructor(scope: Construct, id: string, props: TcpMultiPortChartProps = {}) {
    super(scope, id, { namespace: 'default' });
    const gateway = new TcpMultiPortGateway(this, 'gateway', { dataPlane: props.dataPlane ?? IngressNginx.install() });
    gateway.expose(10000, this.layanan(10000, 1));
    gateway.expose(20000, this.layanan(20000, 3));
  }

  private layanan(port: number, replicas: number): LabeledStatefulService {
    return new LabeledStatefulService(this, `layanan-xyz-port-${port}`, {
      labels: { app: 'layanan-xyz', jenis: `port-${port}` },
      replicas,
      ports: [{ port }],
      container: {
        name: 'alpine',
        image: 'alpine',
        command: ['/bin/sh'],
        args: ['-c', `while true; do echo 'respon dari port ${port}' | nc -lp ${port}; done`],
      },
    });
  }
}
