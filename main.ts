import { App } from 'cdk8s';
import { ConnectingApplicationsChart } from './charts/connecting-applications';
import { PodsAndServicesChart } from './charts/pods-and-services';
import { TcpMultiPortChart } from './charts/tcp-multi-port';

/** The charts of the three articles. */
export function articles(app: App): App {
  new TcpMultiPortChart(app, 'tcp-multi-port');
  new PodsAndServicesChart(app, 'pods-and-services');
  new ConnectingApplicationsChart(app, 'connecting-applications', {
    certificateFile: process.env.MY_NGINX_CERT_FILE,
    keyFile: process.env.MY_NGINX_KEY_FILE,
  });
  return app;
}

if (require.main === module) {
  articles(new App()).synth();
}
