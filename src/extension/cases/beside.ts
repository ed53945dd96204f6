import type { Attachment } from '../../core/model/case.ts';
import type { ChatConversation } from '../../core/model/chat.ts';
import type { AuditState } from '../../protocol/audit.ts';

type KeptAudit = Extract<AuditState, { kind: 'done' }>;

/** What was audited and asked while a case was looked into, as the list of cases shows it. */
export type Beside = { readonly key: string; readonly time: number; readonly title: string } & (
  | { readonly kind: 'audit'; readonly audit: KeptAudit }
  | { readonly kind: 'chat'; readonly chat: ChatConversation }
);

/** The latest first, without what can't be shown: a case may come from a file that others wrote. */
export function besides(attachments: readonly Attachment[]): readonly Beside[] {
  return attachments
    .flatMap(({ kind, key, time, data }): readonly Beside[] => {
      if (kind === 'audit' && isAudit(data)) {
        return [{ kind, key, time, title: data.about, audit: data }];
      }
      if (kind === 'chat' && isChat(data)) {
        return [{ kind, key, time, title: data.title, chat: data }];
      }
      return [];
    })
    .toSorted((a, b) => b.time - a.time);
}

/** The views look at the rest when they draw it. */
function isAudit(data: unknown): data is KeptAudit {
  const { kind, about, audit } = (data ?? {}) as Partial<Record<keyof KeptAudit, unknown>>;
  return kind === 'done' && typeof about === 'string' && typeof audit === 'object' && !!audit;
}

function isChat(data: unknown): data is ChatConversation {
  const { schema, title, turns } = (data ?? {}) as Partial<Record<keyof ChatConversation, unknown>>;
  return schema === 'whytrace.chat/1' && typeof title === 'string' && Array.isArray(turns);
}
