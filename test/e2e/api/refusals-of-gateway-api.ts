import { GatewayApi } from 'cdk8s-multiport';
import { gateway, long, namespace, ofGatewayApi, record, RefusalCase, web } from './refusal-case';

/** About Gateways and routes: what their CRDs allow. */
export const GATEWAY_API_REFUSALS: readonly RefusalCase[] = [
  {
    name: '65 listeners in one Gateway',
    refused: () => {
      const made = gateway(GatewayApi.forClass('any', { implementation: 'contour' as never }));
      Array.from({ length: 65 }, (_, index) => made.expose(1000 + index, web));
    },
    object: ofGatewayApi('Gateway', 'edge', (object) => {
      object.spec.listeners = Array.from({ length: 65 }, (_, index) => ({ name: `l-${index}`, port: 1000 + index, protocol: 'TCP' }));
    }),
    said: /Too many: 65: must have at most 64 items/,
  },
  {
    name: '17 addresses',
    refused: () => GatewayApi.forClass('any', { addresses: Array.from({ length: 17 }, (_, index) => ({ value: `192.0.2.${index + 1}` })) }),
    object: ofGatewayApi('Gateway', 'edge', (object) => {
      object.spec.addresses = Array.from({ length: 17 }, (_, index) => ({ type: 'IPAddress', value: `192.0.2.${index + 1}` }));
    }),
    said: /must have at most 16 items/,
  },
  {
    name: 'an address twice',
    refused: () => GatewayApi.forClass('any', { addresses: [{ value: '192.0.2.1' }, { value: '192.0.2.1' }] }),
    object: ofGatewayApi('Gateway', 'edge', (object) => object.spec.addresses.push({ type: 'IPAddress', value: '192.0.2.1' })),
    said: /IPAddress values must be unique/,
  },
  {
    name: 'an address that is none',
    refused: () => GatewayApi.forClass('any', { addresses: [{ value: 'here' }] }),
    object: ofGatewayApi('Gateway', 'edge', (object) => (object.spec.addresses = [{ type: 'IPAddress', value: 'here' }])),
    said: /spec\.addresses/,
  },
  {
    name: '9 labels of the infrastructure',
    refused: () => GatewayApi.forClass('any', { infrastructureLabels: record(9) }),
    object: ofGatewayApi('Gateway', 'edge', (object) => (object.spec.infrastructure.labels = record(9))),
    said: /must have at most 8 items/,
  },
  {
    name: '17 annotations of the infrastructure',
    refused: () => GatewayApi.forClass('any', { infrastructureAnnotations: record(17) }),
    object: ofGatewayApi('Gateway', 'edge', (object) => (object.spec.infrastructure.annotations = record(17))),
    said: /must have at most 16 items/,
  },
  {
    name: 'an annotation of the infrastructure of 4,097 characters',
    refused: () => GatewayApi.forClass('any', { infrastructureAnnotations: { a: long(4097) } }),
    object: ofGatewayApi('Gateway', 'edge', (object) => (object.spec.infrastructure.annotations = { a: long(4097) })),
    said: /may not be more than 4096/,
  },
  {
    name: 'a weight above 1,000,000',
    refused: () => gateway(GatewayApi.forClass('any')).exposeWeighted(1000, [{ backend: web, weight: 1_000_001 }]),
    object: ofGatewayApi('TCPRoute', 'edge-port-1000', (object) => (object.spec.rules[0].backendRefs[0].weight = 1_000_001)),
    said: /should be less than or equal to 1000000/,
  },
  {
    name: '17 backends of a route',
    refused: () =>
      gateway(GatewayApi.forClass('any')).exposeWeighted(
        1000,
        Array.from({ length: 17 }, (_, index) => ({ backend: { namespace, name: `web-${index}`, port: 80 }, weight: 1 })),
      ),
    object: ofGatewayApi('TCPRoute', 'edge-port-1000', (object) => {
      object.spec.rules[0].backendRefs = Array.from({ length: 17 }, (_, index) => ({ name: `web-${index}`, port: 80 }));
    }),
    said: /must have at most 16 items/,
  },
  ...['DB.example.com', '192.0.2.1', '*', 'a.*.example.com', '-a.example.com'].map((hostname) => ({
    name: `the host name ${hostname}`,
    refused: () => gateway(GatewayApi.forClass('any')).exposeTls(443, [hostname], web),
    object: ofGatewayApi('TLSRoute', 'edge-db', (object) => (object.spec.hostnames = [hostname])),
    said: /spec\.hostnames/,
  })),
  {
    name: 'no host name',
    refused: () => gateway(GatewayApi.forClass('any')).exposeTls(443, [], web),
    object: ofGatewayApi('TLSRoute', 'edge-db', (object) => (object.spec.hostnames = [])),
    said: /spec\.hostnames/,
  },
  {
    name: '1,025 host names',
    refused: () =>
      gateway(GatewayApi.forClass('any')).exposeTls(
        443,
        Array.from({ length: 1025 }, (_, index) => `h${index}.example.com`),
        web,
      ),
    object: ofGatewayApi(
      'TLSRoute',
      'edge-db',
      (object) => (object.spec.hostnames = Array.from({ length: 1025 }, (_, index) => `h${index}.example.com`)),
    ),
    said: /must have at most 1024 items/,
  },
];
