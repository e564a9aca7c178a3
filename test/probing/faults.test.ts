import { readFileSync } from 'fs';
import { join } from 'path';
import { CAUSES } from '../../lib/probing/fault';
import { gateways } from './cases/gateways';
import { hosts } from './cases/hosts';
import { maps } from './cases/maps';
import { pods } from './cases/pods';
import { services } from './cases/services';
import { faultOf, judged, whole } from './support/objects';

const groups = Object.entries({ services, pods, hosts, maps, gateways });

describe.each(groups)('%s', (_, cases) => {
  test.each(cases.map((each) => [each.name, each] as const))('%s', (_name, { situation, cause, message, fix }) => {
    expect(faultOf(situation)).toEqual({ cause, message, fix });
  });
});

test('every cause has a case', () => {
  const told = new Set(groups.flatMap(([, cases]) => cases.map(({ cause }) => cause)));
  expect(CAUSES.filter((cause) => !told.has(cause))).toEqual([]);
});

test('every cause is in the documentation', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'probe.md'), 'utf8');
  expect(CAUSES.filter((cause) => !page.includes(`\`${cause}\``))).toEqual([]);
});

test('what answers has no fault, whatever its objects say', () => {
  expect(judged({ live: whole('web'), result: 'answers' }).fault).toBeUndefined();
  expect(judged({ live: whole('web').slice(0, 1), result: 'answers' }).fault).toBeUndefined();
});

test('UDP without an error has none, either, where nothing is wrong on the way', () => {
  const [service, pod, slice] = whole('web', { ports: [{ port: 53, targetPort: 8080, protocol: 'UDP' }] });
  const live = [service, pod, { ...slice, ports: [{ name: '', port: 8080, protocol: 'UDP' }] }];
  expect(judged({ live, result: 'no-error' })).toMatchObject({ outcome: { result: 'no-error' } });
  expect(judged({ live, result: 'no-error' }).fault).toBeUndefined();
});
