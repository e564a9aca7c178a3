/**
 * How synthesis grows: 1,000 and 10,000 of the same thing, each in a process of its own.
 *
 *   npm run bench
 *
 * Prints seconds and peak memory of each, and the ratio of the times: 10 is a line, 100 a square.
 */
import { spawnSync } from 'child_process';
import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Capability, DataPlane, Exposure, GatewayApi, LabeledStatefulService, Protocol, TcpMultiPortGateway } from '../lib';

/** One object for each exposure, and one list of all: both shapes that a data plane can have. */
class BenchPlane extends DataPlane {
  public readonly capability: Capability = {
    name: 'bench-plane',
    protocols: [Protocol.TCP, Protocol.UDP],
    acceptsProxyProtocol: [],
    sendsProxyProtocol: [],
    reservedPorts: [],
  };

  public render(scope: Construct, exposures: Exposure[]): void {
    const data = Object.fromEntries(exposures.map(({ port, backend }) => [String(port), `${backend.service.name}:${backend.port}`]));
    new ApiObject(scope, 'table', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'table' }, data });
    for (const { name, port } of exposures) {
      new ApiObject(scope, name, { apiVersion: 'example.com/v1', kind: 'Route', metadata: { name }, spec: { port } });
    }
  }
}

const CASES: { readonly [name: string]: (chart: Chart, count: number) => void } = {
  LabeledStatefulServices: (chart, count) => {
    for (let index = 0; index < count; index += 1) {
      new LabeledStatefulService(chart, `service-${index}`, {
        labels: { app: 'bench', jenis: `service-${index}` },
        ports: [{ port: 10000 }],
        container: { name: 'main', image: 'alpine' },
      });
    }
  },
  'exposures on a plane with an object for each': (chart, count) => {
    const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane: new BenchPlane() });
    for (let index = 0; index < count; index += 1) {
      gateway.expose(20000 + index, { name: `service-${index}`, port: 80 });
    }
  },
  'exposures on the Gateway API': (chart, count) => {
    const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane: GatewayApi.forClass('bench') });
    for (let index = 0; index < count; index += 1) {
      gateway.expose(20000 + index, { namespace: 'apps', name: `service-${index}`, port: 80 });
    }
  },
};

function measure(name: string, count: number): void {
  const start = process.hrtime.bigint();
  const app = new App();
  CASES[name](new Chart(app, 'bench'), count);
  const bytes = app.synthYaml().length;
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  process.stdout.write(JSON.stringify({ seconds, bytes, megabytes: process.resourceUsage().maxRSS / 1024 }));
}

function child(name: string, count: number): { seconds: number; bytes: number; megabytes: number } {
  const { stdout, stderr } = spawnSync(process.execPath, [...process.execArgv, __filename, name, String(count)], { encoding: 'utf8' });
  if (stdout === '') {
    throw new Error(stderr);
  }
  return JSON.parse(stdout) as { seconds: number; bytes: number; megabytes: number };
}

const [, , name, count] = process.argv;
if (name === undefined) {
  for (const each of Object.keys(CASES)) {
    const [small, large] = [child(each, 1000), child(each, 10000)];
    const row = ({ seconds, bytes, megabytes }: typeof small): string =>
      `${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB peak, ${(bytes / 1e6).toFixed(2)} MB of YAML`;
    console.log(
      `${each}\n   1,000: ${row(small)}\n  10,000: ${row(large)}\n  ratio of the times: ${(large.seconds / small.seconds).toFixed(1)}`,
    );
  }
} else {
  measure(name, Number(count));
}
