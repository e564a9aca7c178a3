import { IngressNginx } from 'cdk8s-multiport';

const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);

test('the version of the article warns, once', () => {
  IngressNginx.install({ version: '1.3.1' });
  IngressNginx.install({ version: '1.3.1' });
  IngressNginx.install();
  expect(stderr.mock.calls).toEqual([
    [
      'warning: ingress-nginx 1.3.1 is open to CVE-2025-1974 (IngressNightmare: whoever reaches its admission webhook from the Pod network runs ' +
        'code in the controller and reads every Secret that it may read): install 1.15.1 anywhere but in a lab\n',
    ],
  ]);
});
