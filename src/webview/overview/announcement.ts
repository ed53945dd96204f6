import type { OverviewState } from '../../protocol/overview.ts';
import { formatCount } from '../format.ts';

/** What a screen reader should say when one state follows another; nothing where that is no news. */
export function announcementOf(
  next: OverviewState,
  last: OverviewState | undefined,
): string | undefined {
  switch (next.kind) {
    case 'noLog':
      return undefined;
    case 'reading':
      return last?.kind === 'reading' && last.name === next.name
        ? undefined
        : `Reading ${next.name}`;
    case 'cancelled':
      return 'Cancelled';
    case 'failed':
      return `${next.name} can't be read. ${next.message}`;
    case 'shown': {
      // A log that grows is drawn again and again; that is not said each time.
      const isSame = last?.kind === 'shown' && last.uri === next.uri;
      const kinds = formatCount(
        next.overview.templateCount,
        'kind of message',
        'kinds of messages',
      );
      return isSame ? undefined : `Overview of ${next.name}: ${kinds}.`;
    }
  }
}
