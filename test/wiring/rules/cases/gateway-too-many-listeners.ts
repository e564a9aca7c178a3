import { RuleCase } from '../../support/case';
import { gatewayOf, OwnerProps } from '../../support/gateway-api';
import { documents, ignoring } from '../../support/yaml';

const rule = 'gateway-too-many-listeners';

const many = (count: number, props: OwnerProps = {}, from = 9000): string =>
  gatewayOf(
    Array.from({ length: count }, (_, index) => `{ name: l${index}, port: ${from + index}, protocol: TCP }`),
    props,
  );
const OPEN = { more: ['allowedListeners: { namespaces: { from: Same } }'] };

export const CASES: readonly RuleCase[] = [
  {
    name: '65 of a Gateway',
    input: many(65),
    expected: [
      {
        rule,
        severity: 'error',
        line: 71,
        message: 'Gateway default/gw has 65 listeners, and Kubernetes takes 64',
        fix: 'move those from "l64" on to a ListenerSet of this Gateway, and let it with spec.allowedListeners',
      },
    ],
  },
  {
    name: '66 of a ListenerSet',
    input: { 'gw.yaml': many(64, OPEN), 'set.yaml': many(66, { kind: 'ListenerSet', name: 'more' }, 10000) },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'set.yaml',
        line: 71,
        message: 'ListenerSet default/more has 66 listeners, and Kubernetes takes 64',
        fix: 'move those from "l64" on to another ListenerSet',
      },
    ],
  },
  {
    name: '192 of a Gateway and two ListenerSets',
    input: documents(
      many(64, OPEN),
      many(64, { kind: 'ListenerSet', name: 'one' }, 10000),
      many(64, { kind: 'ListenerSet', name: 'two' }, 11000),
    ),
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: many(65, { meta: `, annotations: ${ignoring(rule)}` }),
    expected: [{ rule, severity: 'error', line: 71, suppressed: 'we know' }],
  },
];
