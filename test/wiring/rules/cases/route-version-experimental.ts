import { RuleCase } from '../../support/case';
import { edge, RouteProps, routeOf } from '../../support/gateway-api';
import { ignoring, lines } from '../../support/yaml';

const rule = 'route-version-experimental';

const old = (props: RouteProps = {}): string => routeOf({ version: 'v1alpha2', ...props });
const classOf = (controller: string): string =>
  lines(
    'apiVersion: gateway.networking.k8s.io/v1',
    'kind: GatewayClass',
    'metadata: { name: eg }',
    `spec: { controllerName: ${controller} }`,
  );

export const CASES: readonly RuleCase[] = [
  {
    name: 'a TCPRoute before v1',
    input: edge({ 'route.yaml': old() }),
    expected: [
      {
        rule,
        severity: 'info',
        file: 'route.yaml',
        line: 1,
        message: 'TCPRoute default/web is of version v1alpha2, which only the experimental channel of the Gateway API serves',
      },
    ],
  },
  {
    name: 'a TLSRoute before v1, for an implementation that reads v1',
    input: edge({
      'class.yaml': classOf('gateway.envoyproxy.io/gatewayclass-controller'),
      'route.yaml': old({ kind: 'TLSRoute', version: 'v1alpha3' }),
    }),
    world: 'closed',
    expected: [{ rule, severity: 'info', file: 'route.yaml', line: 1 }],
  },
  {
    name: 'for an implementation that reads nothing else',
    input: edge({ 'class.yaml': classOf('traefik.io/gateway-controller'), 'route.yaml': old() }),
    world: 'closed',
    expected: [],
  },
  { name: 'v1', input: edge(), world: 'closed', expected: [] },
  {
    name: 'ignored',
    input: edge({ 'route.yaml': old({ meta: `, annotations: ${ignoring(rule)}` }) }),
    expected: [{ rule, severity: 'info', file: 'route.yaml', line: 1, suppressed: 'we know' }],
  },
];
