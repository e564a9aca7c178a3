import { Finding, Place } from '../../../lib/wiring/finding';
import { WiringGraph } from '../../../lib/wiring/graph/wiring-graph';
import { Manifest, manifestsOf } from '../../../lib/wiring/manifest';
import { readInput } from '../../../lib/wiring/read';
import { ReportInput } from '../../../lib/wiring/report/report';
import { Path } from '../../../lib/wiring/yaml/layout';

export const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    multiport.dev/ignore.target-port-name-missing: "the Pods come tomorrow"
spec:
  ports:
    - port: 80
      targetPort: http
`;

/** The one object of a file. */
export function manifestIn(text: string, file = 'k8s/web.yaml'): Manifest {
  return readInput([{ file, text }], { namespace: 'default' }).manifests[0];
}

/** The one object of a construct. */
export function manifestOf(path: string): Manifest {
  const value = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ port: 80 }] } };
  return manifestsOf(value, { kind: 'construct', path }, { namespace: 'default' })[0];
}

export function findingAt(place: Place, over: Partial<Finding> = {}): Finding {
  return {
    rule: 'target-port-undeclared',
    severity: 'error',
    message: 'port 80 leads nowhere',
    fix: 'write 8080',
    place,
    related: [],
    unverified: false,
    ...over,
  };
}

export function at(manifest: Manifest, ...path: Path): Place {
  return { manifest, path };
}

/** What a report is made of, for a few findings. */
export function inputOf(findings: readonly Finding[], over: Partial<ReportInput> = {}): ReportInput {
  return {
    verdict: { graph: new WiringGraph([]), findings },
    version: '1.2.3',
    show: 'warning',
    failOn: 'error',
    colors: false,
    read: { files: 2, objects: 3, others: 0, patches: [] },
    ...over,
  };
}

/** One of each sort: an error with a related place, a warning on a construct, an info, an ignored one, an unverified one. */
export function mixture(): Finding[] {
  const web = manifestIn(SERVICE);
  const target = at(web, 'spec', 'ports', 0, 'targetPort');
  return [
    findingAt(target, { related: [{ place: at(web, 'metadata', 'name'), message: 'it is this one' }] }),
    findingAt(at(manifestOf('chart/web'), 'spec', 'ports', 0), {
      rule: 'service-port-name',
      severity: 'warning',
      message: 'a "name" <is> missing',
    }),
    findingAt(target, { rule: 'same-port-two-protocols', severity: 'info', message: 'for your information' }),
    findingAt(target, { rule: 'target-port-name-missing', suppressed: 'the Pods come tomorrow' }),
    findingAt(at(web, 'spec'), { rule: 'unreadable', severity: 'warning', suppressed: 'the file of exceptions says so' }),
    findingAt(target, { rule: 'stream-service-missing', severity: 'info', unverified: true }),
  ];
}
