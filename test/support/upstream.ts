import { existsSync, readdirSync } from 'fs';
import { join } from 'path';

/** Folder with upstream's manifests, `<version>/<provider>.yaml`; where it is not given, what needs it is skipped by name. */
export const UPSTREAM = process.env.MULTIPORT_UPSTREAM;

export interface UpstreamManifest {
  readonly version: string;
  readonly provider: string;
  readonly path: string;
}

export function upstreamManifests(): UpstreamManifest[] {
  if (UPSTREAM === undefined) {
    return [];
  }
  if (!existsSync(UPSTREAM)) {
    throw new Error(`MULTIPORT_UPSTREAM is ${UPSTREAM}, which is not there`);
  }
  return readdirSync(UPSTREAM).flatMap((folder) =>
    readdirSync(join(UPSTREAM, folder))
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => ({ version: folder.replace(/^v/, ''), provider: file.replace('.yaml', ''), path: join(UPSTREAM, folder, file) })),
  );
}

/** Runs the tests with upstream's manifests, or says that they were skipped and why. */
export function describeUpstream(name: string, body: () => void): void {
  if (UPSTREAM === undefined) {
    describe.skip(`${name} (skipped: MULTIPORT_UPSTREAM names no folder with upstream's manifests)`, body);
  } else {
    describe(name, body);
  }
}
