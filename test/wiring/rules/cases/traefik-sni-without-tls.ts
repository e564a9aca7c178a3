import { RuleCase } from '../../support/case';
import { BACKEND, tcpRoute } from '../../support/traefik';
import { ignoring } from '../../support/yaml';

const rule = 'traefik-sni-without-tls';
const route = (match: string, more: readonly string[] = [], meta = ''): string =>
  tcpRoute({ meta, routes: [`{ match: '${match}', services: [{ name: web, port: 80 }] }`], more });

export const CASES: readonly RuleCase[] = [
  {
    name: 'a host name, and no TLS',
    input: { ...BACKEND, 'route.yaml': route('HostSNI(`db.example.com`) || HostSNI(`db.example.org`)') },
    expected: [
      {
        rule,
        severity: 'error',
        file: 'route.yaml',
        line: 7,
        message:
          'IngressRouteTCP default/db asks for the host name db.example.com, db.example.org without tls, and Traefik does not serve it: only TLS says a host name',
      },
    ],
  },
  {
    name: 'passed through',
    input: { ...BACKEND, 'route.yaml': route('HostSNI(`db.example.com`)', ['tls: { passthrough: true }']) },
    expected: [],
  },
  {
    name: 'with the default certificate',
    input: { ...BACKEND, 'route.yaml': route('HostSNI(`db.example.com`)', ['tls: {}']) },
    expected: [],
  },
  {
    name: 'every connection of some clients',
    input: { ...BACKEND, 'route.yaml': route('HostSNI(`*`) && ClientIP(`10.0.0.0/8`)') },
    expected: [],
  },
  {
    name: 'ignored',
    input: { ...BACKEND, 'route.yaml': route('HostSNI(`db.example.com`)', [], `, annotations: ${ignoring(rule)}`) },
    expected: [{ rule, severity: 'error', file: 'route.yaml', line: 7, suppressed: 'we know' }],
  },
];
