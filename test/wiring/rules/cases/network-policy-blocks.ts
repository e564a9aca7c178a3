import { RuleCase } from '../../support/case';
import { BACKEND, tcpRoute, traefik, traefikService } from '../../support/traefik';
import { container, gateway, ignoring, lines, service, swap, workload } from '../../support/yaml';

const rule = 'network-policy-blocks';

/** Line 5 podSelector, 6 ingress, 7 and on the rules. */
const policy = (
  rules: readonly string[],
  more: { selector?: string; name?: string; annotations?: string; namespace?: string; types?: string } = {},
): string =>
  lines(
    'apiVersion: networking.k8s.io/v1',
    'kind: NetworkPolicy',
    `metadata: { name: ${more.name ?? 'web'}${more.namespace === undefined ? '' : `, namespace: ${more.namespace}`}${more.annotations === undefined ? '' : `, annotations: ${more.annotations}`} }`,
    'spec:',
    `  podSelector: ${more.selector ?? '{ matchLabels: { app: web } }'}`,
    rules.length === 0 ? '  ingress: []' : '  ingress:',
    ...rules.map((each) => `    - ${each}`),
    ...(more.types === undefined ? [] : [`  policyTypes: ${more.types}`]),
  );

const WEB = { 'service.yaml': service(), 'web.yaml': workload() };
const wrong = policy(['{ ports: [{ port: 80 }] }']);
const FROM_GATEWAY = '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ingress-nginx } } }';
/** Traefik before Service web, port 80, on 8080 of its Pods. */
const traefikWith = (...rules: readonly string[]) => ({
  ...BACKEND,
  'traefik.yaml': traefik(),
  'traefik-service.yaml': traefikService('{ port: 9000 }'),
  'route.yaml': tcpRoute(),
  'policy.yaml': policy(rules),
});

export const CASES: readonly RuleCase[] = [
  {
    name: "the Service's port in place of the Pod's",
    input: { ...WEB, 'policy.yaml': wrong },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'policy.yaml',
        line: 6,
        column: 3,
        message:
          'NetworkPolicy default/web lets nobody reach port 80/TCP (targetPort 8080) of Service default/web on Deployment default/web',
        related: ['policy.yaml:7', 'service.yaml:7'],
      },
    ],
  },
  {
    name: 'in an open world another policy may allow it',
    input: { ...WEB, 'policy.yaml': wrong },
    expected: [{ rule, severity: 'warning', file: 'policy.yaml', line: 6 }],
  },
  {
    name: 'nothing is allowed',
    input: { ...WEB, 'policy.yaml': policy([], { selector: '{}' }) },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'policy.yaml', line: 6 }],
  },
  {
    name: 'the other protocol',
    input: { ...WEB, 'policy.yaml': policy(['{ ports: [{ port: 8080, protocol: UDP }] }']) },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'policy.yaml', line: 6 }],
  },
  {
    name: 'a range that ends before it',
    input: { ...WEB, 'policy.yaml': policy(['{ ports: [{ port: 8000, endPort: 8079 }] }']) },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'policy.yaml', line: 6 }],
  },
  {
    name: 'a name that the Pods do not have',
    input: { ...WEB, 'policy.yaml': policy(['{ ports: [{ port: http }] }']) },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'policy.yaml', line: 6 }],
  },
  {
    name: 'two Services over one workload are one finding',
    input: {
      ...WEB,
      'headless.yaml': service({ name: 'nodes', ports: ['{ port: 8080 }'], more: ['clusterIP: None'] }),
      'policy.yaml': wrong,
    },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'policy.yaml',
        line: 6,
        message:
          'NetworkPolicy default/web lets nobody reach port 80/TCP (targetPort 8080) of Service default/web and port 8080/TCP of Service default/nodes on Deployment default/web',
      },
    ],
  },
  {
    name: 'of two policies it is the one that allows something',
    input: { ...WEB, 'deny.yaml': policy([], { selector: '{}', name: 'deny' }), 'policy.yaml': wrong },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'policy.yaml',
        line: 6,
        message:
          'NetworkPolicy default/deny and NetworkPolicy default/web let nobody reach port 80/TCP (targetPort 8080) of Service default/web on Deployment default/web',
      },
    ],
  },
  {
    name: 'the controller of the gateway is in another namespace',
    input: gateway({ 'policy.yaml': policy(['{ from: [{ podSelector: {} }], ports: [{ port: 8080 }] }']) }),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'policy.yaml',
        line: 6,
        message:
          'NetworkPolicy default/web does not let Deployment ingress-nginx/controller reach port 80/TCP (targetPort 8080) of Service default/web on Deployment default/web',
        related: ['policy.yaml:7', 'web-service.yaml:7'],
      },
    ],
  },
  {
    name: 'Traefik is in another namespace',
    input: traefikWith('{ from: [{ podSelector: {} }], ports: [{ port: 8080 }] }'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'policy.yaml',
        line: 6,
        message:
          'NetworkPolicy default/web does not let Deployment traefik/traefik reach port 80/TCP (targetPort 8080) of Service default/web on Deployment default/web',
        fix: 'allow port 8080/TCP in its ingress rules from namespace traefik',
        related: ['policy.yaml:7', 'service.yaml:7'],
      },
    ],
  },
  {
    name: 'its labels are let in, but in the namespace of the backend',
    input: traefikWith('{ from: [{ podSelector: { matchLabels: { app: traefik } } }] }'),
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'policy.yaml', line: 6 }],
  },
  {
    name: 'the namespace of Traefik is let in',
    input: traefikWith('{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: traefik } } }] }'),
    world: 'closed',
    expected: [],
  },
  {
    name: 'a Traefik that does not read the route',
    input: {
      ...traefikWith('{ from: [{ podSelector: {} }], ports: [{ port: 8080 }] }'),
      'route.yaml': tcpRoute({ more: ['ingressClassName: other'] }),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'its namespace is let in',
    input: gateway({ 'policy.yaml': policy([`{ from: [${FROM_GATEWAY}], ports: [{ port: 8080 }] }`]) }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'a namespace of unknown labels may be it',
    input: gateway({ 'policy.yaml': policy(['{ from: [{ namespaceSelector: { matchLabels: { role: edge } } }] }']) }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'a namespace whose labels are known, and others',
    input: gateway({
      'ns.yaml': lines('apiVersion: v1', 'kind: Namespace', 'metadata: { name: ingress-nginx, labels: { role: inner } }'),
      'policy.yaml': policy(['{ from: [{ namespaceSelector: { matchLabels: { role: edge } } }] }']),
    }),
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'policy.yaml', line: 6 }],
  },
  {
    name: 'addresses may be anybody',
    input: gateway({ 'policy.yaml': policy(['{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }']) }),
    world: 'closed',
    expected: [],
  },
  { name: "the Pod's port", input: { ...WEB, 'policy.yaml': policy(['{ ports: [{ port: 8080 }] }']) }, world: 'closed', expected: [] },
  { name: 'every port', input: { ...WEB, 'policy.yaml': policy(['{ from: [{ podSelector: {} }] }']) }, world: 'closed', expected: [] },
  { name: 'everybody, everywhere', input: { ...WEB, 'policy.yaml': policy(['{}']) }, world: 'closed', expected: [] },
  {
    name: 'a range that holds it',
    input: { ...WEB, 'policy.yaml': policy(['{ ports: [{ port: 8000, endPort: 8100 }] }']) },
    world: 'closed',
    expected: [],
  },
  {
    name: 'its name',
    input: {
      ...WEB,
      'web.yaml': swap(workload(), 'containerPort', 'name: http, containerPort'),
      'policy.yaml': policy(['{ ports: [{ port: http }] }']),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'its number, where the Service names it',
    input: {
      'service.yaml': service({ ports: ['{ port: 80, targetPort: http }'] }),
      'web.yaml': workload({ containers: [container('main', '{ name: http, containerPort: 8080 }')] }),
      'policy.yaml': policy(['{ ports: [{ port: 8080 }] }']),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'a second policy allows it',
    input: { ...WEB, 'policy.yaml': wrong, 'more.yaml': policy(['{ ports: [{ port: 8080 }] }'], { name: 'more' }) },
    world: 'closed',
    expected: [],
  },
  {
    name: 'a policy for what goes out only',
    input: { ...WEB, 'policy.yaml': policy([], { types: '[Egress]' }) },
    world: 'closed',
    expected: [],
  },
  { name: 'Pods of another namespace', input: { ...WEB, 'policy.yaml': policy([], { namespace: 'shop' }) }, world: 'closed', expected: [] },
  {
    name: 'a selector by expressions that leaves them out',
    input: { ...WEB, 'policy.yaml': policy([], { selector: '{ matchExpressions: [{ key: app, operator: NotIn, values: [web] }] }' }) },
    world: 'closed',
    expected: [],
  },
  {
    name: 'one policy over several workloads is one finding',
    input: {
      ...WEB,
      'api-service.yaml': service({ name: 'api', selector: '{ app: api }' }),
      'api.yaml': workload({ name: 'api', labels: '{ app: api }' }),
      'policy.yaml': policy([], { selector: '{}', name: 'deny' }),
    },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'policy.yaml', line: 6 }],
  },
  {
    name: 'a policy of another kind may allow it',
    input: {
      ...WEB,
      'policy.yaml': wrong,
      'cilium.yaml': lines('apiVersion: cilium.io/v2', 'kind: CiliumNetworkPolicy', 'metadata: { name: web }', 'spec: {}'),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: { ...WEB, 'policy.yaml': policy(['{ ports: [{ port: 80 }] }'], { annotations: ignoring(rule) }) },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'policy.yaml', line: 6, suppressed: 'we know' }],
  },
];
