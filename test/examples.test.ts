import { mkdtempSync, readdirSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { certificateFor } from './support/certificate';
import { ROOT } from './support/run';

const EXAMPLES = join(ROOT, 'examples');
const names = readdirSync(EXAMPLES)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.replace('.ts', ''));

const argv = process.argv;
afterEach(() => {
  process.argv = argv;
  delete process.env.CDK8S_OUTDIR;
});

/** The argument that an example is run with here. */
async function argumentsOf(name: string, folder: string): Promise<string[]> {
  switch (name) {
    case 'upstream-manifest':
      return [join(ROOT, 'test', 'fixtures', 'small-controller.yaml')];
    case 'existing-controller':
      return [join(folder, 'patches')];
    case 'existing-traefik':
      return [join(folder, 'traefik-ports.yaml')];
    case 'tls-secret': {
      const { certificateFile, keyFile } = await certificateFor('broker.example.com');
      return [certificateFile, keyFile];
    }
    default:
      return [];
  }
}

test.each(names)('%s', async (name) => {
  const folder = mkdtempSync(join(tmpdir(), 'example-'));
  process.env.CDK8S_OUTDIR = join(folder, 'dist');
  process.argv = [...argv.slice(0, 2), ...(await argumentsOf(name, folder))];
  jest.isolateModules(() => jest.requireActual(join(EXAMPLES, `${name}.ts`)));
  const [file, ...others] = readdirSync(join(folder, 'dist'));
  expect([file, others]).toEqual([`${name}.k8s.yaml`, []]);
  const text = readFileSync(join(folder, 'dist', file), 'utf8');
  // What comes of files of the moment stays out of the snapshot.
  expect(text.replace(/(tls\.(?:crt|key)): .*/g, '$1: <base64>')).toMatchSnapshot();
});

test('every example is in the README', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  expect(names.filter((name) => !readme.includes(`examples/${name}.ts`))).toEqual([]);
});
