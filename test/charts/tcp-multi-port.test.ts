import { Testing } from 'cdk8s';
import { IngressNginx } from '../../lib';
import { TcpMultiPortChart } from '../../charts/tcp-multi-port';

test('with the version of the article', () => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const app = Testing.app();
  new TcpMultiPortChart(app, 'chart', { dataPlane: IngressNginx.install({ version: '1.3.1' }) });
  expect(app.synthYaml()).toMatchSnapshot();
});
