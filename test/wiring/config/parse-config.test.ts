import { readFileSync } from 'fs';
import { join } from 'path';
import { NO_CONFIG, parseConfig, verifyOptionsOf } from '../../../lib/wiring/config/parse-config';
import { CONFIG_SCHEMA } from '../../../lib/wiring/config/schema';
import { ROOT } from '../../support/run';

const parse = (text: string) => parseConfig(text, 'multiport.yaml');
const errorsOf = (text: string) => {
  const parsed = parse(text);
  return 'errors' in parsed ? parsed.errors : [];
};

test('all the keys', () => {
  const text = `world: closed
namespace: shop
nodePortRange: 20000-22767
external:
  services: [database/postgres, "database/postgres:5432", "voice/turn:3478/udp", "web/front:http/TCP"]
  objects: [Secret shop/certificate, Namespace shop]
  maps: [ingress-nginx/tcp-services]
ignore:
  - rule: target-port-undeclared
    object: Service shop/web
    reason: " the chart is not ours "
  - { rule: unreadable, file: "charts/**", reason: templates }
`;
  expect(parse(text)).toEqual({
    config: {
      closed: true,
      namespace: 'shop',
      nodePorts: { from: 20000, to: 22767 },
      externals: {
        services: [
          { namespace: 'database', name: 'postgres' },
          { namespace: 'database', name: 'postgres', port: 5432 },
          { namespace: 'voice', name: 'turn', port: 3478, protocol: 'UDP' },
          { namespace: 'web', name: 'front', port: 'http', protocol: 'TCP' },
        ],
        objects: [
          { kind: 'Secret', namespace: 'shop', name: 'certificate' },
          { kind: 'Namespace', namespace: '', name: 'shop' },
        ],
        maps: [{ namespace: 'ingress-nginx', name: 'tcp-services' }],
      },
      exceptions: [
        { rule: 'target-port-undeclared', object: 'Service shop/web', reason: 'the chart is not ours' },
        { rule: 'unreadable', file: 'charts/**', reason: 'templates' },
      ],
    },
  });
});

test.each(['', '# nothing yet\n', '---\n', '{}', '\uFEFF{}\n'])('%j says nothing', (text) => {
  expect(parse(text)).toEqual({ config: NO_CONFIG });
});

test.each<[string, string, ...string[]]>([
  [
    'an unknown key',
    'world: open\n\nextrenal: {}\n',
    '3: unknown key "extrenal": give one of world, namespace, nodePortRange, external, ignore',
  ],
  ['an unknown key below', 'external:\n  service: []\n', '2: unknown key "service": give one of services, objects, maps'],
  [
    'an unknown key of an exception',
    'ignore:\n- rule: unreadable\n  reason: x\n  path: a\n',
    '4: unknown key "path": give one of rule, object, file, reason',
  ],
  ['an unknown world', 'world: close\n', '1: world "close" is not known: give open or closed'],
  ['a number for a text', 'namespace: 12\n', '1: namespace 12 is a number: give a text in quotes'],
  ['a boolean for a text', 'namespace: no\n', '1: namespace false is a boolean: give a text in quotes'],
  [
    'a wrong namespace',
    'namespace: My_Shop\n',
    '1: namespace "My_Shop" is not valid: give the namespace of objects that name none: 63 or fewer lower-case letters, digits and hyphens, as "default"',
  ],
  [
    'a wrong range',
    'nodePortRange: 30000..32767\n',
    '1: nodePortRange "30000..32767" is not valid: give the first and the last node port of the cluster, as 30000-32767',
  ],
  [
    'a range that is upside down',
    'nodePortRange: 32767-30000\n',
    '1: nodePortRange "32767-30000" is no range: give two ports from 1 to 65535, the lower one first',
  ],
  [
    'a range with port 0',
    'nodePortRange: 0-5\n',
    '1: nodePortRange "0-5" is no range: give two ports from 1 to 65535, the lower one first',
  ],
  [
    'a Service without namespace',
    'external:\n  services:\n  - a/b\n  - web\n',
    '4: external.services[1] "web" is not valid: give namespace/name of a Service, with :port and /udp where they matter, as "database/postgres:5432"',
  ],
  [
    'an object without namespace',
    'external:\n  objects: [Secret web]\n',
    '2: external.objects[0] "Secret web" names no namespace: give kind, namespace and name, as "Secret default/web"',
  ],
  [
    'an object with a namespace that it cannot have',
    'external:\n  objects: [Namespace a/web]\n',
    '2: external.objects[0] "Namespace a/web" has a namespace, and a Namespace has none: give "Namespace web"',
  ],
  [
    'a map without namespace',
    'external:\n  maps: [tcp]\n',
    '2: external.maps[0] "tcp" is not valid: give namespace/name of a ConfigMap, as "ingress-nginx/tcp-services"',
  ],
  ['a map for a list', 'ignore: { rule: unreadable }\n', '1: ignore {"rule":"unreadable"} is a map: give a list'],
  ['an empty key', 'ignore:\n', '1: ignore null is empty: give a list'],
  ['no reason', 'ignore:\n- rule: unreadable\n', '2: ignore[0] has no "reason": give why it may stay'],
  ['an empty reason', 'ignore:\n- rule: unreadable\n  reason: " "\n', '3: ignore[0].reason " " is not valid: give why it may stay'],
  ['no rule', 'ignore:\n- reason: x\n', '2: ignore[0] has no "rule": give the id of a rule, as the report has it'],
  [
    'a rule that is nearly one',
    'ignore:\n- rule: target-port-undeclard\n  reason: x\n',
    '2: ignore[0].rule "target-port-undeclard" is no rule: did you mean target-port-undeclared?',
  ],
  [
    'a rule that is like none',
    'ignore:\n- rule: everything-whatsoever\n  reason: x\n',
    '2: ignore[0].rule "everything-whatsoever" is no rule: give the id of a rule, as the report has it',
  ],
  [
    'an object of a kind alone',
    'ignore:\n- { rule: unreadable, reason: x, object: Service }\n',
    '2: ignore[0].object "Service" is not valid: give kind, namespace and name of an object, as "Service shop/web"; * stands for any part of it',
  ],
  [
    'an exception without namespace',
    'ignore:\n- { rule: unreadable, reason: x, object: Service web }\n',
    '2: ignore[0].object "Service web" names no namespace: give kind, namespace and name, as "Service default/web"',
  ],
  ['a key twice', 'world: open\nworld: closed\n', '2: key "world" is there twice: give it once'],
  ['a key twice below', 'ignore:\n- rule: unreadable\n  reason: a\n  reason: b\n', '4: key "reason" is there twice: give it once'],
  [
    'several, by line',
    'world: 1\nnamespace: A\n',
    '1: world 1 is not known: give open or closed',
    '2: namespace "A" is not valid: give the namespace of objects that name none: 63 or fewer lower-case letters, digits and hyphens, as "default"',
  ],
  ['a list', '- a\n', '1: the file is a list: give a map of keys and values'],
  ['a text', 'hello\n', '1: the file is a text: give a map of keys and values'],
  ['two documents', 'world: open\n---\nworld: closed\n', '2: the file holds 2 documents: give one'],
  ['no YAML', 'world: open: closed\n', '1: the file cannot be parsed: bad indentation of a mapping entry'],
])('%s is refused', (_, text, ...errors) => {
  expect(errorsOf(text)).toEqual(errors.map((error) => `multiport.yaml:${error}`));
});

test('stars stand for any part of an object', () => {
  for (const object of ['*', 'Service *', '* shop/*', 'Namespace shop']) {
    expect(errorsOf(`ignore: [{ rule: unreadable, reason: x, object: "${object}" }]`)).toEqual([]);
  }
});

test('what the caller says is added, or wins', () => {
  const parsed = parse('world: closed\nexternal: { services: [a/b] }\n');
  const { config } = 'config' in parsed ? parsed : { config: NO_CONFIG };
  expect(verifyOptionsOf(config)).toMatchObject({ closed: true, externals: { services: [{ namespace: 'a', name: 'b' }] } });
  expect(verifyOptionsOf(config, { closed: false, services: [{ namespace: 'c', name: 'd' }] })).toEqual({
    closed: false,
    externals: {
      services: [
        { namespace: 'a', name: 'b' },
        { namespace: 'c', name: 'd' },
      ],
      objects: [],
      maps: [],
    },
    nodePorts: { from: 30000, to: 32767 },
    exceptions: [],
  });
  expect(verifyOptionsOf(NO_CONFIG).closed).toBe(false);
});

test('the schema of the package is the one that is checked', () => {
  expect(JSON.parse(readFileSync(join(ROOT, 'multiport.schema.json'), 'utf8'))).toEqual(CONFIG_SCHEMA);
});
