import { App, Chart } from 'cdk8s';
import { GatewayApi, GatewayImplementation, Protocol, TcpMultiPortGateway } from 'cdk8s-multiport';

// The TCP and UDP services of Deployment ingress-nginx/ingress-nginx-controller, on a Gateway of class envoy.
const app = new App();
const chart = new Chart(app, 'migrated');

const dataPlane = GatewayApi.forClass('envoy', {
  implementation: GatewayImplementation.ENVOY_GATEWAY,
  name: 'migrated',
  namespace: 'edge',
});
const gateway = new TcpMultiPortGateway(chart, 'gateway', { dataPlane });
gateway.expose(22, { namespace: 'code', name: 'gitea', port: 22 }, { name: 'ssh' });
gateway.expose(25, { namespace: 'mail', name: 'postfix', port: 25 }, { name: 'smtp', proxyProtocol: { accept: true } });
gateway.expose(53, { namespace: 'dns', name: 'coredns', port: 53 }, { name: 'dns-tcp' });
gateway.expose(53, { namespace: 'dns', name: 'coredns', port: 53 }, { protocol: Protocol.UDP, name: 'dns' });
gateway.exposeRange(30000, 30002, { namespace: 'games', name: 'arena' }, { protocol: Protocol.UDP });

// Left behind:
// test/fixtures/migrate/controller.yaml:34:5: annotation metallb.io/loadBalancerIPs of Service ingress-nginx/ingress-nginx-controller: "10.89.0.201"
//   an address is on one load balancer at a time: give it to the Gateway when the old Service has let it go: see "The address" in docs/migrate.md
// test/fixtures/migrate/controller.yaml:38:3: loadBalancerSourceRanges of Service ingress-nginx/ingress-nginx-controller: ["10.0.0.0/8"]
//   the address of the Gateway is open to everybody: hold the new load balancer to the same ranges, by an annotation of the cloud or a policy of the implementation
// test/fixtures/migrate/controller.yaml:59:3: proxy-stream-timeout of ConfigMap ingress-nginx/ingress-nginx-controller: "1h"
//   the implementation sets how long a connection may idle: set the like of it in a policy of the implementation, where it is needed
// test/fixtures/migrate/maps.yaml:10:3: 5432/TCP → "data/postgres:5432"
//   Service data/postgres is of type ExternalName, and routes of the Gateway API lead to no host name (CVE-2021-25740): give the host a Service without a selector and an EndpointSlice with its address, or leave this port with ingress-nginx
// test/fixtures/migrate/maps.yaml:11:3: 5672/TCP → "queue/rabbitmq:amqp"
//   Service queue/rabbitmq is not in the input, so the number of its port "amqp" is not known, and a route needs the number: give the Service's file, too, or write the number in the map
// test/fixtures/migrate/maps.yaml:12:3: 6379/TCP → "cache/redis:6379"
//   no port of the controller's Service leads to 6379/TCP, so no client reaches it today: add the port to the Service and run this again, or expose it in the program, if it is wanted
// test/fixtures/migrate/maps.yaml:13:3: 8443/TCP → "web/admin:443"
//   port 8443 is taken by the admission webhook of ingress-nginx (--validating-webhook), which stops nginx: give another external port

app.synth();
