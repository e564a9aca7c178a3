import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Manifest, manifestsOf } from '../wiring/manifest';

/** A manifest of a program, and the construct that it is made of. */
export interface AppManifest {
  readonly manifest: Manifest;
  readonly construct: IConstruct;
}

/** Where kubectl puts what names no namespace. */
export const NAMESPACE = 'default';

/** Every object of a tree, as it will be synthesized. */
export function appManifests(root: IConstruct, namespace = NAMESPACE): AppManifest[] {
  return root.node.findAll().flatMap((construct) =>
    ApiObject.isApiObject(construct)
      ? manifestsOf(construct.toJson(), { kind: 'construct', path: construct.node.path }, { namespace }).map((manifest) => ({
          manifest,
          construct,
        }))
      : [],
  );
}
