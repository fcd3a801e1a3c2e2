// The answers of the HTTP API (openapi.json says the same to a machine). Objects in lists are what the verbs
// print with --json: docs/records.md, happenings.md, world.md, search.md.

/** [begin, end) in code points of the document's text. */
export type Span = [number, number];
/** EDTF: 2024-08, 2024/2025, 2025-06~, XXXX. */
export type Edtf = string;
/** A code of an entity: RUS, AES, Sergei Lavrov, ar:..., GEN:rebels:MLI, foreign minister@RUS. */
export type Code = string;

export interface LocalName {
  ar: string;
  en: string;
}
export type Names = Record<Code, LocalName>;

export type Factuality = 'actual' | 'planned' | 'denied' | 'possible';
export type EventType =
  | 'AGREE'
  | 'CONSULT'
  | 'SUPPORT'
  | 'CONCEDE'
  | 'COOPERATE'
  | 'AID'
  | 'RETREAT'
  | 'REQUEST'
  | 'ACCUSE'
  | 'REJECT'
  | 'THREATEN'
  | 'PROTEST'
  | 'SANCTION'
  | 'MOBILIZE'
  | 'COERCE'
  | 'ASSAULT';
export type RelationKind =
  | 'member_of'
  | 'party_to'
  | 'forces_in'
  | 'hosts_base'
  | 'subordinate_to'
  | 'successor_of'
  | 'holds_office'
  | 'leads'
  | 'allied_with'
  | 'controls'
  | 'at_odds_with';
export type Fluent =
  | RelationKind
  | 'diplomatic_relations'
  | 'sanctions_in_force'
  | 'agreement_with'
  | 'pledged_to_defend'
  | 'obliged_to_defend'
  | 'attacks';
export type EntityKind = 'state' | 'organization' | 'armed_group' | 'person' | 'place' | 'weapon' | 'generic';
export type ConflictKind = 'polarity' | 'number' | 'date' | 'place' | 'actor' | 'office';

/** Where something is told. */
export interface Where {
  id: string;
  uri: string;
  outlet: string | null;
  published: Edtf | null;
}

export interface Event {
  id: string;
  type: EventType;
  mode: string;
  contexts: string[];
  cameo: string;
  actor: Code[];
  recipient: Code[];
  place: string | null;
  date: Edtf | null;
  factuality: Factuality;
  source: Code[];
  count: number | null;
  triggers: Span[];
  rule: string;
  confidence: number;
  date_from?: 'stated' | 'relative' | 'inherited' | null;
}

export interface Relation {
  id: string;
  subject: Code;
  rel: RelationKind;
  object: Code;
  from: Edtf | null;
  to: Edtf | null;
  count: number | null;
  factuality: Factuality;
  source: Code[];
  span: Span;
  rule: string;
  confidence: number;
}

export interface Claim {
  id: string;
  source: Code;
  source_span: Span;
  cue_span: Span;
  span: Span;
  direct: boolean;
  via: Code[];
  events: string[];
  relations: string[];
  rule?: string;
}

export interface Entity {
  id: Code;
  kind: EntityKind;
  name: LocalName;
  wikidata: string | null;
  of: Code | null;
  role: string | null;
}

// --- rows of the verbs ---

export interface EventRow extends Event {
  words: string[];
  names: Names;
  doc: Where;
}
export interface RelationRow extends Relation {
  words: string;
  names: Names;
  doc: Where;
}
export interface ClaimRow extends Claim {
  words: string;
  source_words: string;
  cue_words: string;
  names: Names;
  doc: Where;
}
export interface EntityRow extends Entity {
  documents: number;
  mentions: number;
  events: number;
  claims: number;
}
export interface TimelineRow {
  date: Edtf | null;
  type: EventType;
  mode: string;
  actor: Code[];
  recipient: Code[];
  place: string | null;
  factuality: Factuality;
  source: Code[];
  words: string[];
  names: Names;
  docs: Where[];
}
export interface StoryRow {
  id: string;
  headline: string;
  first_day: Edtf | null;
  last_day: Edtf | null;
  articles: Where[];
}
export interface CopyRow {
  first: Where;
  second: Where;
  ordered: boolean;
  words: number;
  told: number;
  first_words: number;
  second_words: number;
  shared: [Span, Span][];
}

export type OriginKind = 'speaker' | 'agency' | 'outlet' | 'unseen';
export interface Origin {
  kind: OriginKind;
  name: string | null;
  first: Where | null;
}
/** What a report of an account has beside the event or relation itself. */
export interface ReportChain {
  doc: Where;
  /** Index into origins. */
  origin: number;
  credits: Code[];
  copied_from: Where | null;
}
export interface EventReport extends Event, ReportChain {
  words: string[];
}
export interface RelationReport extends Relation, ReportChain {
  words: string;
}
export interface HappeningRow {
  id: string;
  documents: number;
  origins: Origin[];
  reports: EventReport[];
}
export interface FactRow {
  id: string;
  documents: number;
  origins: Origin[];
  reports: RelationReport[];
}
export type HappeningDetail = HappeningRow & { conflicts: ConflictRow[]; names: Names };
export type FactDetail = FactRow & { conflicts: ConflictRow[]; names: Names };

export type ConflictReport =
  (Event & { words: string[]; doc: Where }) | (Relation & { words: string; doc: Where });
export interface ConflictSide {
  value: string;
  origins: number;
  reports: ConflictReport[];
}
export interface ConflictRow {
  id: string;
  kind: ConflictKind;
  about: '' | 'from' | 'to' | 'planned' | 'accusation' | null;
  first_day: Edtf | null;
  last_day: Edtf | null;
  accounts: string[];
  sides: ConflictSide[];
}

export type Holds = 'yes' | 'possible' | 'untold' | 'no';
export interface StateRow {
  subject: Code;
  relation: Fluent;
  object: Code;
  holds: Holds;
  // The period; absent where no article tells one.
  since?: Edtf | null;
  known_to_hold?: Edtf | null;
  until?: Edtf | null;
  sure_until?: Edtf | null;
  ended?: boolean;
  interrupted?: boolean;
  begin_disputed?: boolean;
  end_disputed?: boolean;
  derived?: boolean;
  end_derived?: boolean;
  articles: Where[];
  names: Names;
}
export type ChangeKind = 'began' | 'ended' | 'came and went' | 'told' | 'surer' | 'less sure';
/** `holds`: before and after, "no -> yes". */
export type ChangeRow = Omit<StateRow, 'holds'> & { change: ChangeKind; holds: string };
export type WhyRole =
  'begun by' | 'shown by' | 'ended by' | 'follows from' | 'its end follows from' | 'beside it';
/** What a report tells, or what follows `from` others. */
export interface WhyStep {
  role: WhyRole;
  rule: string | null;
  report?: string;
  effect?: string;
  factuality?: Factuality;
  when?: Edtf | null;
  source?: Code[];
  sentence?: string;
  doc?: Where;
  from?: Why[];
}
export interface Why {
  subject: Code;
  relation: Fluent;
  object: Code;
  holds: Holds;
  at: Edtf;
  since: Edtf | null;
  until: Edtf | null;
  steps: WhyStep[];
  /** Of the whole; those that it follows from have none. */
  names?: Names;
}

// --- lists and single answers ---

/** A list that is always whole. */
export interface Whole<T> {
  items: T[];
}
export interface List<T> {
  items: T[];
  offset: number;
  limit: number;
  next: string | null;
  total: number | null;
  names: Names;
}

export interface Root {
  isnad: string;
  api: number;
  /** What the case is called. */
  case: string;
  /** Changes whenever the case does. */
  state: string;
  /** Whether the server takes what changes the case. */
  writes: boolean;
  /** Whether some articles cannot be searched yet. */
  refresh_due: boolean;
  documents: number;
  last_published: Edtf | null;
}

export interface Digest {
  documents: number;
  appearances: number;
  events: number;
  claims: number;
  relations: number;
  entities: number;
  outlets: { name: string | null; count: number }[];
  actors: { name: Code; count: number }[];
  first_published: Edtf | null;
  last_published: Edtf | null;
  names: Names;
}

export type Step = 'day' | 'week' | 'month' | 'year';
export interface Attention {
  by: Step;
  dates: Edtf[];
  /** outlet null: not known, or with rest: all others together. */
  series: { outlet: string | null; rest: boolean; counts: number[] }[];
  undated: number;
}

export interface DocumentRow {
  doc: Where;
  title: string | null;
  events: number;
  claims: number;
  relations: number;
}

/** The record of docs/records.md. */
export interface Record_ {
  isnad: number;
  doc: {
    id: string;
    uri: string;
    url: string | null;
    outlet: string | null;
    title: string | null;
    published: Edtf | null;
    published_from: 'text' | 'metadata' | 'option' | null;
    lang: string;
    length: number;
  };
  sentences: Span[];
  entities: (Entity & { mentions: { span: Span; form: 'name' | 'demonym' | 'nominal' | 'pronoun' }[] })[];
  times: {
    span: Span;
    type: 'DATE' | 'TIME' | 'DURATION' | 'SET';
    value: string;
    date?: Edtf | null;
    calendar?: string;
  }[];
  quantities: {
    span: Span;
    value: number;
    bound: '=' | '>' | '<' | '~';
    /** Empty: none. */
    unit: string;
    upper?: number;
  }[];
  events: Event[];
  relations: Relation[];
  claims: Claim[];
}
export interface Appearance {
  uri: string;
  url: string | null;
  outlet: string | null;
  title: string | null;
  published: Edtf | null;
}
export interface Document {
  record: Record_;
  text: string;
  appearances: Appearance[];
  names: Names;
}
export interface Beside {
  copies: {
    other: Where;
    order: 'before' | 'after' | 'beside';
    words: number;
    told: number;
    mine: Span[];
    theirs: Span[];
  }[];
  happenings: BesideAccount[];
  facts: BesideAccount[];
  conflicts: {
    id: string;
    kind: ConflictKind;
    about: string | null;
    report: string;
    sides: { value: string; reports: number; mine: boolean }[];
  }[];
  story: { id: string; headline: string; articles: number } | null;
}
export interface BesideAccount {
  id: string;
  report: string;
  documents: number;
  reports: number;
  origins: number;
}
export interface EvidenceRow {
  uri: string;
  sha256: string;
  size: number;
  /** Empty: not known. */
  media_type: string;
  url: string | null;
  fetched: string | null;
  /** As they came; a name may stand there several times. */
  headers: [string, string][];
  kept: boolean;
}

export interface World {
  first: Edtf | null;
  last: Edtf | null;
  published_first: Edtf | null;
  published_last: Edtf | null;
  relations: Fluent[];
  outlets: string[];
}
export type StateList = List<StateRow> & { total: number; at: Edtf; known_by: Edtf | null };
export type ChangeList = List<ChangeRow> & { total: number };

export type Stance = 'says' | 'denies' | 'relays' | 'disputed';
export interface MatrixCell {
  stance: Stance;
  reports: number;
  first: string;
  document: string;
}
export type SourceKind = 'outlet' | 'speaker' | 'agency';
export interface MatrixSource {
  /** An outlet's name, or the code of a speaker or agency. */
  id: string;
  kind: SourceKind;
  /** Behind how many happenings of this page it stands. */
  happenings: number;
}
export interface MatrixRow {
  id: string;
  // Of the report that says most.
  type: EventType;
  mode: string;
  actor: Code[];
  recipient: Code[];
  /** Of all reports. */
  dates: Edtf[];
  words: string;
  reports: number;
  documents: number;
  origins: number;
  /** By index of source; a missing cell is silence. */
  cells: Record<string, MatrixCell>;
}
export interface Matrix {
  sources: MatrixSource[];
  happenings: MatrixRow[];
  offset: number;
  limit: number;
  next: string | null;
  names: Names;
}

export interface VoiceCounts {
  praise: number;
  accusation: number;
  types: Partial<Record<EventType, number>>;
  reports: number;
}
export interface Voices {
  outlets: (VoiceCounts & { outlet: string | null })[];
  speakers: (VoiceCounts & { source: Code })[];
  names: Names;
}

export type Target = 'articles' | 'events' | 'claims' | 'relations';
export interface Passage {
  words: string;
  marks: Span[];
  title: boolean;
}
export interface Hit {
  of: Target;
  doc: Where;
  title: string | null;
  score?: number;
  more_events?: number;
  passages: Passage[];
  events: (Event & { words: string[] })[];
  claims: (Claim & { words: string })[];
  relations: (Relation & { words: string })[];
  names: Names;
}
export interface Facet {
  facet: string;
  /** Without a value: articles of no known outlet and the like. */
  values: { value: string | null; name?: string | null; count: number }[];
  more: number;
}
export interface SearchAnswer extends List<Hit> {
  of: Target;
  total: number;
  facets: Facet[];
  /** Values of the query that nothing in the case has. */
  unknown: string[];
  /** Articles that cannot be searched yet. */
  unseen: number;
}
export interface SavedSearch {
  name: string;
  query: string;
  of: Target | null;
}
export interface ExportFormat {
  name: string;
  summary: string;
  media_type: string;
  extension: string;
  folder: boolean;
}
export interface Suggestion {
  code: Code;
  kind: EntityKind;
  name: LocalName;
  documents: number;
}
export interface Vocabulary {
  event_types: EventType[];
  relations: RelationKind[];
  fluents: Fluent[];
  entity_kinds: EntityKind[];
  factualities: Factuality[];
  facets: string[];
  search_fields: string[];
  conflict_kinds: ConflictKind[];
}

/** RFC 9457. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  parameter?: string;
  faults?: { begin: number; end: number; message: string }[];
}

// --- parameters ---

/** Filters have the names of the search language. */
export interface Filters {
  actor?: string;
  type?: string;
  from?: string;
  to?: string;
  source?: string;
  outlet?: string;
}
export interface Paging {
  offset?: number;
  limit?: number;
}
export interface StateQuery {
  at?: string;
  known_by?: string;
  outlet?: string;
  source?: string;
  reported?: boolean;
  actor?: string;
  relation?: string;
  place?: string;
  untold?: boolean;
}
