import { mapAt } from '../../model/plain';
import { Manifest, objectText } from '../manifest';
import { Rule, Violation } from '../rule';
import { at } from './support';
import { isBase64, isFilledIn, isPlaceholder } from './support-secrets';

export const secretPlaceholder: Rule = {
  id: 'secret-placeholder',
  severity: 'warning',
  summary: 'a Secret that still holds a placeholder',
  check(graph, report) {
    for (const manifest of graph.ofKind('Secret')) {
      checkValues(manifest, 'stringData', (text) => text, report);
      // What is not Base64 has a rule of its own.
      checkValues(manifest, 'data', (text) => (isBase64(text) ? plainText(text) : ''), report);
    }
  },
};

function checkValues(manifest: Manifest, field: string, read: (text: string) => string, report: (violation: Violation) => void): void {
  for (const [key, value] of Object.entries(mapAt(manifest.object, field))) {
    if (typeof value === 'string' && !isFilledIn(manifest, value) && isPlaceholder(read(value))) {
      report({
        message: `"${key}" in ${field} of ${objectText(manifest)} is a placeholder`,
        fix: 'put the real value there, or make the Secret where it is known',
        place: at(manifest, [field, key]),
      });
    }
  }
}

/** The value, or what it says in Base64: `changeme` is valid Base64, too. */
function plainText(text: string): string {
  return isPlaceholder(text) ? text : Buffer.from(text, 'base64').toString('utf8');
}
