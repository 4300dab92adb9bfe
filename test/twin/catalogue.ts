/** What random ledgers record and random rules ask for: few words and numbers, so that they meet. */

/** The words and numbers that the rows of a type may hold. */
export interface Facet {
  /** Roles other than `unit` in which units stand. */
  readonly as?: string
  readonly words?: Readonly<Record<string, readonly string[]>>
  /** Columns of whole numbers or decimals, with numbers near to what is recorded. */
  readonly numbers?: Readonly<Record<string, readonly string[]>>
  readonly days?: readonly string[]
  readonly flags?: readonly string[]
}

const few = ['0', '1', '2', '3']
const level = ['district', 'city', 'province']

/** Types of happenings. */
export const happenings: Readonly<Record<string, Facet>> = {
  ActivityHeld: {
    words: { programme: ['gratitude', 'kindness'], season: ['term', 'winter_holiday'] },
    numbers: { 'audience.minors': few, 'audience.adults': few },
  },
  TrainingHeld: {
    as: 'attendee',
    words: { kind: ['instructor_class', 'street_skill_training'] },
    numbers: { headcount: few, hours: ['0.5', '1.5', '-0.25'] },
  },
  JointConferenceHeld: {
    as: 'attendee',
    words: { tier: ['street', 'communities_of_street'], quarter: ['2026Q1', '2026Q2'] },
  },
  RegulationAdopted: { words: { kind: ['duties', 'study', 'meeting'] } },
  FundsAllocated: { words: { year: ['2025', '2026'] }, numbers: { amountCny: ['0.07', '12.5', '200'] } },
  EnrolmentReported: {
    words: { month: ['2026-03', '2026-04'] },
    numbers: { enrolled: few, linked: few, schoolRoll: few },
  },
  HonourReceived: { words: { level, projectKey: ['reading', 'choir'] } },
  PraiseReceived: { words: { level, projectKey: ['reading', 'garden'] } },
  IncidentRecorded: { words: { kind: ['complaint', 'false_report'], severity: ['minor', 'major'] } },
  PremisesProvided: { words: { kind: ['library', 'office_room'] }, numbers: { area: ['0.5', '12.25', '3'] } },
  CampaignDeclared: { words: { code: ['spring', 'autumn'] }, days: ['startsOn'], numbers: { target: few } },
  FieldSurveyConducted: { as: 'visited' },
  MonthlyPlanFiled: { words: { month: ['2026-03', '2026-04'], filedTo: ['S01', 'S02'] } },
  AnnualReportFiled: { words: { year: ['2025', '2026'] } },
  ItemJudged: {
    words: { kind: ['points', 'cases', 'met'], level: ['good', 'minor'], assessor: ['S01', 'D01'] },
    numbers: { points: ['1.5', '2'], count: few, number: ['0.5', '3'] },
    flags: ['met'],
  },
}

/** Standings of units. */
export const standingFacets: Readonly<Record<string, Facet>> = {
  role: { words: { post: ['chair', 'member'], person: ['p-aaaa', 'p-bbbb'], holder: ['veteran_cadre', 'staff'] } },
  veteran: { words: { category: ['veteran_cadre', 'veteran_teacher'], person: ['p-aaaa', 'p-bbbb'] } },
  station: { words: { level: ['centre', 'branch'], station: ['T001', 'T002'], parent: ['T001'] } },
  pairing: { as: 'partner', words: { kind: ['enterprise', 'school'], partner: ['X001', 'C001'] } },
  committee: {},
  registry_pilot: {},
  unit: { words: { kind: ['community', 'village'], parent: ['S01', 'S02'] } },
}

/** Levels of judgements that are not points. */
export const judgedLevels = ['good', 'fair', 'minor', 'major']

/** What a random document and a random ledger are about together, so that the one finds something in the other. */
export interface Topic {
  /** Types of happenings. */
  readonly types: readonly string[]
  readonly standings: readonly string[]
}

export const topics: readonly Topic[] = [
  { types: ['ActivityHeld', 'HonourReceived', 'PraiseReceived'], standings: ['role', 'committee'] },
  { types: ['TrainingHeld', 'JointConferenceHeld', 'FundsAllocated'], standings: ['veteran', 'pairing'] },
  { types: ['EnrolmentReported', 'RegulationAdopted', 'PremisesProvided'], standings: ['station', 'registry_pilot'] },
  { types: ['ItemJudged', 'IncidentRecorded', 'CampaignDeclared', 'FieldSurveyConducted'], standings: ['unit', 'role'] },
  { types: ['MonthlyPlanFiled', 'AnnualReportFiled', 'JointConferenceHeld', 'ActivityHeld'], standings: ['station', 'veteran'] },
]
