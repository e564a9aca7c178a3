import { comparePorts, Protocol } from '../model/port';
import { MigratedExposure } from './entries';
import { callText, Expression, Field, quoted } from './layout';
import { commentLines, LeftBehind } from './left-behind';

/** The Gateway that a program declares. */
export interface GatewaySettings {
  /** Name of the GatewayClass. */
  readonly className: string;
  /** Member of `GatewayImplementation`: `ENVOY_GATEWAY`. @default - the standard, whoever implements it */
  readonly implementation?: string;
  /** @default - the newest version of the implementation that is known */
  readonly version?: string;
  /** Name of the Gateway. @default - that of the data plane */
  readonly name?: string;
  /** Namespace of the Gateway. @default - that of the data plane */
  readonly namespace?: string;
}

export interface ProgramInput {
  /** Id of the chart, and so the name of the file that it writes. */
  readonly chart: string;
  /** Where the table comes from. */
  readonly title: string;
  readonly gateway: GatewaySettings;
  readonly exposures: readonly MigratedExposure[];
  readonly left: readonly LeftBehind[];
}

/** The TypeScript program that declares a table. */
export function programOf({ chart, title, gateway, exposures, left }: ProgramInput): string {
  const imports = [
    'GatewayApi',
    ...(gateway.implementation === undefined ? [] : ['GatewayImplementation']),
    ...(exposures.some(({ protocol }) => protocol === Protocol.UDP) ? ['Protocol'] : []),
    'TcpMultiPortGateway',
  ];
  return [
    `import { App, Chart } from 'cdk8s';`,
    `import { ${imports.join(', ')} } from 'cdk8s-multiport';`,
    '',
    ...comment([`The TCP and UDP services of ${title}, on a Gateway of class ${gateway.className}.`]),
    'const app = new App();',
    `const chart = new Chart(app, ${quoted(chart)});`,
    '',
    callText('const dataPlane = GatewayApi.forClass', planeArguments(gateway)),
    `const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane });`,
    ...runsOf(exposures).map(exposeText),
    ...leftComment(left.filter(({ noticed }) => noticed)),
    '',
    'app.synth();',
    '',
  ].join('\n');
}

function planeArguments({ className, implementation, version, name, namespace }: GatewaySettings): Expression[] {
  const fields: Field[] = [
    ...(implementation === undefined ? [] : [{ key: 'implementation', value: `GatewayImplementation.${implementation}` }]),
    ...Object.entries({ version, name, namespace }).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value: quoted(value) }])),
  ];
  return fields.length === 0 ? [quoted(className)] : [quoted(className), fields];
}

function leftComment(left: readonly LeftBehind[]): string[] {
  return left.length === 0 ? [] : ['', ...comment(['Left behind:', ...left.flatMap(commentLines)])];
}

function comment(lines: readonly string[]): string[] {
  return lines.map((line) => `// ${line}`.trimEnd());
}

/** Exposures that are one call. */
type Run = readonly MigratedExposure[];

/** Fewer ports are read more easily one by one. */
const SHORTEST_RANGE = 3;

/** Consecutive ports that keep their numbers on one Service are a range; each other exposure is a run of its own. */
function runsOf(exposures: readonly MigratedExposure[]): Run[] {
  const starts = new Map<string, MigratedExposure[]>();
  const runs: MigratedExposure[][] = [];
  for (const exposure of exposures) {
    const key = `${exposure.protocol} ${exposure.namespace}/${exposure.service}`;
    const run = starts.get(key);
    const fits = isOwn(exposure) && run && isOwn(run[0]) && isAlike(run[0], exposure) && run[run.length - 1].port + 1 === exposure.port;
    if (fits) {
      run.push(exposure);
    } else {
      const begun = [exposure];
      runs.push(begun);
      starts.set(key, begun);
    }
  }
  return runs
    .flatMap((run) => (run.length >= SHORTEST_RANGE ? [run] : run.map((exposure) => [exposure])))
    .sort(([a], [b]) => comparePorts(a, b));
}

function isOwn({ port, servicePort, name }: MigratedExposure): boolean {
  return port === servicePort && name === undefined;
}

function isAlike(one: MigratedExposure, other: MigratedExposure): boolean {
  return one.acceptProxyProtocol === other.acceptProxyProtocol && one.sendProxyProtocol === other.sendProxyProtocol;
}

function exposeText(run: Run): string {
  const [first] = run;
  const last = run[run.length - 1];
  const { port, protocol, namespace, service, servicePort, name } = first;
  const reference: Field[] = [
    { key: 'namespace', value: quoted(namespace) },
    { key: 'name', value: quoted(service) },
    ...(run.length > 1 ? [] : [{ key: 'port', value: String(servicePort) }]),
  ];
  const options: Field[] = [
    ...(protocol === Protocol.UDP ? [{ key: 'protocol', value: 'Protocol.UDP' }] : []),
    ...(name === undefined ? [] : [{ key: 'name', value: quoted(name) }]),
    ...proxyFields(first),
  ];
  const ports = run.length > 1 ? [String(port), String(last.port)] : [String(port)];
  return callText(run.length > 1 ? 'gateway.exposeRange' : 'gateway.expose', [
    ...ports,
    reference,
    ...(options.length === 0 ? [] : [options]),
  ]);
}

function proxyFields({ acceptProxyProtocol, sendProxyProtocol }: MigratedExposure): Field[] {
  const given = [...(acceptProxyProtocol ? ['accept: true'] : []), ...(sendProxyProtocol ? ['send: true'] : [])];
  return given.length === 0 ? [] : [{ key: 'proxyProtocol', value: `{ ${given.join(', ')} }` }];
}
