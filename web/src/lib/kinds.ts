/** Kinds and statuses of events in their usual order, and the families that share a colour. */
import type { EventKind, EventStatus } from '../api/types';

export const KINDS: readonly EventKind[] = [
  'relations',
  'mission',
  'visit',
  'meeting',
  'agreement',
  'statement',
  'exchange',
  'trade',
  'aid',
  'military',
  'conflict',
  'sanction',
  'migration',
  'state',
  'other',
];

export const STATUSES: readonly EventStatus[] = ['occurred', 'planned', 'ongoing', 'cancelled', 'denied', 'alleged'];

export const CONFLICT_KINDS = [
  'date',
  'value',
  'elapsed-time',
  'anachronism',
  'identity',
  'order',
  'status',
  'calendar',
] as const;

/** Colours tell families apart; words always stand beside them. */
export const FAMILIES = ['diplomacy', 'words', 'economy', 'force', 'people'] as const;
export type Family = (typeof FAMILIES)[number];

const FAMILY_OF: Record<EventKind, Family> = {
  relations: 'diplomacy',
  mission: 'diplomacy',
  visit: 'diplomacy',
  meeting: 'diplomacy',
  agreement: 'words',
  statement: 'words',
  exchange: 'people',
  trade: 'economy',
  aid: 'economy',
  military: 'force',
  conflict: 'force',
  sanction: 'force',
  migration: 'people',
  state: 'people',
  other: 'people',
};

export function familyOf(kind: string): Family {
  return FAMILY_OF[kind as EventKind] ?? 'people';
}
