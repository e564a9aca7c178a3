import { githubReport } from '../../../lib/wiring/report/github';
import { jsonReport } from '../../../lib/wiring/report/json';
import { junitReport } from '../../../lib/wiring/report/junit';
import { FORMATS, REPORTERS } from '../../../lib/wiring/report';
import { at, findingAt, inputOf, manifestIn, mixture, SERVICE } from './sample';

test.each(FORMATS)('%s ends with one line break, and is the same each time', (format) => {
  for (const findings of [[], mixture()]) {
    const report = REPORTERS[format](inputOf(findings));
    expect(report).toMatch(/[^\n]\n$/);
    expect(REPORTERS[format](inputOf(findings))).toBe(report);
  }
});

describe('json', () => {
  test('a clean input', () => {
    expect(jsonReport(inputOf([], { read: { files: 2, objects: 3, others: 1, patches: ['p.yaml'] } }))).toBe(`{
  "formatVersion": 1,
  "tool": {
    "name": "multiport",
    "version": "1.2.3"
  },
  "summary": {
    "files": 2,
    "objects": 3,
    "otherDocuments": 1,
    "patches": [
      "p.yaml"
    ],
    "errors": 0,
    "warnings": 0,
    "infos": 0,
    "ignored": 0,
    "unverified": 0
  },
  "findings": []
}
`);
  });

  test('findings in files and on constructs, ignored ones with their reason', () => {
    const report = JSON.parse(jsonReport(inputOf(mixture())));
    const object = { kind: 'Service', namespace: 'default', name: 'web' };
    const location = { file: 'k8s/web.yaml', line: 10, column: 19, endLine: 10, endColumn: 23, field: 'spec.ports[0].targetPort' };
    expect(report.summary).toMatchObject({ errors: 1, warnings: 1, infos: 1, ignored: 2, unverified: 1 });
    expect(report.findings).toHaveLength(4);
    expect(report.findings[0]).toEqual({
      rule: 'target-port-undeclared',
      severity: 'error',
      message: 'port 80 leads nowhere',
      fix: 'write 8080',
      location,
      object,
      related: [
        {
          message: 'it is this one',
          location: { file: 'k8s/web.yaml', line: 4, column: 9, endLine: 4, endColumn: 12, field: 'metadata.name' },
          object,
        },
      ],
      unverified: false,
      suppressed: null,
    });
    expect(report.findings[1].location).toEqual({ construct: 'chart/web', field: 'spec.ports[0]' });
    expect(report.findings[2].suppressed).toEqual({ reason: 'the Pods come tomorrow' });
  });
});

test('github: workflow commands with their escapes, and the summary', () => {
  const web = manifestIn(SERVICE, 'k8s/a,b:c%.yaml');
  const odd = findingAt(at(web, 'spec', 'ports', 0, 'targetPort'), { message: '100%: a, b\r\nc' });
  expect(githubReport(inputOf([odd, ...mixture()], { show: 'info' })))
    .toBe(`::error file=k8s/a%2Cb%3Ac%25.yaml,line=10,col=19,endLine=10,endColumn=23,title=target-port-undeclared::100%25: a, b%0D%0Ac%0Afix: write 8080
::error file=k8s/web.yaml,line=10,col=19,endLine=10,endColumn=23,title=target-port-undeclared::port 80 leads nowhere%0Afix: write 8080%0Asee k8s/web.yaml:4:9: it is this one
::warning title=service-port-name::chart/web (spec.ports[0]): a "name" <is> missing%0Afix: write 8080
::notice file=k8s/web.yaml,line=10,col=19,endLine=10,endColumn=23,title=same-port-two-protocols::for your information%0Afix: write 8080
::notice file=k8s/web.yaml,line=10,col=19,endLine=10,endColumn=23,title=stream-service-missing::port 80 leads nowhere%0Afix: write 8080
2 errors, 1 warning, 1 info, 2 ignored; 1 reference leads out of the input and was not verified (--closed-world checks it)
`);
  expect(githubReport(inputOf([]))).toBe('no findings in 2 files (3 objects)\n');
});

describe('junit', () => {
  test('a clean input is one test that passes', () => {
    expect(junitReport(inputOf([]))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="multiport" tests="1" failures="0" errors="0" time="0">
  <testsuite name="multiport" tests="1" failures="0" errors="0" skipped="0" time="0">
    <testcase name="no findings in 2 files (3 objects)" classname="multiport" time="0"/>
  </testsuite>
</testsuites>
`);
  });

  test('failed at or above fail-on, passed with a text below, skipped where ignored or not verified', () => {
    expect(junitReport(inputOf(mixture(), { show: 'info' }))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="multiport" tests="6" failures="1" errors="0" time="0">
  <testsuite name="multiport" tests="6" failures="1" errors="0" skipped="3" time="0">
    <testcase name="target-port-undeclared: Service default/web spec.ports[0].targetPort" classname="k8s/web.yaml" file="k8s/web.yaml" line="10" time="0">
      <failure type="error" message="port 80 leads nowhere">k8s/web.yaml:10:19: error: port 80 leads nowhere
fix: write 8080
see k8s/web.yaml:4:9: it is this one</failure>
    </testcase>
    <testcase name="service-port-name: Service default/web spec.ports[0]" classname="chart/web" time="0">
      <system-out>chart/web (spec.ports[0]): warning: a &quot;name&quot; &lt;is&gt; missing
fix: write 8080</system-out>
    </testcase>
    <testcase name="same-port-two-protocols: Service default/web spec.ports[0].targetPort" classname="k8s/web.yaml" file="k8s/web.yaml" line="10" time="0">
      <system-out>k8s/web.yaml:10:19: info: for your information
fix: write 8080</system-out>
    </testcase>
    <testcase name="target-port-name-missing: Service default/web spec.ports[0].targetPort" classname="k8s/web.yaml" file="k8s/web.yaml" line="10" time="0">
      <skipped message="ignored: the Pods come tomorrow">k8s/web.yaml:10:19: error: port 80 leads nowhere
fix: write 8080</skipped>
    </testcase>
    <testcase name="unreadable: Service default/web spec" classname="k8s/web.yaml" file="k8s/web.yaml" line="7" time="0">
      <skipped message="ignored: the file of exceptions says so">k8s/web.yaml:7:1: warning: port 80 leads nowhere
fix: write 8080</skipped>
    </testcase>
    <testcase name="stream-service-missing: Service default/web spec.ports[0].targetPort" classname="k8s/web.yaml" file="k8s/web.yaml" line="10" time="0">
      <skipped message="not verified: it leads out of the input">k8s/web.yaml:10:19: info: port 80 leads nowhere
fix: write 8080</skipped>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  test('fail-on decides, and two findings of one field have two names', () => {
    const [error, warning] = mixture();
    const report = junitReport(inputOf([error, error, warning], { failOn: 'warning' }));
    expect(report).toContain('tests="3" failures="3"');
    expect(report).toContain('name="target-port-undeclared: Service default/web spec.ports[0].targetPort (2)"');
  });

  test('what XML cannot hold is replaced, and line breaks in attributes are kept', () => {
    const [error] = mixture();
    const report = junitReport(inputOf([{ ...error, message: `a\0\u001b\uD800\uFFFF😀 'b'\n\t&`, related: [] }]));
    expect(report).toContain('message="a\uFFFD\uFFFD\uFFFD\uFFFD😀 &apos;b&apos;&#10;&#9;&amp;"');
    expect(report).toContain('error: a\uFFFD\uFFFD\uFFFD\uFFFD😀 &apos;b&apos;\n\t&amp;\nfix: write 8080</failure>');
  });
});
