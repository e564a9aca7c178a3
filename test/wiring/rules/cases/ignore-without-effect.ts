import { RuleCase } from '../../support/case';
import { documents, service, workload } from '../../support/yaml';

const rule = 'ignore-without-effect';

const with_ = (annotation: string, selector = '{ app: web }'): string =>
  documents(service({ selector, annotations: `{ ${annotation} }` }), workload());

export const CASES: readonly RuleCase[] = [
  {
    name: 'a rule that is none',
    input: with_('multiport.dev/ignore.service-selects-nohting: because'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'warning',
        line: 3,
        column: 39,
        message: 'Service default/web asks to ignore "service-selects-nohting", which is no rule',
      },
    ],
  },
  {
    name: 'no reason',
    input: with_('multiport.dev/ignore.service-selects-nothing: ""', '{ app: x }'),
    expected: [
      {
        rule,
        severity: 'warning',
        line: 3,
        message: 'Service default/web asks to ignore service-selects-nothing without a reason, and so it is not ignored',
      },
      { rule: 'service-selects-nothing', severity: 'info', line: 5, unverified: true },
    ],
  },
  {
    name: 'a reason that is no text',
    input: with_('multiport.dev/ignore.service-selects-nothing: true'),
    expected: [{ rule, severity: 'warning', line: 3 }],
  },
  {
    name: 'on a Pod template',
    input: workload({ template: 'annotations: { multiport.dev/ignore.everything: x }' }),
    expected: [{ rule, severity: 'warning', line: 7 }],
  },
  { name: 'a rule and a reason', input: with_('multiport.dev/ignore.service-selects-nothing: because'), world: 'closed', expected: [] },
  { name: 'other annotations', input: with_('example.org/ignore.everything: ""'), expected: [] },
  {
    name: 'ignored',
    input: with_('multiport.dev/ignore.a-rule-to-come: because, multiport.dev/ignore.ignore-without-effect: for the next version'),
    expected: [{ rule, severity: 'warning', line: 3, suppressed: 'for the next version' }],
  },
];
