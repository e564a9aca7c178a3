import fc from 'fast-check';
import { flagValue, withFlag } from '../../../lib/controllers/ingress-nginx/controller-args';

test.each<[string[], string | undefined]>([
  [[], undefined],
  [['--other=x'], undefined],
  [['--flag=a'], 'a'],
  [['--flag', 'a'], 'a'],
  [['--flag=a', '--flag=b'], 'b'],
  [['--flag=a=b'], 'a=b'],
  [['--flag='], ''],
  [['--flags=a'], undefined],
])('%j has the value %p', (args, value) => {
  expect(flagValue(args, '--flag')).toBe(value);
});

test.each<[string[], string[]]>([
  [['prog'], ['prog', '--flag=v']],
  [
    ['prog', '--flag=v'],
    ['prog', '--flag=v'],
  ],
  [
    ['prog', '--flag=a', '--x'],
    ['prog', '--flag=v', '--x'],
  ],
  [
    ['prog', '--flag', 'a', '--x'],
    ['prog', '--flag=v', '--x'],
  ],
  [
    ['prog', '--flag=a', '--x', '--flag', 'b', '--y'],
    ['prog', '--x', '--flag=v', '--y'],
  ],
])('%j becomes %j', (args, wanted) => {
  expect(withFlag(args, '--flag', 'v')).toEqual(wanted);
});

test('the flag is there once, has the value, and nothing else moves', () => {
  const arg = fc.oneof(fc.constantFrom('--flag=a', '--flag=b', '--other=c', '--x'), fc.constant(['--flag', 'value']));
  fc.assert(
    fc.property(fc.array(arg), (parts) => {
      const args = parts.flat();
      const once = withFlag(args, '--flag', 'v');
      expect(once.filter((each) => each.startsWith('--flag'))).toEqual(['--flag=v']);
      expect(once.filter((each) => !each.startsWith('--flag'))).toEqual(
        parts.filter((each) => typeof each === 'string' && !each.startsWith('--flag')),
      );
      expect(withFlag(once, '--flag', 'v')).toBe(once);
    }),
  );
});
