import { crdProviderOf, reads } from '../../../lib/controllers/traefik/crd-provider';
import { entryPointArguments, entryPointsOf, flagsOf } from '../../../lib/controllers/traefik/entry-points';
import { Protocol } from '../../../lib';

describe('arguments', () => {
  test('an entryPoint, as short as it gets', () => {
    expect(entryPointArguments({ name: 'port-53-udp', port: 10053, protocol: Protocol.UDP })).toEqual([
      '--entryPoints.port-53-udp.address=:10053/udp',
    ]);
  });

  test('with all that it can have', () => {
    const all = { name: 'a', port: 1024, protocol: Protocol.TCP, trustedIps: ['10.0.0.0/8', '::1'], graceSeconds: 60, udpSeconds: 30 };
    expect(entryPointArguments(all)).toEqual([
      '--entryPoints.a.address=:1024/tcp',
      '--entryPoints.a.proxyProtocol.trustedIPs=10.0.0.0/8,::1',
      '--entryPoints.a.transport.lifeCycle.graceTimeOut=60',
      '--entryPoints.a.udp.timeout=30',
    ]);
  });
});

describe('what a command line opens', () => {
  test.each<[string, string[], unknown]>([
    [
      'protocols',
      ['--entryPoints.a.address=:1/tcp', '--entryPoints.b.address=:2/UDP', '--entryPoints.c.address=:3'],
      ['a 1/TCP', 'b 2/UDP', 'c 3/TCP'],
    ],
    [
      'flags in any case, the name as it was written first',
      ['--ENTRYPOINTS.Web.Address=:80', '--entrypoints.web.address=:81'],
      ['Web 81/TCP'],
    ],
    [
      'one hyphen, and the value behind',
      ['-entryPoints.a.address', ':1', '--ping', '--entryPoints.b.address', ':2'],
      ['a 1/TCP', 'b 2/TCP', 'traefik 8080/TCP'],
    ],
    ['hosts', ['--entryPoints.a.address=10.0.0.1:1', '--entryPoints.b.address=[::]:2/udp'], ['a 1/TCP', 'b 2/UDP']],
    [
      'what cannot be read',
      ['--entryPoints.a.address=:$(PORT)', '--entryPoints.b.http.tls=true'],
      ['a undefined/undefined', 'b undefined/undefined'],
    ],
    ['nothing: http on 80', ['--providers.kubernetescrd'], ['http 80/TCP']],
    ['ping alone', ['--ping=true', '--api.insecure=true'], ['http 80/TCP', 'traefik 8080/TCP']],
    ['ping switched off', ['--ping=false', '--entryPoints.a.address=:1'], ['a 1/TCP']],
    [
      'ping on a port of its own',
      ['--ping', '--entryPoints.traefik.address=:9000', '--entryPoints.a.address=:1'],
      ['traefik 9000/TCP', 'a 1/TCP'],
    ],
    ['no flags at all', ['traefik', 'version'], ['http 80/TCP']],
  ])('%s', (_name, start, expected) => {
    expect(entryPointsOf(flagsOf(start)).map(({ name, port, protocol }) => `${name} ${port}/${protocol}`)).toEqual(expected);
  });
});

test('which of them routes without entryPoints come in by', () => {
  const flags = flagsOf([
    '--entryPoints.a.address=:1',
    '--entryPoints.a.asDefault',
    '--entryPoints.b.asDefault=false',
    '--entryPoints.c.address=:3',
  ]);
  expect(entryPointsOf(flags).map(({ asDefault }) => asDefault)).toEqual([true, false, undefined]);
});

describe('the provider', () => {
  const provider = (...start: string[]) => crdProviderOf(flagsOf(start));

  test('is off unless something says that it is on', () => {
    expect(provider('--entryPoints.a.address=:1')).toBeUndefined();
    expect(provider('--providers.kubernetescrd=false', '--providers.kubernetescrd.ingressClass=x')).toBeUndefined();
    expect(provider('--providers.kubernetesCRD')).toEqual({ ingressClass: '', namespaces: [], allowCrossNamespace: false, selects: false });
    expect(provider('--providers.kubernetescrd.ingressclass=x')?.ingressClass).toBe('x');
  });

  test('with all that it can have', () => {
    expect(
      provider(
        '--providers.kubernetescrd',
        '--providers.kubernetescrd.namespaces=a,b',
        '--providers.kubernetescrd.namespaces=c',
        '--providers.kubernetescrd.allowCrossNamespace',
        '--providers.kubernetescrd.labelSelector=app=x',
        '--providers.kubernetescrd.ingressClass=mine',
      ),
    ).toEqual({ ingressClass: 'mine', namespaces: ['a', 'b', 'c'], allowCrossNamespace: true, selects: true });
  });

  test.each<[string, string[], string, string, boolean]>([
    ['no class on either side', ['--providers.kubernetescrd'], 'a', '', true],
    ['the class that a Traefik without one reads', ['--providers.kubernetescrd'], 'a', 'traefik', true],
    ['another class', ['--providers.kubernetescrd'], 'a', 'mine', false],
    ['the same class', ['--providers.kubernetescrd.ingressClass=mine'], 'a', 'mine', true],
    ['a class, and a route without', ['--providers.kubernetescrd.ingressClass=mine'], 'a', '', false],
    ['one of its namespaces', ['--providers.kubernetescrd.namespaces=a,b'], 'b', '', true],
    ['another namespace', ['--providers.kubernetescrd.namespaces=a,b'], 'c', '', false],
  ])('%s', (_name, start, namespace, ingressClass, expected) => {
    expect(reads(provider(...start)!, namespace, ingressClass)).toBe(expected);
  });
});
