import { RuleCase } from '../../support/case';
import { controller, controllerService, gateway, ignoring } from '../../support/yaml';

const rule = 'stream-map-missing';

const ALONE = { 'controller.yaml': controller(), 'service.yaml': controllerService({ ports: [] }) };

export const CASES: readonly RuleCase[] = [
  {
    name: 'a map that is not there',
    input: ALONE,
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'controller.yaml',
        line: 14,
        column: 15,
        message:
          'Deployment ingress-nginx/controller reads ConfigMap ingress-nginx/tcp-services for TCP, which is not there, so it opens no TCP port',
      },
    ],
  },
  {
    name: 'in an open world it may be elsewhere',
    input: ALONE,
    expected: [{ rule, severity: 'info', file: 'controller.yaml', line: 14, unverified: true }],
  },
  { name: 'the map is there', input: gateway(), world: 'closed', expected: [] },
  {
    name: 'somebody else makes it',
    input: ALONE,
    world: 'closed',
    externals: { objects: [{ kind: 'ConfigMap', namespace: 'ingress-nginx', name: 'tcp-services' }] },
    expected: [],
  },
  {
    name: 'an empty flag asks for none',
    input: { ...ALONE, 'controller.yaml': controller({ args: ['--tcp-services-configmap='] }) },
    world: 'closed',
    expected: [],
  },
  {
    name: 'a variable that the input does not tell',
    input: { ...ALONE, 'controller.yaml': controller({ args: ['--tcp-services-configmap=$(NS)/x'] }) },
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored on the Pod template',
    input: { ...ALONE, 'controller.yaml': controller({ template: `annotations: ${ignoring(rule, 'made by hand')}` }) },
    world: 'closed',
    expected: [{ rule, severity: 'warning', file: 'controller.yaml', line: 14, suppressed: 'made by hand' }],
  },
];
