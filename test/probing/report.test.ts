import { PROBE_REPORTERS } from '../../lib/probing/report';
import { Judged } from '../../lib/probing/judge';
import { Result } from '../../lib/probing/outcome';
import { judged, Plain, Situation, whole } from './support/objects';

const udp = (): Plain[] => {
  const [service, pod, slice] = whole('dns', { ports: [{ port: 53, targetPort: 5353, protocol: 'UDP' }] });
  return [service, pod, { ...slice, ports: [{ name: '', port: 5353, protocol: 'UDP' }] }];
};
const of = (live: Plain[], result: Result, more: Partial<Situation> = {}): Judged => judged({ live, result, ...more });
const LINE = '\u2028';
const ALL: readonly Judged[] = [
  of(udp(), 'no-error'),
  of(whole('web'), 'answers'),
  of(whole('web', {}, { ingress: null }), 'not-probed'),
  of(whole('shop', { selector: { app: `<a>${LINE}` } }, { ingress: [{ hostname: 'lb.example.com' }] }).slice(0, 1), 'failed', {
    code: 'EMFILE',
  }),
];
const report = (all: readonly Judged[], notes: readonly string[] = [], colors = false) => ({
  judged: all,
  notes,
  version: '1.2.3',
  colors,
});

test('text: a table, what is wrong, and how many there are', () => {
  expect(PROBE_REPORTERS.text(report(ALL, ['1 port of SCTP is not probed'])))
    .toBe(`PORT    ADDRESS         PUBLISHED BY       LEADS TO         RESULT
53/UDP  192.0.2.1       Service shop/dns   targetPort 5353  no error came back
80/TCP  192.0.2.1       Service shop/web   targetPort 8080  answers
80/TCP  -               Service shop/web   targetPort 8080  no address
80/TCP  lb.example.com  Service shop/shop  targetPort 8080  failed

80/TCP of Service shop/web  no-address
  Service shop/web has no address yet
  fix: see what gives out addresses of load balancers, as a cloud controller or MetalLB: kubectl describe service --namespace shop web

80/TCP of Service shop/shop at lb.example.com  failed  no-pods
  Service shop/shop selects {app: <a>\uFFFD}, and no Pod in namespace shop has these labels
  fix: give the selector the labels of Pods that are there, or run Pods that have these

4 ports: 1 answers, 1 of UDP without an error, 2 do not answer
1 port of SCTP is not probed
`);
});

test('text: nothing is wrong', () => {
  const [, web] = ALL;
  expect(PROBE_REPORTERS.text(report([web, web]))).toBe(`PORT    ADDRESS    PUBLISHED BY      LEADS TO         RESULT
80/TCP  192.0.2.1  Service shop/web  targetPort 8080  answers
80/TCP  192.0.2.1  Service shop/web  targetPort 8080  answers

2 ports: 2 answer
`);
});

test('text: colours stand around words, and change nothing else', () => {
  // eslint-disable-next-line no-control-regex
  const plain = PROBE_REPORTERS.text(report(ALL, ['note'], true)).replace(/\u001b\[\d+m/g, '');
  expect(plain).toBe(PROBE_REPORTERS.text(report(ALL, ['note'])));
  expect(PROBE_REPORTERS.text(report(ALL, [], true))).toContain('\u001b[32manswers\u001b[39m');
});

test('json', () => {
  const parsed = JSON.parse(PROBE_REPORTERS.json(report(ALL, ['note'])));
  expect(parsed).toEqual({
    formatVersion: 1,
    tool: { name: 'multiport', version: '1.2.3' },
    summary: { ports: 4, answering: 1, withoutError: 1, failing: 2 },
    notes: ['note'],
    ports: [
      {
        port: 53,
        protocol: 'UDP',
        address: '192.0.2.1',
        way: 'LoadBalancer',
        object: { kind: 'Service', namespace: 'shop', name: 'dns' },
        leadsTo: ['targetPort 5353'],
        result: 'no-error',
        ok: true,
        fault: null,
      },
      expect.objectContaining({ port: 80, result: 'answers', ok: true, fault: null }),
      {
        port: 80,
        protocol: 'TCP',
        address: null,
        way: 'LoadBalancer',
        object: { kind: 'Service', namespace: 'shop', name: 'web' },
        leadsTo: ['targetPort 8080'],
        result: 'not-probed',
        ok: false,
        fault: {
          cause: 'no-address',
          message: 'Service shop/web has no address yet',
          fix: 'see what gives out addresses of load balancers, as a cloud controller or MetalLB: kubectl describe service --namespace shop web',
        },
      },
      expect.objectContaining({ result: 'failed', code: 'EMFILE', ok: false, fault: expect.objectContaining({ cause: 'no-pods' }) }),
    ],
  });
});

test('junit: a test for each port, with its address in the name where there are several', () => {
  const web = whole('web');
  expect(PROBE_REPORTERS.junit(report([...ALL.slice(0, 2), of(web, 'answers')], ['a & b']))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="multiport probe" tests="3" failures="0" errors="0" time="0">
  <testsuite name="multiport probe" tests="3" failures="0" errors="0" skipped="0" time="0">
    <testcase name="53/UDP of Service shop/dns" classname="Service shop/dns" time="0">
      <system-out>no error came back: 192.0.2.1 → targetPort 5353</system-out>
    </testcase>
    <testcase name="80/TCP of Service shop/web at 192.0.2.1" classname="Service shop/web" time="0">
      <system-out>answers: 192.0.2.1 → targetPort 8080</system-out>
    </testcase>
    <testcase name="80/TCP of Service shop/web at 192.0.2.1" classname="Service shop/web" time="0">
      <system-out>answers: 192.0.2.1 → targetPort 8080</system-out>
    </testcase>
    <system-out>a &amp; b</system-out>
  </testsuite>
</testsuites>
`);
  expect(PROBE_REPORTERS.junit(report(ALL.slice(2))))
    .toContain(`    <testcase name="80/TCP of Service shop/web" classname="Service shop/web" time="0">
      <failure type="no-address" message="Service shop/web has no address yet">no address: targetPort 8080
Service shop/web has no address yet
fix: see what gives out addresses of load balancers, as a cloud controller or MetalLB: kubectl describe service --namespace shop web</failure>
    </testcase>`);
});
