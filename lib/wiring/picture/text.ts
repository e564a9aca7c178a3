/** Widths of the characters 32 to 126 in hundredths of the font size: the wider of DejaVu Sans and Arial, so that either fits. */
const WIDTHS: readonly number[] = [
  32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 56, 102, 69,
  69, 73, 77, 67, 62, 78, 76, 30, 50, 67, 56, 87, 75, 79, 67, 79, 73, 67, 62, 74, 69, 99, 69, 67, 69, 40, 34, 40, 84, 56, 50, 62, 64, 55,
  64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
];
/** Letters beyond ASCII are about as wide as capitals, those of East Asia and pictographs take a square or more. */
const WIDE = 150;
const OTHER = 100;
const BOLD = 1.12;

export const ELLIPSIS = '…';

/** Width of a text in pixels, on the safe side. */
export function textWidth(text: string, size: number, bold = false): number {
  let hundredths = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    hundredths += WIDTHS[code - 32] ?? (code < 0x1100 || (code >= 0x2000 && code < 0x2600) ? OTHER : WIDE);
  }
  return ((hundredths * size) / 100) * (bold ? BOLD : 1);
}

/** As much of the text as fits, with an ellipsis where something is left out. */
export function fitted(text: string, width: number, size: number, bold = false): string {
  if (textWidth(text, size, bold) <= width) {
    return text;
  }
  const characters = [...text];
  let kept = '';
  for (const character of characters) {
    if (textWidth(kept + character + ELLIPSIS, size, bold) > width) {
      break;
    }
    kept += character;
  }
  return kept + ELLIPSIS;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text for XML; characters that XML does not know, as lone surrogates and control characters, become U+FFFD. */
export function escaped(text: string): string {
  return text.replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '\ufffd').replace(/[&<>"']/g, (character) => ENTITIES[character]);
}
