import { HIGHEST_WEIGHT, MOST_BACKEND_REFS, MOST_HOSTNAMES } from '../../controllers/gateway-api/limits';
import { listAt, mapAt, PlainObject, textsAt } from '../../model/plain';
import { parentRefs, routesOf } from '../graph/routes';
import { indexedAt, Manifest, objectText } from '../manifest';
import { Rule, Violation } from '../rule';
import { Path } from '../yaml/layout';
import { at } from './support';

const KINDS = ['TCPRoute', 'UDPRoute', 'TLSRoute'];
/** `spec.rules` of v1; 16 in the versions before it. */
const MOST_RULES = 1;
const MOST_RULES_BEFORE = 16;
const MOST_PARENTS = 32;
const HOSTNAME = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const IP = /^(\d+\.){3}\d+$/;

interface Fault {
  readonly text: string;
  readonly fix: string;
  readonly path: Path;
  readonly part?: 'key' | 'value';
  /** Something is not there, that a patch in the input may not repeat. */
  readonly missing?: boolean;
}

/** What the schema and the CEL rules of TCPRoute, UDPRoute and TLSRoute refuse. */
export const routeInvalid: Rule = {
  id: 'route-invalid',
  severity: 'error',
  summary: 'a TCPRoute, UDPRoute or TLSRoute with rules, backends, parents or host names that Kubernetes refuses',
  check(graph, report) {
    for (const route of routesOf(graph).filter(({ kind }) => KINDS.includes(kind))) {
      for (const fault of [...ruleFaults(route), ...parentFaults(route), ...hostnameFaults(route)]) {
        report(violationOf(route, fault));
      }
    }
  },
};

function violationOf(route: Manifest, { text, fix, path, part = 'value', missing = false }: Fault): Violation {
  return { message: `${objectText(route)} ${text}, which Kubernetes refuses`, fix, place: at(route, path, part), uncertain: missing };
}

function ruleFaults(route: Manifest): Fault[] {
  const path = ['spec', 'rules'];
  const rules = indexedAt(mapAt(route.object, 'spec'), 'rules');
  const most = route.version === 'v1' ? MOST_RULES : MOST_RULES_BEFORE;
  if (rules.length === 0) {
    return [{ text: 'has no rule', fix: 'give it one rule with backendRefs', path, part: 'key', missing: true }];
  }
  if (rules.length > most) {
    return [
      {
        text: `has ${rules.length} rules, and ${route.version} of a ${route.kind} takes ${most}`,
        fix: 'put all backendRefs into one rule, with weights, or make a route and a listener for each',
        path: [...path, rules[most].index],
      },
    ];
  }
  return rules.flatMap(({ item, index }) => backendFaults(item, [...path, index]));
}

function backendFaults(rule: PlainObject, path: Path): Fault[] {
  const backends = indexedAt(rule, 'backendRefs');
  if (backends.length === 0) {
    return [{ text: 'has a rule without backendRefs', fix: 'give the rule one backendRef or more', path, missing: true }];
  }
  if (backends.length > MOST_BACKEND_REFS) {
    return [
      {
        text: `has a rule with ${backends.length} backendRefs, of which it takes ${MOST_BACKEND_REFS}`,
        fix: 'put a Service before some of the backends',
        path: [...path, 'backendRefs', backends[MOST_BACKEND_REFS].index],
      },
    ];
  }
  return backends
    .filter(({ item: { weight } }) => weight !== undefined && weight !== null && !isWeight(weight))
    .map(({ item: { weight }, index }) => ({
      text: `has a backendRef with weight ${JSON.stringify(weight)}`,
      fix: `give an integer from 0 to ${HIGHEST_WEIGHT}, or none for 1`,
      path: [...path, 'backendRefs', index, 'weight'],
    }));
}

function isWeight(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= HIGHEST_WEIGHT;
}

/** Who names one parent twice has to say which listeners. */
function parentFaults(route: Manifest): Fault[] {
  const given = indexedAt(mapAt(route.object, 'spec'), 'parentRefs');
  if (given.length > MOST_PARENTS) {
    const path = ['spec', 'parentRefs', given[MOST_PARENTS].index];
    return [{ text: `has ${given.length} parentRefs, of which it takes ${MOST_PARENTS}`, fix: 'make a second route for the rest', path }];
  }
  const seen = new Map<string, Set<string>>();
  for (const { kind, namespace, name, sectionName = '', port = '', path } of parentRefs(route)) {
    const key = `${kind} ${namespace}/${name}`;
    // The experimental channel tells them apart by port, too.
    const section = `${sectionName} ${port}`;
    const sections = seen.get(key) ?? new Set();
    if (sections.has(section) || sections.has(' ') || (sections.size > 0 && section === ' ')) {
      return [
        { text: `names ${key} twice without telling the listeners apart`, fix: 'give each of the two a sectionName of its own', path },
      ];
    }
    seen.set(key, sections.add(section));
  }
  return [];
}

function hostnameFaults(route: Manifest): Fault[] {
  const spec = mapAt(route.object, 'spec');
  const path = ['spec', 'hostnames'];
  const hostnames = textsAt(spec, 'hostnames');
  if (route.kind !== 'TLSRoute') {
    return spec.hostnames === undefined
      ? []
      : [{ text: `has hostnames, of which a ${route.kind} has none`, fix: 'take them out, or make it a TLSRoute', path, part: 'key' }];
  }
  if (hostnames.length === 0) {
    return route.version === 'v1' && listAt(spec, 'rules').length > 0
      ? [
          {
            text: 'has no hostnames',
            fix: 'give it the host names that clients ask for by SNI',
            path: ['spec'],
            part: 'key',
            missing: true,
          },
        ]
      : [];
  }
  if (hostnames.length > MOST_HOSTNAMES) {
    const at = [...path, MOST_HOSTNAMES];
    return [
      { text: `has ${hostnames.length} hostnames, of which it takes ${MOST_HOSTNAMES}`, fix: 'make a second route for the rest', path: at },
    ];
  }
  return hostnames.flatMap((hostname, index) =>
    IP.test(hostname) || !HOSTNAME.test(hostname)
      ? [
          {
            text: `has the host name ${JSON.stringify(hostname)}`,
            fix: 'give a DNS name in small letters, with "*." before it for all below, and no address',
            path: [...path, index],
          },
        ]
      : [],
  );
}
