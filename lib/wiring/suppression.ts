import { mapAt } from '../model/plain';
import { Finding, isFieldPlace, Place } from './finding';
import { Manifest, objectText } from './manifest';
import { Path } from './yaml/layout';

/** An exception from a configuration file, for objects that nobody can annotate. */
export interface Exception {
  /** Id of the rule. */
  readonly rule: string;
  /** `Kind namespace/name`, or `Kind name` where there is no namespace; `*` stands for any part of it. @default - every object */
  readonly object?: string;
  /** File, `*` within a folder and `**` across folders. @default - every file */
  readonly file?: string;
  /** Why; never empty. */
  readonly reason: string;
}

/** Annotation on an object or its Pod template: `multiport.dev/ignore.<rule>: <reason>`. */
export const IGNORE_PREFIX = 'multiport.dev/ignore.';

/** An annotation that asks to ignore a rule. */
export interface IgnoreAnnotation {
  readonly manifest: Manifest;
  readonly path: Path;
  readonly rule: string;
  readonly reason: string;
}

const TEMPLATES: readonly Path[] = [[], ['spec', 'template'], ['spec', 'jobTemplate', 'spec', 'template']];

/** What an object asks to be left alone with. */
export function ignoreAnnotations(manifest: Manifest): IgnoreAnnotation[] {
  return TEMPLATES.flatMap((path) => {
    const owner = path.reduce((object, key) => mapAt(object, String(key)), manifest.object);
    return Object.entries(mapAt(mapAt(owner, 'metadata'), 'annotations')).flatMap(([key, value]) =>
      key.startsWith(IGNORE_PREFIX)
        ? [
            {
              manifest,
              path: [...path, 'metadata', 'annotations', key],
              rule: key.slice(IGNORE_PREFIX.length),
              reason: typeof value === 'string' ? value.trim() : '',
            },
          ]
        : [],
    );
  });
}

/** Why a finding is ignored, or undefined where it is not. */
export function suppressionOf(finding: Finding, exceptions: readonly Exception[]): string | undefined {
  const { place, rule } = finding;
  if (isFieldPlace(place)) {
    const annotation = ignoreAnnotations(place.manifest).find((each) => each.rule === rule && each.reason !== '');
    if (annotation) {
      return annotation.reason;
    }
  }
  return exceptions.find((exception) => exception.rule === rule && covers(exception, place))?.reason;
}

function covers({ object, file }: Exception, place: Place): boolean {
  const name = isFieldPlace(place) ? objectText(place.manifest) : '';
  return (object === undefined || globOf(object, false).test(name)) && (file === undefined || globOf(file, true).test(fileOf(place) ?? ''));
}

/** The file of a place; undefined for a construct. */
export function fileOf(place: Place): string | undefined {
  if (!isFieldPlace(place)) {
    return place.file;
  }
  return place.manifest.origin.kind === 'file' ? place.manifest.origin.file : undefined;
}

function globOf(pattern: string, path: boolean): RegExp {
  const source = pattern
    .split(/(\*\*\/?|\*)/)
    .map((part) => {
      if (part === '*') {
        return path ? '[^/]*' : '.*';
      }
      return part.startsWith('**') ? (part.endsWith('/') ? '(.*/)?' : '.*') : part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${source}$`);
}
