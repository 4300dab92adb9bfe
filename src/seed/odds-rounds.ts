/** Weights and probabilities of the sample district's procedures: accreditation, awards, appraisal of streets. Tune them here. */

export const accreditation = {
  /** Diligence from which a community applies, and how many of those do out of 1000. */
  rounds: {
    '2024': { least: 780, likely: 620 },
    '2025': { least: 640, likely: 720 },
  } as Readonly<Record<string, { readonly least: number; readonly likely: number }>>,
  /** They apply whatever their diligence, and are named: what becomes of their titles is told below. */
  apply: new Set(['C050/2024', 'C060/2024']),
  /** It inherits a title in the middle of its round, and applies for none. */
  stayAway: new Set(['C051']),
  outcomes: [
    ['passed', 14],
    ['rectify', 4],
    ['rejected', 2],
  ],
  inspectionFailed: 90,
  /** Titles of the first batch that are looked into again a year later. */
  reinspected: 8,
  /** Communities with a title of an earlier scheme, out of those that stood then. */
  advancedCommunities: 62,
  demoCommunities: 14,
} as const

export const awards = {
  /** What jurors give the best on average, out of 100; each after it has a point or two less. */
  bestPoints: 93,
  nominations: [13, 16],
  /** Diligence from which a community may be nominated. */
  communitiesFrom: 650,
  /** Jurors of an award that member units, streets, or people decide. */
  jury: { units: 5, streets: 9, people: 7 },
} as const

/** Quarter points that the two offices take off the judged clauses of a street, and the most of each. */
export const streetMarks = {
  service: { careless: 9, careful: 0, max: 24 },
  archive: { careless: 8, careful: 0, max: 20 },
  quality: { careless: 6, careful: 0, max: 16 },
  creation: { careless: 13, careful: 2, max: 28 },
  /** Where the second office takes a quarter point more. */
  differ: 350,
  /** Where the two are far apart. */
  apart: 6,
  selfAssessed: 700,
  /** Results of the civic progress scheme, out of 100. */
  civic: { careless: 74, careful: 95 },
  special: ['1', '1.5', '0.5'],
} as const
