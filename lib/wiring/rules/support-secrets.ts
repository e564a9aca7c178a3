const PLACEHOLDER =
  /\bREPLACE[-_ ]?(ME|THIS|WITH)|\bCHANGE[-_]?ME\b|\bPLACEHOLDER\b|\bYOUR[-_][A-Z0-9_-]+|\bTO[-_]?DO\b|^<[^<>]+>$|^x{4,}$/i;

/** A text that somebody still has to replace. */
export function isPlaceholder(text: string): boolean {
  return text.length < 200 && PLACEHOLDER.test(text.trim());
}

/** As Go's decoder takes it: the standard alphabet, padded, line breaks left out. */
export function isBase64(value: string): boolean {
  const text = value.replace(/[\r\n]/g, '');
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
