import { display } from '../../model/port';
import { Refusal } from '../../model/refusal';

/** A version of ingress-nginx as its own static manifests install it. */
export interface Release {
  readonly version: string;
  readonly controllerImage: string;
  readonly certgenImage: string;
  /** Name of the leader's Lease. */
  readonly electionId: string;
  /** Whether the manifests are those from 1.12 on: EndpointSlices, seccomp and dropped capabilities everywhere, a rollout strategy. */
  readonly hardened: boolean;
  /** What is to be said to somebody who installs it. @default - nothing */
  readonly warning?: string;
}

export const DEFAULT_VERSION = '1.15.1';

const REGISTRY = 'registry.k8s.io/ingress-nginx';

/** Images by digest, as upstream's `deploy/static/provider/cloud/deploy.yaml` of the version pins them. */
const RELEASES: readonly Release[] = [
  {
    version: '1.15.1',
    controllerImage: `${REGISTRY}/controller:v1.15.1@sha256:594ceea76b01c592858f803f9ff4d2cb40542cae2060410b2c95f75907d659e1`,
    certgenImage: `${REGISTRY}/kube-webhook-certgen:v1.6.9@sha256:01038e7de14b78d702d2849c3aad72fd25903c4765af63cf16aa3398f5d5f2dd`,
    electionId: 'ingress-nginx-leader',
    hardened: true,
  },
  {
    version: '1.3.1',
    controllerImage: `${REGISTRY}/controller:v1.3.1@sha256:54f7fe2c6c5a9db9a0ebf1131797109bb7a4d91f56b9b362bde2abd237dd1974`,
    certgenImage: `${REGISTRY}/kube-webhook-certgen:v1.3.0@sha256:549e71a6ca248c5abd51cdb73dbc3083df62cf92ed5e6147c780e30f7e007a47`,
    electionId: 'ingress-controller-leader',
    hardened: false,
    warning:
      'ingress-nginx 1.3.1 is open to CVE-2025-1974 (IngressNightmare: whoever reaches its admission webhook from the Pod network runs ' +
      `code in the controller and reads every Secret that it may read): install ${DEFAULT_VERSION} anywhere but in a lab`,
  },
];

/** The release of this version. Throws where the catalogue does not have it. */
export function releaseOf(version: string): Release {
  const release = RELEASES.find((each) => each.version === version);
  if (!release) {
    const known = RELEASES.map((each) => each.version).join(' or ');
    throw new Refusal(
      `version ${display(version)} of ingress-nginx is not in the catalogue: give ${known}, ` +
        'or use IngressNginx.fromManifest with the deploy.yaml of that version',
    );
  }
  return release;
}
