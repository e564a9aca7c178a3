import { Manifest, objectText } from '../manifest';
import { Rule } from '../rule';
import { nameOf } from './support';

/** Kubernetes' limit for all annotations of an object together, in bytes. */
const ANNOTATION_BYTES = 262_144;

/** A document that is shorter than this cannot come to more as JSON. */
const SURELY_SMALL = 100_000;

/** Client-side `kubectl apply` keeps the whole object as JSON in one annotation; server-side apply does not. */
export const lastAppliedTooLarge: Rule = {
  id: 'last-applied-too-large',
  severity: 'warning',
  summary: 'an object that is too large for kubectl apply without --server-side',
  check(graph, report) {
    for (const manifest of graph.manifests) {
      const bytes = bytesOf(manifest);
      if (bytes > ANNOTATION_BYTES) {
        report({
          message: `${objectText(manifest)} is ${bytes.toLocaleString('en-US')} bytes as JSON, and kubectl apply keeps that in an annotation, which takes ${ANNOTATION_BYTES.toLocaleString('en-US')}`,
          fix: 'apply it with --server-side, or split it',
          place: nameOf(manifest),
        });
      }
    }
  },
};

function bytesOf({ origin, object }: Manifest): number {
  // Aliases and merges can make much of a short text; such documents are measured, too.
  const small = origin.kind === 'file' && origin.document.text.length < SURELY_SMALL && !/[*<]/.test(origin.document.text);
  try {
    return small ? 0 : Buffer.byteLength(JSON.stringify(object));
  } catch {
    // An alias within its own anchor: no JSON, and nothing that kubectl would take.
    return 0;
  }
}
