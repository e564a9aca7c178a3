import { RuleCase } from '../../support/case';
import { controller, gateway, ignoring } from '../../support/yaml';

const rule = 'controller-end-of-life';

const image = (text: string): { [file: string]: string } => gateway({ 'controller.yaml': controller({ image: text }) });
const old = (text: string): RuleCase => ({
  name: text,
  input: image(text),
  expected: [{ rule, severity: 'warning', file: 'controller.yaml', line: 11 }],
});
const fine = (text: string): RuleCase => ({ name: text, input: image(text), world: 'closed', expected: [] });

export const CASES: readonly RuleCase[] = [
  {
    name: '1.3.1',
    input: image('registry.k8s.io/ingress-nginx/controller:v1.3.1@sha256:54f7'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'warning',
        file: 'controller.yaml',
        line: 11,
        column: 18,
        message:
          'Deployment ingress-nginx/controller runs ingress-nginx 1.3.1, which has CVE-2026-4342, CVE-2026-3288, CVE-2026-24512, CVE-2025-1974 (IngressNightmare)',
      },
    ],
  },
  old('registry.k8s.io/ingress-nginx/controller:v1.12.8'),
  old('registry.k8s.io/ingress-nginx/controller:v1.14.4'),
  old('registry.k8s.io/ingress-nginx/controller:v1.15.0'),
  old('registry.k8s.io/ingress-nginx/controller-chroot:v1.11.5'),
  old('quay.io/kubernetes-ingress-controller/nginx-ingress-controller:0.30.0'),
  fine('registry.k8s.io/ingress-nginx/controller:v1.15.1'),
  fine('registry.k8s.io/ingress-nginx/controller:v1.14.5'),
  fine('registry.k8s.io/ingress-nginx/controller:v1.13.9'),
  fine('registry.k8s.io/ingress-nginx/controller@sha256:54f7'),
  fine('mirror.example.org/ingress-nginx/controller:latest'),
  {
    name: 'haproxy-ingress has versions of its own',
    input: image('quay.io/jcmoraisjr/haproxy-ingress:v0.14.0'),
    world: 'closed',
    expected: [],
  },
  {
    name: 'ignored',
    input: gateway({
      'controller.yaml': controller({ image: 'x/ingress-nginx/controller:v1.3.1', annotations: ignoring(rule, 'moved in May') }),
    }),
    expected: [{ rule, severity: 'warning', file: 'controller.yaml', line: 11, suppressed: 'moved in May' }],
  },
];
