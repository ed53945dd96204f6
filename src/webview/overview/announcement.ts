import type { OverviewState } from '../../protocol/overview.ts';
import { formatCount } from '../format.ts';
import { t } from '../l10n.ts';

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
        : t('Reading {0}', next.name);
    case 'cancelled':
      return t('Cancelled');
    case 'failed':
      return t('{0} can’t be read. {1}', next.name, next.message);
    case 'shown': {
      // A log that grows is drawn again and again; that is not said each time.
      const isSame = last?.kind === 'shown' && last.uri === next.uri;
      const kinds = formatCount(
        next.overview.templateCount,
        'kind of message',
        'kinds of messages',
      );
      return isSame ? undefined : t('Overview of {0}: {1}.', next.name, kinds);
    }
  }
}
