import { Chart } from 'cdk8s';
import { DataPlane, GatewayApi, GatewayApiProps, LabeledStatefulService, Protocol, TcpMultiPortGateway } from 'cdk8s-multiport';
import { Manifest, newChart, rendered } from '../../support/manifests';

export function gatewayOn(plane: DataPlane, chart: Chart = newChart('chart', 'edge'), id = 'edge'): TcpMultiPortGateway {
  return new TcpMultiPortGateway(chart, id, { dataPlane: plane });
}

export function forClass(props: GatewayApiProps = {}, chart?: Chart): TcpMultiPortGateway {
  return gatewayOn(GatewayApi.forClass('envoy', props), chart);
}

export function workload(
  chart: Chart,
  id: string,
  ports: { port: number; protocol?: Protocol; name?: string }[],
  namespace?: string,
): LabeledStatefulService {
  return new LabeledStatefulService(chart, id, {
    labels: { app: id },
    ports,
    ...(namespace === undefined ? {} : { namespace }),
    container: { name: 'main', image: 'main' },
  });
}

/** What the gateway renders, as `Kind namespace/name`. */
export function objectNames(gateway: TcpMultiPortGateway): string[] {
  return rendered(gateway).map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`);
}

/** The listeners of an object as `name port/protocol`. */
export function listenerTexts(manifest: Manifest): string[] {
  return manifest.spec.listeners.map(
    ({ name, port, protocol }: { name: string; port: number; protocol: string }) => `${name} ${port}/${protocol}`,
  );
}
