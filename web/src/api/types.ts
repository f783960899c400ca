/** Short names for the generated types; none is written by hand. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type AgreementView = Schemas['AgreementView'];
export type LivingAgreement = Schemas['LivingAgreement'];
export type ConflictKind = Schemas['ConflictKind'];
export type ConflictView = Schemas['ConflictView'];
export type Decided = Schemas['Decided'];
export type Detail = Schemas['Detail'];
export type Drawn = Schemas['Drawn'];
export type EventKind = Schemas['EventKind'];
export type EventStatus = Schemas['EventStatus'];
export type EventView = Schemas['EventView'];
export type Evidence = Schemas['Evidence'];
export type FoundPassage = Schemas['FoundPassage'];
export type Holder = Schemas['Holder'];
export type Live = Schemas['Live'];
export type LogView = Schemas['LogView'];
export type NewDecision = Schemas['NewDecision'];
export type Overview = Schemas['Overview'];
export type PersonView = Schemas['PersonView'];
export type Problem = Schemas['Problem'];
export type QuantityView = Schemas['QuantityView'];
export type QueuedConflict = Schemas['QueuedConflict'];
export type Reading = Schemas['Reading'];
export type Ruling = Schemas['Asked'];
export type Session = Schemas['Session'];
export type ShortEvent = Schemas['ShortEvent'];
export type SourceEntry = Schemas['SourceEntry'];
export type SourceText = Schemas['SourceText'];
export type StatementView = Schemas['StatementView'];
export type Taken = Schemas['Taken'];
export type Timeline = Schemas['Timeline'];
export type Told = Schemas['Told'];
