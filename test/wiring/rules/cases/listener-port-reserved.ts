import { RuleCase } from '../../support/case';
import { gatewayOf } from '../../support/gateway-api';
import { documents, ignoring, lines } from '../../support/yaml';

const rule = 'listener-port-reserved';

const ENVOY = lines(
  'apiVersion: gateway.networking.k8s.io/v1',
  'kind: GatewayClass',
  'metadata: { name: eg }',
  'spec: { controllerName: gateway.envoyproxy.io/gatewayclass-controller }',
);
const ADMIN = '{ name: admin, port: 19000, protocol: TCP }';

export const CASES: readonly RuleCase[] = [
  {
    name: 'a port of the proxy',
    input: { 'class.yaml': ENVOY, 'gw.yaml': gatewayOf([ADMIN]) },
    expected: [
      {
        rule,
        severity: 'error',
        file: 'gw.yaml',
        line: 7,
        message:
          'listener "admin" of Gateway default/gw is on port 19000, which is taken by the proxy of Envoy Gateway for its administration',
        fix: 'give it another port',
      },
    ],
  },
  {
    name: 'not under the other protocol, nor the port beside it',
    input: documents(ENVOY, gatewayOf(['{ name: a, port: 19000, protocol: UDP }', '{ name: b, port: 19004, protocol: TCP }'])),
    expected: [],
  },
  { name: 'not where the class is not in the input', input: gatewayOf([ADMIN]), expected: [] },
  {
    name: 'ignored',
    input: documents(ENVOY, gatewayOf([ADMIN], { meta: `, annotations: ${ignoring(rule)}` })),
    expected: [{ rule, severity: 'error', line: 12, suppressed: 'we know' }],
  },
];
