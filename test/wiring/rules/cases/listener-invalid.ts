import { RuleCase } from '../../support/case';
import { gatewayOf } from '../../support/gateway-api';
import { ignoring } from '../../support/yaml';

const rule = 'listener-invalid';

/** What one field of a listener makes of it. */
const faulty = (name: string, fields: string, says: string, fix?: string): RuleCase => ({
  name,
  input: gatewayOf([`{ name: a, port: 9000, ${fields} }`]),
  expected: [
    { rule, severity: 'error', line: 7, message: `listener "a" of Gateway default/gw ${says}`, ...(fix === undefined ? {} : { fix }) },
  ],
});

export const CASES: readonly RuleCase[] = [
  faulty(
    'TLS that does not say who ends it',
    'protocol: TLS',
    'is for TLS and does not say tls.mode, which Kubernetes refuses',
    'give it tls: { mode: Passthrough } where the backend has the certificate, else mode: Terminate with certificateRefs',
  ),
  faulty('TLS that ends without a certificate', 'protocol: TLS, tls: {}', 'ends TLS without certificateRefs, which Kubernetes refuses'),
  faulty(
    'HTTPS that ends without a certificate',
    'protocol: HTTPS, tls: { mode: Terminate }',
    'ends TLS without certificateRefs, which Kubernetes refuses',
  ),
  faulty(
    'HTTPS that is handed on',
    'protocol: HTTPS, tls: { mode: Passthrough }',
    'is for HTTPS with tls.mode Passthrough, which Kubernetes refuses',
  ),
  faulty(
    'TCP with TLS',
    'protocol: TCP, tls: { mode: Passthrough }',
    'is for TCP and has tls, which Kubernetes refuses',
    'take out tls, or make it protocol: TLS',
  ),
  faulty('UDP with TLS', 'protocol: UDP, tls: { mode: Passthrough }', 'is for UDP and has tls, which Kubernetes refuses', 'take out tls'),
  faulty('HTTP with TLS', 'protocol: HTTP, tls: { mode: Passthrough }', 'is for HTTP and has tls, which Kubernetes refuses'),
  faulty(
    'TCP with a host name',
    'protocol: TCP, hostname: a.example',
    'is for TCP and has a hostname, which Kubernetes refuses',
    'take out hostname, or make it protocol: TLS',
  ),
  faulty('UDP with a host name', 'protocol: UDP, hostname: a.example', 'is for UDP and has a hostname, which Kubernetes refuses'),
  faulty(
    'small letters, which Kubernetes takes',
    'protocol: tcp',
    'has protocol "tcp", which is none, so no implementation opens it',
    'write it in capitals, protocol: TCP',
  ),
  faulty(
    'another protocol',
    'protocol: SCTP',
    'has protocol "SCTP", which is none, so no implementation opens it',
    'give one of HTTP, HTTPS, TLS, TCP, UDP',
  ),
  {
    name: 'ports that are none',
    input: gatewayOf(['{ name: a, port: 0, protocol: TCP }', '{ name: b, port: "9000", protocol: TCP }']),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        line: 7,
        message: 'listener "a" of Gateway default/gw has port 0, which is no port number, and Kubernetes refuses it',
      },
      { rule, severity: 'error', line: 8, fix: 'write it without quotes, port: 9000' },
    ],
  },
  {
    name: 'names that are none, and one twice',
    input: gatewayOf([
      '{ name: TCP_1, port: 1, protocol: TCP }',
      '{ name: b, port: 2, protocol: TCP }',
      '{ name: b, port: 3, protocol: TCP }',
    ]),
    expected: [
      { rule, severity: 'error', line: 7, message: 'listener "TCP_1" of Gateway default/gw has no name that Kubernetes takes' },
      {
        rule,
        severity: 'error',
        line: 9,
        message: 'listener "b" of Gateway default/gw has the name of another one, which Kubernetes refuses',
      },
    ],
  },
  {
    name: 'of a ListenerSet',
    input: {
      'gw.yaml': gatewayOf(['{ name: a, port: 9001, protocol: TCP }'], { more: ['allowedListeners: { namespaces: { from: Same } }'] }),
      'set.yaml': gatewayOf(['{ name: a, port: 9000, protocol: TLS }'], { kind: 'ListenerSet', name: 'more' }),
    },
    expected: [
      {
        rule,
        severity: 'error',
        file: 'set.yaml',
        line: 7,
        message: 'listener "a" of ListenerSet default/more is for TLS and does not say tls.mode, which Kubernetes refuses',
      },
    ],
  },
  {
    name: 'what each protocol takes',
    input: gatewayOf([
      '{ name: a, port: 1, protocol: TCP }',
      '{ name: b.c, port: 1, protocol: UDP }',
      '{ name: d, port: 443, protocol: TLS, hostname: a.example, tls: { mode: Passthrough } }',
      '{ name: e, port: 444, protocol: TLS, tls: { certificateRefs: [{ name: x }] } }',
      '{ name: f, port: 445, protocol: HTTPS, tls: { options: { a.example/b: c } } }',
      '{ name: g, port: 446, protocol: HTTPS }',
      '{ name: h, port: 80, protocol: HTTP, hostname: a.example }',
      '{ name: i, port: 81, protocol: example.com/mine }',
      '{ name: "${NAME}", port: "${PORT}", protocol: TCP }',
    ]),
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: gatewayOf(['{ name: a, port: 9000, protocol: tcp }'], { meta: `, annotations: ${ignoring(rule)}` }),
    expected: [{ rule, severity: 'error', line: 7, suppressed: 'we know' }],
  },
];
