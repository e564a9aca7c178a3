import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { generate } from 'selfsigned';

/** Paths of a fresh certificate and its key. */
export async function certificateFor(commonName: string, dnsNames: string[] = []): Promise<{ certificateFile: string; keyFile: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  const names = dnsNames.map((value) => ({ type: 2 as const, value }));
  const made = await generate([{ name: 'commonName', value: commonName }], {
    keyType: 'ec',
    extensions: names.length > 0 ? [{ name: 'subjectAltName', altNames: names }] : [{ name: 'basicConstraints', cA: false }],
  });
  const [certificateFile, keyFile] = ['tls.crt', 'tls.key'].map((name) => join(folder, name));
  writeFileSync(certificateFile, made.cert);
  writeFileSync(keyFile, made.private);
  return { certificateFile, keyFile };
}
