import { RuleCase } from '../../support/case';
import { ignoring, service, workload } from '../../support/yaml';

const rule = 'shared-ip-namespace-not-allowed';

const PINNED = 'lbipam.cilium.io/ips: 192.0.2.10, lbipam.cilium.io/sharing-key: a';
const ALLOW = 'lbipam.cilium.io/sharing-cross-namespace';
const balancer = (namespace: string, port: number, annotations = ''): string =>
  service({
    name: `${namespace}-web`,
    namespace,
    annotations: `{ ${PINNED}${annotations} }`,
    ports: [`{ port: ${port}, targetPort: 8080 }`],
    more: ['type: LoadBalancer'],
  });
const two = (first: string, second: string): { [file: string]: string } => ({
  'a.yaml': balancer('shop', 80, first),
  'b.yaml': balancer('games', 81, second),
  'web.yaml': workload({ namespace: 'shop' }),
  'games.yaml': workload({ namespace: 'games' }),
});

export const CASES: readonly RuleCase[] = [
  {
    name: 'one allows it, and the other does not',
    input: two(`, ${ALLOW}: games`, ''),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'b.yaml',
        line: 3,
        message:
          'Service games/games-web shares address 192.0.2.10 of Cilium with Services of namespace shop and does not allow it with lbipam.cilium.io/sharing-cross-namespace, so one of them stays pending',
        fix: 'give all Services on the address lbipam.cilium.io/sharing-cross-namespace: games,shop',
        related: ['a.yaml:3'],
      },
    ],
  },
  {
    name: 'neither allows it',
    input: two('', ''),
    expected: [
      { rule, severity: 'error', file: 'a.yaml', line: 3 },
      { rule, severity: 'error', file: 'b.yaml', line: 3 },
    ],
  },
  {
    name: 'a space in the list, which is part of the name',
    input: two(`, ${ALLOW}: "x, games"`, `, ${ALLOW}: shop`),
    expected: [{ rule, severity: 'error', file: 'a.yaml', line: 3 }],
  },
  { name: 'both allow it', input: two(`, ${ALLOW}: "games,shop"`, `, ${ALLOW}: "*"`), world: 'closed', expected: [] },
  {
    name: 'one namespace',
    input: {
      'a.yaml': balancer('shop', 80),
      'b.yaml': balancer('shop', 81).replace('shop-web', 'web'),
      'web.yaml': workload({ namespace: 'shop' }),
    },
    world: 'closed',
    expected: [],
  },
  {
    name: 'MetalLB does not ask',
    input: Object.fromEntries(
      Object.entries(two('', '')).map(([file, text]) => [
        file,
        text
          .replace('lbipam.cilium.io/ips', 'metallb.io/loadBalancerIPs')
          .replace('lbipam.cilium.io/sharing-key', 'metallb.io/allow-shared-ip'),
      ]),
    ),
    world: 'closed',
    expected: [],
  },
  {
    name: 'of two environments, of which perhaps one is applied',
    input: {
      'shop/a.yaml': balancer('shop', 80, `, ${ALLOW}: games`),
      'games/b.yaml': balancer('games', 81),
      'web.yaml': workload({ namespace: 'shop' }),
      'games.yaml': workload({ namespace: 'games' }),
    },
    expected: [{ rule, severity: 'warning', file: 'games/b.yaml', line: 3 }],
  },
  {
    name: 'ignored',
    input: two(`, ${ALLOW}: games`, `, ${ignoring(rule).slice(2, -2)}`),
    expected: [{ rule, severity: 'error', file: 'b.yaml', line: 3, suppressed: 'we know' }],
  },
];
