import { RuleCase } from '../../support/case';
import { container, ignoring, service, swap, workload } from '../../support/yaml';

const rule = 'target-port-name-missing';

const named = (target: string, more = ''): string => service({ ports: [`{ port: 80, targetPort: ${target}${more} }`] });
const WEB = workload({ containers: [container('main', '{ name: http, containerPort: 8080 }')] });

export const CASES: readonly RuleCase[] = [
  {
    name: 'a name that no container has',
    input: { 'service.yaml': named('web'), 'web.yaml': WEB },
    expected: [
      {
        rule,
        severity: 'error',
        file: 'service.yaml',
        line: 7,
        column: 31,
        message:
          'Service default/web sends port 80/TCP to the container port "web", and Deployment default/web has no port of that name (it declares 8080/TCP "http"), so the port has no endpoints',
        related: ['web.yaml:10'],
      },
    ],
  },
  {
    name: 'a container that has a port without a name',
    input: { 'service.yaml': named('http'), 'web.yaml': workload() },
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        file: 'service.yaml',
        line: 7,
        message:
          'Service default/web sends port 80/TCP to the container port "http", and Deployment default/web has no port of that name (it declares 8080/TCP), so the port has no endpoints',
      },
    ],
  },
  {
    name: 'a container without ports',
    input: { 'service.yaml': named('http'), 'web.yaml': workload({ containers: [container('main')] }) },
    expected: [
      {
        rule,
        severity: 'error',
        file: 'service.yaml',
        line: 7,
        message:
          'Service default/web sends port 80/TCP to the container port "http", and Deployment default/web has no port of that name (it declares no port), so the port has no endpoints',
      },
    ],
  },
  {
    name: 'the name of the other protocol',
    input: { 'service.yaml': named('http', ', protocol: UDP'), 'web.yaml': WEB },
    expected: [
      {
        rule,
        severity: 'error',
        file: 'service.yaml',
        line: 7,
        message:
          'Service default/web sends port 80/UDP to the container port "http", and Deployment default/web has that name for TCP, not for UDP, so the port has no endpoints',
      },
    ],
  },
  {
    name: 'a name of a plain init container',
    input: {
      'service.yaml': named('http'),
      'web.yaml': workload({ pod: ['initContainers:', `  - ${container('first', '{ name: http, containerPort: 8080 }')}`] }),
    },
    expected: [{ rule, severity: 'error', file: 'service.yaml', line: 7 }],
  },
  { name: 'the name is there', input: { 'service.yaml': named('http'), 'web.yaml': WEB }, world: 'closed', expected: [] },
  {
    name: 'the name is in the second container, with another number',
    input: {
      'service.yaml': named('metrics'),
      'web.yaml': workload({ containers: [container('main'), container('exporter', '{ name: metrics, containerPort: 9121 }')] }),
    },
    expected: [],
  },
  {
    name: 'the name is that of a native sidecar',
    input: {
      'service.yaml': named('http'),
      'web.yaml': workload({
        pod: ['initContainers:', `  - { restartPolicy: Always, ${container('proxy', '{ name: http, containerPort: 80 }').slice(2)}`],
      }),
    },
    expected: [],
  },
  {
    name: 'the names of Helm begin with a digit',
    input: {
      'service.yaml': named('9000-tcp'),
      'web.yaml': workload({ containers: [container('main', '{ name: 9000-tcp, containerPort: 9000 }')] }),
    },
    expected: [],
  },
  {
    name: 'the Pods are not in the input',
    input: { 'service.yaml': named('http') },
    expected: [{ rule: 'service-selects-nothing', severity: 'info', file: 'service.yaml', line: 5, unverified: true }],
  },
  {
    name: 'a variant of the workload has it',
    input: { 'base/service.yaml': named('http'), 'base/web.yaml': workload(), 'prod/web.yaml': WEB },
    expected: [{ rule: 'object-in-two-files', severity: 'info', file: 'prod/web.yaml', line: 3, unverified: true }],
  },
  {
    name: 'ignored',
    input: { 'service.yaml': swap(named('web'), 'name: web', `name: web, annotations: ${ignoring(rule)}`), 'web.yaml': WEB },
    expected: [{ rule, severity: 'error', file: 'service.yaml', line: 7, suppressed: 'we know' }],
  },
];
