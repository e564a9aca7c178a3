import { githubReport } from './github';
import { jsonReport } from './json';
import { junitReport } from './junit';
import { Reporter } from './report';
import { sarifReport } from './sarif';
import { textReport } from './text';

export type Format = 'text' | 'json' | 'sarif' | 'junit' | 'github';

/** Every format, by the name that the command takes. */
export const REPORTERS: Readonly<Record<Format, Reporter>> = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
  junit: junitReport,
  github: githubReport,
};

export const FORMATS = Object.keys(REPORTERS) as readonly Format[];
