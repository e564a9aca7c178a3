import { readFileSync } from 'fs';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Exposure, Protocol } from 'cdk8s-multiport';
import { ROWS } from '../tools/capability-rows';
import { capabilityTable, README, withTable } from '../tools/capability-table';
import { messageOf } from './support/message';
import { TestPlane } from './support/test-plane';

test('the README holds what the code can do', () => {
  const readme = readFileSync(README, 'utf8');
  if (readme !== withTable(readme, capabilityTable(ROWS))) {
    throw new Error('the table in README.md is not what the data planes can do now: run npm run table');
  }
});

/** A plane with a proxy of its own that has to be told each port at its start. */
class Restarting extends TestPlane {
  public override render(scope: Construct, exposures: Exposure[]): void {
    const args = exposures.map(({ port, protocol }) => `--listen=${port}/${protocol}`);
    new ApiObject(scope, 'proxy', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'proxy' }, spec: { template: { args } } });
    new ApiObject(scope, 'logs', { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'logs' }, spec: { template: {} } });
  }
}

const cells = (line: string): string[] =>
  line
    .split('|')
    .map((cell) => cell.trim())
    .slice(1, -1);

test('what a plane says is what its line says', () => {
  const { capability } = new TestPlane({
    protocols: [Protocol.UDP],
    tlsHostnames: true,
    weights: [Protocol.UDP],
    sendsProxyProtocol: [],
    maxExposures: 12,
    backendNamespaces: ['a', 'b'],
    reservedPorts: [
      { port: 8443, protocol: Protocol.TCP, by: 'x' },
      { port: 81, by: 'x' },
      { port: 80, by: 'x' },
      { port: 80, protocol: Protocol.TCP, by: 'y' },
      { port: 82, protocol: Protocol.TCP, by: 'x' },
      { port: 83, protocol: Protocol.TCP, by: 'x' },
      { port: 83, protocol: Protocol.TCP, by: 'y' },
    ],
  });
  const [head, , line] = capabilityTable([{ title: '`x`', capability, restarts: 'x' }])
    .split('\n')
    .map(cells);
  expect(Object.fromEntries(head.map((name, index) => [name, line[index]]))).toEqual({
    '': '`x`',
    TCP: '–',
    UDP: 'yes',
    'TLS by host name': 'yes',
    weights: 'UDP',
    'PROXY read': 'TCP',
    'PROXY sent': '–',
    'most ports': '12',
    'backends in': 'a, b',
    'a new port restarts': 'x',
    'ports that it keeps': '80–81, 82–83/TCP, 8443/TCP',
  });
});

test.each([
  ['a plane whose Pods know each port', { make: () => new Restarting() }, 'Deployment proxy'],
  ['a plane without Pods', { make: () => new TestPlane() }, 'nothing'],
  ['a plane whose proxy is elsewhere', {}, 'not known'],
])('what a new port restarts: %s', (_, row, restarts) => {
  const line = capabilityTable([{ title: 'x', capability: new TestPlane().capability, ...row }]).split('\n')[2];
  expect(cells(line)[9]).toBe(restarts);
});

test('a README without a place for the table is refused', () => {
  expect(messageOf(() => withTable('# x\n', ''))).toBe(
    'the README has no place for the table: put "<!-- what the planes can do: npm run table writes it -->" and ' +
      '"<!-- end of what the planes can do -->" on lines of their own',
  );
});
