import { RuleCase } from '../../support/case';
import { gatewayOf } from '../../support/gateway-api';
import { documents, ignoring, lines } from '../../support/yaml';

const rule = 'listener-port-moved';

const classOf = (controller: string, more: readonly string[] = []): string =>
  lines(
    'apiVersion: gateway.networking.k8s.io/v1',
    'kind: GatewayClass',
    'metadata: { name: eg }',
    'spec:',
    `  controllerName: ${controller}`,
    ...more.map((each) => `  ${each}`),
  );
const ENVOY = classOf('gateway.envoyproxy.io/gatewayclass-controller');
const LOW = '{ name: dns, port: 53, protocol: TCP }';
const HIGH = '{ name: alt, port: 10053, protocol: TCP }';

export const CASES: readonly RuleCase[] = [
  {
    name: 'of one Gateway',
    input: { 'class.yaml': ENVOY, 'gw.yaml': gatewayOf([LOW, HIGH]) },
    expected: [
      {
        rule,
        severity: 'error',
        file: 'gw.yaml',
        line: 8,
        message:
          'listeners "dns" on port 53 and "alt" on port 10053 of Gateway default/gw are one port inside the proxy of Envoy Gateway 1.9, which adds 10000 to those below 1024, and neither answers',
        fix: 'give one of them another port',
        related: ['gw.yaml:7'],
      },
    ],
  },
  {
    name: 'of a Gateway and its ListenerSet, TLS and TCP',
    input: documents(
      ENVOY,
      gatewayOf(['{ name: tls, port: 443, protocol: TLS, tls: { mode: Passthrough } }'], {
        more: ['allowedListeners: { namespaces: { from: Same } }'],
      }),
      gatewayOf(['{ name: alt, port: 10443, protocol: TCP }'], { kind: 'ListenerSet', name: 'more' }),
    ),
    expected: [{ rule, severity: 'error', line: 22 }],
  },
  {
    name: 'not of two protocols, not of ports from 1024 on, and not of a Gateway of another implementation',
    input: {
      'class.yaml': ENVOY,
      'udp.yaml': gatewayOf([LOW, '{ name: udp, port: 10053, protocol: UDP }']),
      'high.yaml': gatewayOf(['{ name: a, port: 1024, protocol: TCP }', '{ name: b, port: 11024, protocol: TCP }'], { name: 'high' }),
    },
    expected: [],
  },
  {
    name: 'not of another implementation',
    input: documents(classOf('io.cilium/gateway-controller'), gatewayOf([LOW, HIGH])),
    expected: [],
  },
  {
    name: 'not where the class has parameters, which may switch it off',
    input: documents(
      classOf('gateway.envoyproxy.io/gatewayclass-controller', [
        'parametersRef: { group: gateway.envoyproxy.io, kind: EnvoyProxy, name: own }',
      ]),
      gatewayOf([LOW, HIGH]),
    ),
    expected: [],
  },
  { name: 'not where the class is not in the input', input: gatewayOf([LOW, HIGH]), expected: [] },
  {
    name: 'ignored',
    input: documents(ENVOY, gatewayOf([LOW, HIGH], { meta: `, annotations: ${ignoring(rule)}` })),
    expected: [{ rule, severity: 'error', line: 14, suppressed: 'we know' }],
  },
];
