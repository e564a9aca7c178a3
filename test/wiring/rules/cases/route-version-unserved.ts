import { RuleCase } from '../../support/case';
import { edge, routeOf } from '../../support/gateway-api';
import { ignoring, lines } from '../../support/yaml';

const rule = 'route-version-unserved';

const crd = (kind: string, ...versions: readonly string[]): string =>
  lines(
    'apiVersion: apiextensions.k8s.io/v1',
    'kind: CustomResourceDefinition',
    `metadata: { name: ${kind.toLowerCase()}s.gateway.networking.k8s.io }`,
    `spec: { group: gateway.networking.k8s.io, names: { kind: ${kind} }, versions: [${versions.join(', ')}] }`,
  );
const V1 = '{ name: v1, served: true }';
const STANDARD = { 'gateways.yaml': crd('Gateway', V1), 'tcproutes.yaml': crd('TCPRoute', V1, '{ name: v1alpha2, served: false }') };
const old = (meta = ''): string => routeOf({ version: 'v1alpha2', meta });

export const CASES: readonly RuleCase[] = [
  {
    name: 'v1alpha2 with the CRDs of the standard channel',
    input: edge({ ...STANDARD, 'route.yaml': old() }),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 1,
        message: 'TCPRoute default/web is of version v1alpha2, and the CRD in the input serves v1, so Kubernetes refuses it',
        fix: 'write apiVersion: gateway.networking.k8s.io/v1, or take CRDs that serve v1alpha2',
        related: ['tcproutes.yaml:3'],
      },
    ],
  },
  {
    name: 'a version that no release has served, without the CRDs',
    input: edge({ 'route.yaml': routeOf({ version: 'v1beta1' }) }),
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 1,
        message:
          'TCPRoute default/web is of version v1beta1, which no release of the Gateway API has served (they have v1, v1alpha2), so Kubernetes refuses it',
        fix: 'write apiVersion: gateway.networking.k8s.io/v1',
      },
    ],
  },
  {
    name: 'a kind of the group that is not known here',
    input: edge({ 'other.yaml': lines('apiVersion: gateway.networking.k8s.io/v9', 'kind: MeshRoute', 'metadata: { name: a }') }),
    expected: [],
  },
  {
    name: 'v1 with CRDs before 1.6',
    input: edge({ ...STANDARD, 'tcproutes.yaml': crd('TCPRoute', '{ name: v1alpha2, served: true }') }),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 1,
        fix: 'write apiVersion: gateway.networking.k8s.io/v1alpha2, or take CRDs that serve v1',
      },
    ],
  },
  {
    name: 'CRDs without the kind',
    input: edge({ ...STANDARD, 'tcproutes.yaml': '' }),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 2,
        message: 'TCPRoute default/web is of a kind that the CRDs of the Gateway API in the input do not have, so Kubernetes refuses it',
      },
    ],
  },
  {
    name: 'CRDs without the kind, which may be elsewhere',
    input: edge({ ...STANDARD, 'tcproutes.yaml': '' }),
    expected: [{ rule, severity: 'info', file: 'route.yaml', line: 2, unverified: true }],
  },
  { name: 'v1', input: edge(STANDARD), world: 'closed', expected: [] },
  {
    name: 'v1alpha2 with the CRDs of the experimental channel',
    input: edge({ ...STANDARD, 'tcproutes.yaml': crd('TCPRoute', V1, '{ name: v1alpha2, served: true }'), 'route.yaml': old() }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: edge({ ...STANDARD, 'route.yaml': old(`, annotations: ${ignoring(rule)}`) }),
    expected: [{ rule, severity: 'error', file: 'route.yaml', line: 1, suppressed: 'we know' }],
  },
];
