import { createServer } from 'http';
import { AddressInfo } from 'net';
import { fork } from 'child_process';
import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { loadManifest, parseManifest } from '../../lib/objects/load-manifest';
import { messageOf } from '../support/message';

const folder = mkdtempSync(join(tmpdir(), 'manifest-'));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test('documents in their order, empty ones left out, Lists unpacked', () => {
  const path = file(
    'list.yaml',
    `
# only a comment
---
apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Namespace, metadata: {name: a}}
- {apiVersion: v1, kind: Namespace, metadata: {name: b}}
---
---
apiVersion: v1
kind: ConfigMap
metadata: {name: c}
data: {9000: "x", 0o17: "y"}
`,
  );
  expect(loadManifest(path)).toEqual([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'b' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { '9000': 'x', '0o17': 'y' } },
  ]);
});

test('scalars are read as kubectl reads them', () => {
  const [object] = parseManifest(
    `
apiVersion: v1
kind: ConfigMap
data: {day: 2026-03-24, ratio: 1:20, on: "on", mode: 0644, text: "0644"}
base: &base {a: 1}
merged: {<<: *base, b: 2}
`,
    'x.yaml',
  );
  expect(object).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    data: { day: '2026-03-24', ratio: '1:20', true: 'on', mode: 420, text: '0644' },
    base: { a: 1 },
    merged: { a: 1, b: 2 },
  });
});

test.each([
  ['broken.yaml', 'a: [1, 2\nb: 3\n', /^.*broken\.yaml is not YAML: .*, line \d+: mend it there$/],
  ['alias.yaml', 'apiVersion: v1\nkind: A\nx: *nowhere\n', /^.*alias\.yaml is not YAML: Unresolved alias .*nowhere.*: mend it there$/],
  ['list-only.yaml', '- a\n- b\n', /^.*list-only\.yaml holds a document that is no Kubernetes object: it needs apiVersion and kind$/],
  [
    'values.yaml',
    'controller:\n  image: x\n',
    /^.*values\.yaml holds a document that is no Kubernetes object: it needs apiVersion and kind$/,
  ],
])('refuses %s', (name, text, message) => {
  expect(messageOf(() => loadManifest(file(name, text)))).toMatch(message);
});

test('refuses a path that is not there', () => {
  expect(messageOf(() => loadManifest('/no/such/deploy.yaml'))).toBe(
    'the manifest "/no/such/deploy.yaml" cannot be read (ENOENT): give the path or URL of a YAML file',
  );
});

describe('over HTTP', () => {
  // The download blocks this process, so the server is another one.
  const script = file(
    'server.js',
    `require('http').createServer((q, r) => { r.statusCode = q.url === '/deploy.yaml' ? 200 : 404;
       r.end('apiVersion: v1\\nkind: Namespace\\nmetadata: {name: a}\\n'); })
     .listen(0, '127.0.0.1', function () { process.send(this.address().port); });`,
  );
  const server = fork(script);
  const port = new Promise<number>((resolve) => server.once('message', (message) => resolve(Number(message))));
  afterAll(() => server.kill());

  test('fetches a URL', async () => {
    expect(loadManifest(`http://127.0.0.1:${await port}/deploy.yaml`)).toEqual([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } },
    ]);
  });

  test('refuses what the server does not have', async () => {
    const url = `http://127.0.0.1:${await port}/other.yaml`;
    expect(messageOf(() => loadManifest(url))).toBe(
      `the manifest ${url} cannot be fetched (HTTP status 404): check the URL, or download it and give its path`,
    );
  });

  test('refuses where nobody answers', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => free.once('listening', resolve));
    const { port: closed } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    expect(messageOf(() => loadManifest(`http://127.0.0.1:${closed}/deploy.yaml`))).toMatch(
      /^the manifest http:\S+ cannot be fetched \(.*ECONNREFUSED.*\): check the URL, or download it and give its path$/,
    );
  });
});
