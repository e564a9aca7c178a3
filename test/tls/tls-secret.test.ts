import { mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { TlsSecret, TlsSecretProps } from 'cdk8s-multiport';
import { certificateFor } from '../support/certificate';
import { newChart, synth } from '../support/manifests';
import { messageOf } from '../support/message';

const folder = mkdtempSync(join(tmpdir(), 'tls-'));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const refusal = (props: TlsSecretProps): string => messageOf(() => new TlsSecret(newChart(), 'tls', props));

test('a Secret of two files', async () => {
  const files = await certificateFor('web', ['web', 'web.team']);
  const chart = newChart('chart', 'team');
  const secret = new TlsSecret(chart, 'tls', { ...files, dnsNames: ['web'] });
  expect(secret.name).toBe('tls');
  expect(synth(chart)).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'tls', namespace: 'team' },
      type: 'kubernetes.io/tls',
      data: {
        'tls.crt': readFileSync(files.certificateFile).toString('base64'),
        'tls.key': readFileSync(files.keyFile).toString('base64'),
      },
    },
  ]);
});

test('name and namespace are given', async () => {
  const chart = newChart();
  new TlsSecret(chart, 'tls', { ...(await certificateFor('web')), name: 'web-tls', namespace: 'team' });
  expect(synth(chart)[0].metadata).toEqual({ name: 'web-tls', namespace: 'team' });
});

test('one of the names is enough; without subjectAltName the common name counts', () => {
  expect(() => new TlsSecret(newChart(), 'tls', { ...shop, dnsNames: ['a', 'my-nginx'] })).not.toThrow();
});

let shop: { certificateFile: string; keyFile: string };
let other: typeof shop;
beforeAll(async () => {
  shop = await certificateFor('my-nginx');
  other = await certificateFor('my-nginx', ['my-nginx', 'x.y']);
});

describe('refuses', () => {
  test('a file that is not there', () => {
    expect(refusal({ ...shop, certificateFile: '/no/such.crt' })).toBe(
      'chart/tls: certificateFile "/no/such.crt" cannot be read (ENOENT): give the path of a PEM file',
    );
    expect(refusal({ ...shop, keyFile: '/no/such.key' })).toBe(
      'chart/tls: keyFile "/no/such.key" cannot be read (ENOENT): give the path of a PEM file',
    );
  });

  test('a placeholder', () => {
    const path = file('placeholder.crt', 'REPLACE_WITH_BASE64_CERT\n');
    expect(refusal({ ...shop, certificateFile: path })).toBe(
      `chart/tls: certificateFile "${path}" holds the placeholder REPLACE_WITH_BASE64_CERT: put the PEM text there`,
    );
    const key = file('placeholder.key', '-----BEGIN PRIVATE KEY-----\nREPLACE_WITH_BASE64_KEY\n-----END PRIVATE KEY-----\n');
    expect(refusal({ ...shop, keyFile: key })).toBe(
      `chart/tls: keyFile "${key}" holds the placeholder REPLACE_WITH_BASE64_KEY: put the PEM text there`,
    );
  });

  test('what is no PEM, without a word of it', () => {
    const path = file('not.pem', Buffer.from('secret text').toString('base64'));
    expect(refusal({ ...shop, certificateFile: path })).toBe(
      `chart/tls: certificateFile "${path}" holds no PEM certificate: give one that begins with "-----BEGIN"`,
    );
    expect(refusal({ ...shop, keyFile: path })).toBe(
      `chart/tls: keyFile "${path}" holds no PEM private key without passphrase: give one that begins with "-----BEGIN"`,
    );
  });

  test("files in each other's place", () => {
    expect(refusal({ certificateFile: shop.keyFile, keyFile: shop.certificateFile })).toContain('holds no PEM certificate');
  });

  test("a key that is another certificate's", () => {
    expect(refusal({ ...shop, keyFile: other.keyFile })).toBe(
      `chart/tls: keyFile "${other.keyFile}" is not the key of certificateFile "${shop.certificateFile}": give the two that belong together`,
    );
  });

  test('a namespace that is none', () => {
    expect(refusal({ ...shop, namespace: 'A_b' })).toBe(
      'chart/tls: namespace "A_b" is not valid: give 63 or fewer lower-case letters, digits and hyphens, no hyphen first or last',
    );
  });

  test('a certificate for other names', () => {
    expect(refusal({ ...other, dnsNames: ['shop', 'shop.team'] })).toBe(
      `chart/tls: certificateFile "${other.certificateFile}" covers DNS:my-nginx, DNS:x.y, and so none of the names of the server: make it for shop or shop.team`,
    );
    expect(refusal({ ...shop, dnsNames: ['shop'] })).toBe(
      `chart/tls: certificateFile "${shop.certificateFile}" covers CN=my-nginx, and so none of the names of the server: make it for shop`,
    );
  });
});
