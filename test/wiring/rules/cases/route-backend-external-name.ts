import { RuleCase } from '../../support/case';
import { edge, routeOf } from '../../support/gateway-api';
import { ignoring, lines } from '../../support/yaml';

const rule = 'route-backend-external-name';

/** Line 4 spec. */
const NAME = lines('apiVersion: v1', 'kind: Service', 'metadata: { name: far }', 'spec: { type: ExternalName, externalName: db.example }');
const route = (meta = ''): string => routeOf({ meta, backends: ['{ name: far, port: 5432 }'] });

export const CASES: readonly RuleCase[] = [
  {
    name: 'a name elsewhere',
    input: edge({ 'far.yaml': NAME, 'route.yaml': route() }),
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'route.yaml',
        line: 10,
        message:
          'TCPRoute default/web sends to Service default/far of type ExternalName, and few implementations of the Gateway API follow such a name',
        related: ['far.yaml:4'],
      },
    ],
  },
  { name: 'a Service with Pods', input: edge({ 'far.yaml': NAME }), world: 'closed', expected: [] },
  {
    name: 'a headless Service, whose Pods are found all the same',
    input: edge({
      'far.yaml': lines(
        'apiVersion: v1',
        'kind: Service',
        'metadata: { name: far }',
        'spec: { clusterIP: None, selector: { app: web }, ports: [{ port: 5432, targetPort: 8080 }] }',
      ),
      'route.yaml': route(),
    }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: edge({ 'far.yaml': NAME, 'route.yaml': route(`, annotations: ${ignoring(rule)}`) }),
    expected: [{ rule, severity: 'warning', file: 'route.yaml', line: 10, suppressed: 'we know' }],
  },
];
