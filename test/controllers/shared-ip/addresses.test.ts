import fc from 'fast-check';
import { addressOf } from '../../../lib/controllers/shared-ip/addresses';

test.each([
  ['192.0.2.10', { family: 'IPv4', text: '192.0.2.10' }],
  ['2001:DB8:0:0:0:0:0:10', { family: 'IPv6', text: '2001:db8::10' }],
  ['2001:db8::', { family: 'IPv6', text: '2001:db8::' }],
  ['192.0.2.010', undefined],
  ['192.0.2', undefined],
  [' 192.0.2.10', undefined],
  ['192.0.2.0/24', undefined],
  ['0.0.0.0', undefined],
  ['127.0.0.1', undefined],
  ['224.0.0.1', undefined],
  ['255.255.255.255', undefined],
  ['223.255.255.254', { family: 'IPv4', text: '223.255.255.254' }],
  ['::1', undefined],
  ['::2', { family: 'IPv6', text: '::2' }],
  ['fe80::1', undefined],
  ['ff02::1', undefined],
  ['fe00::1', { family: 'IPv6', text: 'fe00::1' }],
  ['0:0::0', undefined],
  ['::ffff:192.0.2.10', undefined],
  ['::FFFF:c000:20a', undefined],
  ['fe80::1%eth0', undefined],
  ['db.example.com', undefined],
  ['', undefined],
  [3221225994, undefined],
])('%s', (value, expected) => {
  expect(addressOf(value)).toEqual(expected);
});

test('an address has one way to be written', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV6(), fc.ipV4()), (value) => {
      const address = addressOf(value);
      fc.pre(address !== undefined);
      expect(addressOf(address?.text)).toEqual(address);
      expect(addressOf(value.toUpperCase())).toEqual(address);
    }),
  );
});
