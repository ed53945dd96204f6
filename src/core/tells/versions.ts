/** A version that a line states of something, e.g. of a runtime at its start. */
export interface StatedVersion {
  /** As written, e.g. `0.15.1`. */
  readonly version: string;
  /** The line without it and without other digits: the same in two logs, it says the same thing. */
  readonly about: string;
}

const stated =
  /(?:\b(?:version|ver|release|runtime|kernel|build|engine)\b["']?[ =:]{1,3}["']?v?|\b[A-Za-z][\w-]{1,40}[/ ]v?)(\d{1,4}\.\d{1,5}(?:\.\d{1,6})?(?:[-+][\w.]{1,20})?)(?![\w.])/;

/** The version a message states, or `undefined`; a message with a measurement is none. */
export function versionIn(message: string): StatedVersion | undefined {
  const text = message.slice(0, 300);
  const match = stated.exec(text);
  const [whole, version] = match ?? [];
  if (whole === undefined || version === undefined || !speaks.test(text)) {
    return undefined;
  }
  return { version, about: text.replace(version, '').replace(/\d+/g, '') };
}

/** Words of messages in which a number with a point is a version. */
const speaks =
  /\b(?:version|registered|start(?:ed|ing|up)?|runtime|running|release|kernel|build|built|loaded|using|engine|agent|plugin|driver|protocol|listening|init(?:iali[sz]\w{1,4})?)\b/i;
