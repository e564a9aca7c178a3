import { display } from '../../model/port';
import { Refusal } from '../../model/refusal';

/** A version as it is compared: major, minor, patch. */
export type Release = readonly [major: number, minor: number, patch: number];

const VERSION = /^v?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?$/;

/** Reads "1.9", "1.9.0" or "v1.9.1"; without a patch it is the first of its minor version. Throws for anything else. */
export function parseRelease(version: string): Release {
  const match = VERSION.exec(version);
  if (!match) {
    throw new Refusal(`version ${display(version)} is not valid: give major and minor, with or without the patch, as "1.9" or "1.9.1"`);
  }
  return [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
}

/** The version that a user gives of `title`. Throws where it is none. */
export function releaseOf(version: unknown, title: string, newest: string): Release {
  if (typeof version !== 'string' || !VERSION.test(version)) {
    throw new Refusal(
      `version ${display(version)} of ${title} is not valid: give major and minor, with or without the patch, as "${newest}" or "${newest}.1"`,
    );
  }
  return parseRelease(version);
}

/** Negative where `a` is older than `b`, 0 where they are the same. */
export function compareReleases(a: Release, b: Release): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
