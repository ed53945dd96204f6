import type { TellKind } from '../../../tells/tell.ts';
import type { Material } from '../../reasoner.ts';
import type { Clue } from '../clues.ts';
import { plain } from '../text.ts';
import { toldKind } from './kind.ts';
import { phraseOf, readable, type Said, saidIn } from './said.ts';
import { type Extent, extentOf, grouped, stretch } from './since.ts';

/** What is seen: the line that shows it, or how often and when where the cause itself is the sign. */
export function symptomText(clue: Clue, service: string | undefined, material: Material): string {
  const said = saidIn(clue.text);
  const who = writerOf(clue, service);
  const how = howOften(extentOf(clue, material));
  return said.error === undefined
    ? `${who} ${shows[toldKind(clue)]} ${how}.`
    : `${who} reports “${plain(said.message, 160)}” ${how}.`;
}

/** A service known by its log alone is called by the log, which can be looked up. */
function writerOf({ file, record }: Clue, service: string | undefined): string {
  const isWritten = record.service !== undefined || record.host !== undefined;
  const hasDigit = service !== undefined && /\d/.test(service);
  return service === undefined || (hasDigit && !isWritten) ? file.name : service;
}

/** `once, at 14:03:12`, `412 times between 14:03:12 and 14:22:40`. */
function howOften(extent: Extent): string {
  if (extent.count > 1) {
    return `${grouped(extent.count)} times${stretch(extent)}`;
  }
  return extent.first === undefined ? 'once' : `once, at ${extent.first}`;
}

/** How often it came again, in a claim of its own. */
export function repeatText(clue: Clue, material: Material): string {
  return `It was written ${howOften(extentOf(clue, material))}.`;
}

/** A telling line beside the cause, before or after it. */
export function besideText(clue: Clue, isBefore: boolean): string {
  const opening = isBefore ? 'Just before, the log says' : 'It shows as';
  const said = saidBriefly(clue, 160);
  return announces(clue)
    ? `${opening} “${said.replace(/:$/, '')}”: “${plain(clue.file.lineAt(clue.line + 1), 160)}”.`
    : `${opening} “${said}”.`;
}

/** `Could not resolve dependency:` says what in the next line. */
export const announces = ({ text, line, file }: Clue): boolean =>
  text.trimEnd().endsWith(':') && line < file.lineCount && /\w{3}/.test(file.lineAt(line + 1));

export function placeText(where: string | undefined, line: string): string {
  return where === undefined
    ? `The place is told by “${plain(line, 160)}”.`
    : `It happens in ${where}.`;
}

/** The decisive words, opened by what kind of failure they tell of. */
export function causeText(clue: Clue): string {
  const { error } = saidIn(clue.text);
  return error === undefined
    ? `${because[toldKind(clue)]} “${saidBriefly(clue, 240)}”.`
    : `The error behind it is “${plain(readable(error), 240).replace(/[.\s]+$/, '')}”.`;
}

/** Another component that fails of it: what it says, and when that began. */
export function impactText(clue: Clue, service: string, material: Material): string {
  const said = plain(readable(saidIn(clue.text).message), 160);
  return `${writerOf(clue, service)} fails too: “${said}”, ${howOften(extentOf(clue, material))}.`;
}

/** The words a citation of this clue should point at. */
export const decisiveWords = ({ text }: Clue): string => {
  const said: Said = saidIn(text);
  return said.error ?? said.message;
};

const saidBriefly = (clue: Clue, limit: number): string =>
  plain(readable(phraseOf(saidIn(clue.text))), limit).replace(/[.\s]+$/, '');

const because: Readonly<Record<TellKind, string>> = {
  crash: 'The report begins',
  exception: 'The exception is',
  compile: 'The build refuses the code:',
  test: 'The check that fails:',
  dependency: 'What is missing or does not fit:',
  resource: 'The limit is named:',
  network: 'The other party fails:',
  permission: 'The access is refused:',
  data: 'The input is refused:',
  slow: 'The time goes here:',
  failure: 'The log names the failure:',
  trailer: 'The log says no more than',
};

const shows: Readonly<Record<TellKind, string>> = {
  crash: 'holds this crash report',
  exception: 'shows this exception',
  compile: 'shows this build error',
  test: 'shows this test failure',
  dependency: 'names what is missing',
  resource: 'meets this limit',
  network: 'fails to reach the other party',
  permission: 'is refused',
  data: 'refuses the input',
  slow: 'shows this wait',
  failure: 'reports this failure',
  trailer: 'ends this way',
};
