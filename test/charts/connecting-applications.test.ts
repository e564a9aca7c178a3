import { readFileSync } from 'fs';
import { Testing } from 'cdk8s';
import { ConnectingApplicationsChart, ConnectingApplicationsChartProps } from '../../charts/connecting-applications';
import { certificateFor } from '../support/certificate';
import { Manifest, synth } from '../support/manifests';
import { messageOf } from '../support/message';

function chartWith(props: ConnectingApplicationsChartProps): Manifest[] {
  return synth(new ConnectingApplicationsChart(Testing.app(), 'chart', props));
}

test('with certificate and key the Secret is made where it is mounted', async () => {
  const files = await certificateFor('my-nginx', ['my-nginx']);
  const secrets = chartWith(files).filter(({ kind }) => kind === 'Secret');
  expect(secrets.map(({ metadata }) => metadata)).toEqual([
    { name: 'nginxsecret', namespace: 'connect-node-port' },
    { name: 'nginxsecret', namespace: 'connect-load-balancer' },
  ]);
  expect(secrets[0].data['tls.crt']).toBe(readFileSync(files.certificateFile).toString('base64'));
});

test("without them it is somebody else's", () => {
  expect(chartWith({}).filter(({ kind }) => kind === 'Secret')).toEqual([]);
});

test("the paths in default.conf are the Secret's keys where it is mounted", async () => {
  const objects = chartWith(await certificateFor('my-nginx', ['my-nginx']));
  const config = objects.find(({ kind }) => kind === 'ConfigMap')?.data['default.conf'] as string;
  const keys = Object.keys(objects.find(({ kind }) => kind === 'Secret')?.data as object);
  const paths = [...config.matchAll(/ssl_certificate(?:_key)? (\S+);/g)].map((match) => match[1]);
  expect(paths).toEqual(keys.map((key) => `/etc/nginx/ssl/${key}`));
});

test('images are props', () => {
  const text = JSON.stringify(chartWith({ secureImage: 'registry.example/nginx:1', curlImage: 'registry.example/curl:1' }));
  expect(text).toContain('registry.example/nginx:1');
  expect(text).toContain('registry.example/curl:1');
});

test('one file without the other is refused', () => {
  expect(messageOf(() => chartWith({ certificateFile: 'a' }))).toBe(
    'chart: certificateFile is given without keyFile: give both, or neither and make the Secret nginxsecret with kubectl',
  );
  expect(messageOf(() => chartWith({ keyFile: 'a' }))).toBe(
    'chart: keyFile is given without certificateFile: give both, or neither and make the Secret nginxsecret with kubectl',
  );
});

test('a certificate that no client of my-nginx would trust is refused', async () => {
  const files = await certificateFor('other');
  expect(messageOf(() => chartWith(files))).toContain(
    'covers CN=other, and so none of the names of the server: make it for my-nginx or my-nginx.connect-node-port',
  );
});
