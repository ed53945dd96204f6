import type { Span } from './scale.ts';

/** Takes the pointer's ways over a picture of time, with the moment under it. */
export type OnPointer = (event: PointerEvent, moment: number) => void;

/** Pixels below which a press is a click, which chooses nothing. */
const CLICK = 4;

/** Dragging chooses a stretch of time; a click lets go of it. */
export function createBrush(choose: (span: Span | undefined) => void): OnPointer {
  let anchor: { readonly moment: number; readonly x: number } | undefined;
  return (event, moment) => {
    if (event.type === 'pointerdown' && event.button === 0) {
      anchor = { moment, x: event.clientX };
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      return;
    }
    if (!anchor) return;
    const isClick = Math.abs(event.clientX - anchor.x) < CLICK;
    const from = Math.min(anchor.moment, moment);
    const to = Math.max(anchor.moment, moment);
    if (!isClick) choose({ from, to });
    else if (event.type === 'pointerup') choose(undefined);
    if (event.type !== 'pointermove') anchor = undefined;
  };
}
