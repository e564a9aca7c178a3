import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stripVTControlCharacters } from 'util';
import { ROOT, synthCommand } from '../support/run';

const SELECTOR = 'selector: { app: "shop" }';

/** A project of a user whose cdk8s.yaml names the plugin; the CLI loads plugins compiled, so that a small file stands for the package. */
function synthWithPlugin(service: string, properties = ''): { folder: string; status: number | null; stdout: string; stderr: string } {
  const folder = mkdtempSync(join(tmpdir(), 'plugin-'));
  writeFileSync(
    join(folder, 'plugin.js'),
    `require(${JSON.stringify(join(ROOT, 'node_modules/ts-node/register'))});\nmodule.exports = require(${JSON.stringify(join(ROOT, 'lib/index.ts'))});\n`,
  );
  writeFileSync(
    join(folder, 'cdk8s.yaml'),
    `language: typescript
app: node main.js
output: out
validations:
  - package: ./plugin.js
    class: WiringValidation
    version: 0.0.0
${properties}`,
  );
  writeFileSync(
    join(folder, 'main.js'),
    `const { App, Chart, ApiObject } = require(${JSON.stringify(join(ROOT, 'node_modules/cdk8s'))});
const app = new App();
const chart = new Chart(app, 'shop');
const pod = (name, port) => new ApiObject(chart, name, {
  apiVersion: 'v1', kind: 'Pod', metadata: { name, labels: { app: 'shop', part: name } },
  spec: { containers: [{ name: 'main', image: 'web', ports: [{ containerPort: port }] }] },
});
pod('a', 1000);
pod('b', 2000);
new ApiObject(chart, 'front', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'front' }, spec: { ${service} } });
app.synth();
`,
  );
  const result = synthCommand([], { TS_NODE_PROJECT: join(ROOT, 'tsconfig.json') }, folder);
  return { folder, ...result };
}

test('cdk8s synth ends with status 2, and shows rule, sentence, repair and place', () => {
  const { status, stdout, folder } = synthWithPlugin(`${SELECTOR}, ports: [{ port: 1000 }]`);
  expect(status).toBe(2);
  const text = stripVTControlCharacters(stdout);
  expect(text).toContain('service-selects-unequal-workloads');
  expect(text).toContain(
    'Service default/front selects Pod default/a and Pod default/b, which do not all listen on its ports, so connections fail at random: ' +
      'port 1000/TCP fails on Pod default/b',
  );
  expect(text).toMatch(/Construct Path.*shop\/front/);
  expect(text).toMatch(/Manifest Path.*out\/shop\.k8s\.yaml/);
  expect(text).toContain('> 36:3');
  expect(readFileSync(join(folder, 'out/shop.k8s.yaml'), 'utf8').split('\n')[35]).toBe('  selector:');
  // The trap that the documentation names.
  expect(readdirSync(join(folder, 'out'))).toEqual(['construct-metadata.json', 'shop.k8s.yaml']);
});

test('what is right passes', () => {
  const { status, stdout } = synthWithPlugin('selector: { part: "a" }, ports: [{ port: 1000 }]');
  expect([status, stdout]).toEqual([0, expect.stringContaining('success')]);
});

test('warnings are logged, and let it pass', () => {
  const { status, stdout } = synthWithPlugin('selector: { part: "a" }, ports: [{ port: 1000, targetPort: 7 }]');
  expect(status).toBe(0);
  expect(stdout).toContain('warning: out/shop.k8s.yaml:');
  expect(stdout).toContain('(target-port-undeclared)');
});

test('the world is closed, unless it is said to be open', () => {
  const lost = 'selector: { app: "lost" }, ports: [{ port: 1000 }]';
  expect(synthWithPlugin(lost).status).toBe(2);
  expect(synthWithPlugin(lost, '    properties: { closedWorld: false }\n').status).toBe(0);
});
